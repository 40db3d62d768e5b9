using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>What ONNX has for one kind of block: how a network's block is written, and how the nodes of a model are recognised as one.</summary>
/// <param name="kind">Its row of the catalogue.</param>
internal abstract class OnnxBlock(BlockKind kind)
{
    public BlockKind Kind => kind;

    /// <summary>Writes a block's nodes and gives the name of its result.</summary>
    public abstract string Write(BlockWriter block);

    /// <summary>The step that gave a value, or null where it is something else. What nodes mean the block, but with settings that it does not have, is refused with an
    /// <see cref="ImportProblem"/>.</summary>
    public virtual StepMatch? Match(Node node, Value value, WeightSource weights) => null;

    /// <summary>The operators that are recognised on their own, for messages.</summary>
    public virtual string[] Operators => [];

    /// <summary>The operator set that a model is written in for it, unless the user asks for another.</summary>
    public virtual int Opset => OnnxExportOptions.LowestOpset;

    /// <summary>Whether it is recognised where a model has it written out in simpler operators.</summary>
    public virtual bool IsWrittenOut => false;

    /// <summary>Whether its nodes contain those of other blocks, so that it is tried before them.</summary>
    public virtual bool IsTriedFirst => false;

    /// <summary>Whether its nodes may end in the sum of two computed values, which is a residual otherwise.</summary>
    public virtual bool EndsInSum => false;

    /// <summary>The arguments with which this kind computes what a recognised activation of another kind does; null where it does not.</summary>
    /// <param name="other">The kind that was recognised.</param>
    /// <param name="arguments">Its arguments, as declarations write them.</param>
    public virtual string? ArgumentsFor(BlockKind other, string arguments) => null;

    /// <summary>The activation g for which scale · f(x) + shift is g(scale · x + shift), for every x; null where there is none.</summary>
    /// <param name="arguments">Those of f, which is of this kind.</param>
    /// <param name="scale">Not 0.</param>
    /// <param name="shift">Any.</param>
    public virtual (BlockKind Kind, string Arguments)? Mapped(string arguments, double scale, double shift) => null;

    /// <summary>Whether an argument means the same in a declaration and in a model; null stands for what the attribute assumes.</summary>
    public virtual bool IsSame(BlockArgument argument, string? expected, string? actual)
    {
        if (expected is null || actual is null || argument.Type is ArgumentType.Choice)
            return expected == actual;
        var (first, second) = (Number(argument, expected), Number(argument, actual));
        // Exporters write some of them as 16-bit or decimal text.
        return Math.Abs(first - second) <= 1e-6f * Math.Max(Math.Abs(first), Math.Abs(second));
    }

    /// <summary>In what else a declared block differs from the model's, a sentence each.</summary>
    /// <param name="title">The declared block, as messages call it.</param>
    /// <param name="place">The model's, as messages call it.</param>
    /// <param name="block">The declared block.</param>
    /// <param name="source">The model's.</param>
    public virtual IEnumerable<string> Differences(string title, string place, TopologyBlock block, ImportedBlock source) => [];

    protected float Number(BlockArgument argument, string written) => TopologyArguments.Number($"{argument.Name}: {written}", argument.Name, kind.Name);

    /// <summary>The step of an activation that gives a value from another.</summary>
    protected StepMatch Found(Value from, Value value, string arguments = "") => new(from, new ActivationStep(value, kind, arguments));

    /// <summary>The same for a node that is the whole activation, whose settings our block does not have: they must be the usual ones, which ONNX's own defaults are not always.</summary>
    protected StepMatch Fixed(Node node, Value value, params (string Name, double Default, double Expected)[] settings)
    {
        foreach (var (name, otherwise, expected) in settings)
        {
            var actual = node.Attributes.Float(name, (float)otherwise);
            if (Math.Abs(actual - expected) > 1e-5)
                throw ImportProblem.With(node, $"has {name} = {Text.Value(actual)}: only {Text.Value((float)expected)} is supported, as in PyTorch.");
        }

        return Found(node.Input(0), value);
    }
}
