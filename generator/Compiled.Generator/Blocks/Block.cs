using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Everything that one kind of block knows about itself. One kind of block, one class; one row in <see cref="BlockTable"/>.</summary>
internal abstract class Block(BlockKind kind)
{
    /// <summary>Its row of the catalogue.</summary>
    public BlockKind Row => kind;

    /// <summary>The attribute's name without "Attribute"; also the name in the topology's table.</summary>
    public string Kind => kind.Name;

    /// <summary>True when a second such block right before or after it is almost always a slip.</summary>
    public bool StandsAlone => Has(BlockTraits.StandsAlone);

    /// <summary>Whether its kind has one of some traits.</summary>
    public bool Has(BlockTraits any) => kind.Traits.Has(any);
}

/// <summary>A block of the chain from input to output.</summary>
internal abstract class ChainBlock(BlockKind kind) : Block(kind)
{
    /// <summary>
    /// Checks the attribute and returns the block. Problems go to the context; after a problem it returns a usable stand-in, because code that calls the generated members should
    /// still bind.
    /// </summary>
    public abstract BlockSpec Read(BlockFacts facts, ReadContext context);
}

/// <summary>A block without weights that keeps the width.</summary>
internal abstract class ActivationBlock(BlockKind kind) : ChainBlock(kind), INonlinearBlock, IActivationRules
{
    /// <summary>What Auto means for the dense block before it.</summary>
    public abstract Initializer PreferredInitializer { get; }

    /// <summary>The largest slope of an activation that saturates on both sides (sigmoid 0.25, tanh 1); null for the others.</summary>
    public virtual double? SaturatingSlope => null;

    /// <summary>
    /// Outputs beyond which hardly any gradient passes, on one side or on both: what trainer.Health counts as saturated. Null where there are none.
    /// </summary>
    public virtual (float Low, float High)? SaturatedBeyond(ActivationSpec spec) => null;

    /// <summary>True when it gives 0 for a whole range of inputs, so that a unit may be stuck there: what trainer.Health counts as dead.</summary>
    public virtual bool MayDie(ActivationSpec spec) => false;

    /// <summary>True when it passes about half of its inputs, so that weights must make up for the other half.</summary>
    public virtual bool PassesHalf => false;

    public virtual bool IsIdempotent => false;

    /// <summary>True when no output is negative, whatever the input.</summary>
    public virtual bool IsNeverNegative => false;

    /// <summary>True when applying it costs an instruction or two, so that it belongs in the epilogue of the dense block before it.</summary>
    public virtual bool IsCheap => false;

    /// <summary>
    /// True when it is known to give a finite number with a plus sign at +0. Times a weight of +0 that is +0, as 0 · 0 is: a minus sign would show in a sum that is −0.
    /// </summary>
    public virtual bool IsPositiveAtZero(ActivationSpec spec) => IsCheap || SaturatedBeyond(spec) is not null;

    /// <summary>True when each output depends on its own input alone.</summary>
    public bool IsElementwise => Has(BlockTraits.Elementwise);

    /// <summary>
    /// True when its derivative cannot be read off its output, so that training keeps its input beside it; predictions work in place all the same.
    /// </summary>
    public virtual bool NeedsInput => false;

    /// <summary>True when its body is so short that a few copies of it fit the one method that predicts a row.</summary>
    public virtual bool JoinsOneRow => IsElementwise;

    /// <summary>What of Compiled.Runtime, whose names emitted kernels see, computes it: a struct, or a static class for one that works on whole rows.</summary>
    public abstract KernelStruct Kernel(ActivationSpec spec);

    public override BlockSpec Read(BlockFacts facts, ReadContext context) => new ActivationSpec(Kind, context.Width) { Values = context.Values(facts) };

    /// <summary>Applies the activation to rows of a value, in place.</summary>
    /// <param name="code">Where the statements go.</param>
    /// <param name="spec">The block.</param>
    /// <param name="value">The rows.</param>
    /// <param name="rows">The number of rows, as an expression.</param>
    public virtual void WriteForward(CodeWriter code, ActivationSpec spec, Value value, string rows) =>
        _ = code.Write($"ActivationKernel.Apply({Kernel(spec).New}, ref {value.Name}, {Code.Product(rows, value.Stride)});");

    /// <summary>Turns the gradient at the outputs into the gradient at the inputs, in place, from the kept inputs or outputs.</summary>
    /// <param name="code">Where the statements go.</param>
    /// <param name="spec">The block.</param>
    /// <param name="input">What it read; overwritten by the output unless the block needs it.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="gradient">The name of the gradient.</param>
    /// <param name="rows">The number of rows, as an expression.</param>
    public virtual void WriteBackward(CodeWriter code, ActivationSpec spec, Value input, Value output, string gradient, string rows) => _ = NeedsInput
        ? code.Write($"ActivationKernel.MultiplyByInputDerivative({Kernel(spec).New}, ref {input.Name}, ref {gradient}, {Code.Product(rows, input.Stride)});")
        : code.Write($"ActivationKernel.MultiplyByDerivative({Kernel(spec).New}, ref {output.Name}, ref {gradient}, {Code.Product(rows, output.Stride)});");

    /// <summary>The kernel's method Row on each row, for activations whose outputs depend on the whole row.</summary>
    protected void WriteRows(CodeWriter code, ActivationSpec spec, Value value, string rows)
    {
        if (rows == "1")
        {
            _ = code.Write($"{Kernel(spec).Type}.Row(ref {value.Name}, {Literals.Int(value.Width)}, {Literals.Int(value.Stride)});");
            return;
        }

        _ = code
            .Open($"for (var row = 0; row < {rows}; row++)")
            .Write($"{Kernel(spec).Type}.Row(ref Unsafe.Add(ref {value.Name}, row * {Literals.Int(value.Stride)}), {Literals.Int(value.Width)}, {Literals.Int(value.Stride)});")
            .Close();
    }
}

/// <summary>A loss: the last attribute of a network that trains.</summary>
internal abstract class LossBlock(BlockKind kind) : Block(kind)
{
    /// <summary>The activation that must stand right before the loss and is fused with it, or null.</summary>
    public string? Partner => Row.Partner?.Name;

    /// <summary>Whether the loss computes this activation itself where it stands right before it.</summary>
    public bool Fuses(string activation) => BlockCatalogue.TraitsOf(activation).Has(Row.Fuses);

    /// <summary>True when the outputs are any numbers, so that probabilities right before it are almost always a slip.</summary>
    public virtual bool IsForRegression => Partner is null;

    /// <summary>Why the outputs must be free to be negative, as the rest of a sentence that begins with the loss; null where they need not be.</summary>
    public virtual string? WhySigned => null;

    /// <summary>The struct of Compiled.Runtime that computes the loss and its gradient, as an expression.</summary>
    public abstract string Kernel(LossSpec spec);

    /// <summary>Checks the attribute. Problems go to the context; after one a usable stand-in is returned.</summary>
    public virtual LossSpec Read(BlockFacts facts, ReadContext context) => new(Kind) { Values = context.Values(facts) };

    /// <summary>What its targets are, where they have a meaning of their own that standardising would destroy: "labels of 1 and -1"; null where any number will do.</summary>
    public virtual string? FixedTargets => null;

    /// <summary>True when the mean runs over the outputs too, as PyTorch's does; false when it runs over the rows alone.</summary>
    public abstract bool AveragesOverOutputs { get; }

    /// <summary>The expression of a kernel that sums a loss over single outputs.</summary>
    protected static string ElementKernel(string loss, string arguments = "") =>
        $"new ElementLossKernel<{loss}>(new({arguments}))";
}
