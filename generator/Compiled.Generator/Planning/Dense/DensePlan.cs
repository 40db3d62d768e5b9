using Compiled.Generator.Model;
using Compiled.Runtime;

namespace Compiled.Generator.Planning.Dense;

/// <summary>Every decision about one dense block.</summary>
/// <param name="Spec">The block.</param>
/// <param name="Memory">Where it lies in memory, and how its rows are padded.</param>
internal sealed record DensePlan(DenseSpec Spec, DenseMemory Memory)
{
    /// <summary>The type that holds its sizes and passes: one for all blocks whose sizes, activations and passes are equal.</summary>
    public string ShapeName { get; init; } = "";

    /// <summary>Partial sums per output.</summary>
    public int Partials { get; init; }

    /// <summary>Whether vectors hold inputs, not outputs: for few outputs of many inputs. Weights are then [output][input].</summary>
    public bool IsDot { get; init; }

    /// <summary>Whether dot products may read the padding of the input rows: it is finite, and its weights are 0.</summary>
    public bool HasPaddedInputs { get; init; }

    /// <summary>Whether one row is written out, multiply-add by multiply-add, at least for the widest vectors.</summary>
    public bool IsUnrolled { get; init; }

    /// <summary>How one row runs with each width of vectors, widest first.</summary>
    public EquatableArray<RowTier> RowTiers => RowTier.Of(this);

    /// <summary>Whether a gradient flows to the inputs.</summary>
    public bool NeedsInputGradient { get; init; }

    /// <summary>The cheap activation that tiles apply to the sums in registers, or null.</summary>
    public ActivationSpec? Epilogue { get; init; }

    /// <summary>The activation of any cost that one row applies along with the sums, or null.</summary>
    public ActivationSpec? RowActivation { get; init; }

    /// <summary>The register tiles of its passes; none for dot products.</summary>
    public DenseTiles Tiles { get; init; } = DenseTiles.None;

    /// <summary>Outputs rounded up to whole vectors: the rows of its weights and of its outputs.</summary>
    public int Stride => Memory.Stride;

    public int WeightsOffset => Memory.WeightsOffset;

    /// <summary>Offset of the biases, or −1.</summary>
    public int BiasesOffset => Memory.BiasesOffset;

    /// <summary>Multiply-adds of one row, counted in vectors: what unrolling costs.</summary>
    public int VectorOperations => IsDot ? WeightsLength / Lanes.Widest : Spec.Inputs * Math.Max(1, Stride / Lanes.Widest);

    /// <summary>Floats of the weights, padding included.</summary>
    public int WeightsLength => IsDot ? Spec.Outputs * Lanes.RoundUp(Spec.Inputs, Lanes.Widest) : Spec.Inputs * Stride;

    /// <summary>Floats from its first weight to its first bias.</summary>
    public int BiasesFromWeights => BiasesOffset < 0 ? 0 : BiasesOffset - WeightsOffset;

    /// <summary>The same block at the start of a memory: what a method that several blocks share is written for.</summary>
    public DensePlan AtStart => this with { Memory = Memory with { WeightsOffset = 0, BiasesOffset = BiasesFromWeights } };

    /// <summary>Where the weights from one input to a vector of outputs lie.</summary>
    public int WeightOffset(int input, int column) =>
        WeightsOffset + (int)PanelOffset.Of((nuint)column, (nuint)Memory.PanelWidth, (nuint)Spec.Inputs) + input * Memory.PanelWidth;

    /// <summary>Where the transposed weights of the first output lie, from a vector of inputs on, after the block's first.</summary>
    public int TransposedOffset(int column) => (int)PanelOffset.Of((nuint)column, (nuint)Memory.TransposedPanelWidth, (nuint)Memory.TransposedRows(Spec.Outputs));
}
