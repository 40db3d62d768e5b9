using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>A block while steps behind it may still become part of it.</summary>
internal abstract class BlockBuilder(BlockKind kind, string title, int inputs, int outputs)
{
    public BlockKind Kind { get; } = kind;

    public string Title { get; } = title;

    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    /// <summary>Takes an affine map of its outputs over; false when it cannot.</summary>
    public virtual bool Absorb(Affine map) => false;

    /// <summary>The block, in the form that the declared one has where both mean the same.</summary>
    public abstract ImportedBlock Finish(TopologyBlock? expected);

    protected static float[] Rounded(double[] values) => Array.ConvertAll(values, static value => (float)value);
}

/// <summary>A block whose form is decided from the start: activations, residuals' ends, heads.</summary>
internal sealed class PlainBuilder(BlockKind kind, string title, int width, string arguments = "") : BlockBuilder(kind, title, width, width)
{
    /// <summary>The activation with which a f(x) + b is f of a x + b, or of a x without a summand; null where there is none.</summary>
    public PlainBuilder? Mapped(Affine map) =>
        OnnxBlocks.Find(Kind.Name)?.Mapped(arguments, map.ScaleAt(0), map.ShiftAt(0)) is var (kind, own) ? new PlainBuilder(kind, Title, Inputs, own) : null;

    /// <summary>As the declared block, where that computes the same: a Clip from 0 to 6 is a HardTanh or a Relu6.</summary>
    public override ImportedBlock Finish(TopologyBlock? expected) =>
        expected is not null && expected.Kind != Kind.Name && OnnxBlocks.Find(expected.Kind) is { } other && other.ArgumentsFor(Kind, arguments) is { } own
            ? new(other.Kind, Title, Inputs, Outputs, false, own, [])
            : new(Kind, Title, Inputs, Outputs, false, arguments, []);
}
