using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>A block that keeps the width and is neither dense nor an activation: a norm, dropout, noise.</summary>
internal abstract class LayerBlock(BlockKind kind) : ChainBlock(kind), ILayerRules
{
    /// <summary>True when a prediction does not run it: it lets rows through unchanged outside training.</summary>
    public bool IsForTrainingOnly => Has(BlockTraits.TrainingOnly);

    /// <summary>True when it draws random numbers in a training step: its passes there have the step's noise in scope.</summary>
    public bool DrawsNoise => Has(BlockTraits.DrawsNoise);

    /// <summary>True when it changes nothing, so that the plan leaves it out.</summary>
    public virtual bool IsIdle(LayerSpec spec) => false;

    /// <summary>True when its derivative reads its input, so that training keeps that beside the output.</summary>
    public virtual bool NeedsInput => true;

    /// <summary>True when it is an affine map of each value outside training, so that a dense block beside it can take it over for predictions.</summary>
    public virtual bool IsFoldable => false;

    /// <summary>True when it is written for samples in the lanes too, where its network is narrow enough for them.</summary>
    public virtual bool WorksInColumns => false;

    /// <summary>Writes a prediction's statements: rows of the input to rows of the output, which may be the same.</summary>
    /// <param name="code">Where the statements go.</param>
    /// <param name="stage">The block and its values.</param>
    /// <param name="rows">The number of rows, as an expression.</param>
    public abstract void WriteForward(CodeWriter code, LayerStage stage, string rows);

    /// <summary>The same in the memory of training, without a step, where nothing is folded.</summary>
    public virtual void WriteEvaluation(CodeWriter code, LayerStage stage, string rows) => WriteForward(code, stage, rows);

    /// <summary>The same in a training step, where rows of every value are kept.</summary>
    public virtual void WriteTrainingForward(CodeWriter code, LayerStage stage, string rows) => WriteForward(code, stage, rows);

    /// <summary>The same of columns of samples; the stride is that of the chunk.</summary>
    public virtual void WriteColumns(CodeWriter code, LayerStage stage) => throw new NotSupportedException($"{Kind} works on rows.");

    /// <summary>
    /// Turns the gradient at the outputs into the gradient at the inputs, in place, and adds the gradients of its parameters. Rows of the gradient have the
    /// output's stride.
    /// </summary>
    /// <param name="code">Where the statements go.</param>
    /// <param name="stage">The block and its values.</param>
    /// <param name="scope">What the statements can name.</param>
    public abstract void WriteBackward(CodeWriter code, LayerStage stage, BackwardScope scope);

    /// <summary>A norm learns what to make of sums; the inputs of the network are scaled once, by the training data.</summary>
    protected void ReportBeforeDense(BlockFacts facts, ReadContext context)
    {
        if (context.DenseIndex == 0)
            context.Report(ProblemIds.NormBeforeDense, facts, null, Kind);
    }

    /// <summary>True when <see cref="WriteInputGradient"/> is written, so that the block may stand in a network with [Differentiable].</summary>
    public virtual bool HasInputGradient => false;

    /// <summary>
    /// Turns the gradient at the outputs of a prediction into the gradient at its inputs, in place; no parameter's. Rows of the gradient have the output's
    /// stride, and every value of the forward pass is kept. In scope: parameters.
    /// </summary>
    /// <param name="code">Where the statements go.</param>
    /// <param name="stage">The block and its values.</param>
    /// <param name="gradient">The name of the gradient.</param>
    /// <param name="rows">The number of rows, as an expression.</param>
    public virtual void WriteInputGradient(CodeWriter code, LayerStage stage, string gradient, string rows) =>
        throw new NotSupportedException($"{Kind} does not know the gradient at its inputs.");

    /// <summary>A block without parameters and statistics; those that have some add them.</summary>
    protected LayerSpec Spec(BlockFacts facts, ReadContext context) => new(Kind, "", context.IndexOf(Kind), context.Width) { Values = context.Values(facts) };

    /// <summary>The name of the block's parameter view: the attribute's Name, or the kind with its number.</summary>
    protected string ReadName(BlockFacts facts, ReadContext context)
    {
        var standard = Kind + Numbers.Plain(context.IndexOf(Kind));
        if (facts.Argument("name") is not string written)
            return standard;
        if (ViewNames.TryPascalCase(written, out var name))
            return name;
        context.Report(ProblemIds.InvalidName, facts, "name", standard, Numbers.Shortened(written), Numbers.Text(ViewNames.MaxLength));
        return standard;
    }
}
