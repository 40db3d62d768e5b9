using Compiled.Generator.Model;

namespace Compiled.Generator.Planning.Dense;

/// <summary>Every decision about one dense block.</summary>
/// <param name="Spec">The block.</param>
/// <param name="Stride">Outputs rounded up to whole vectors: the rows of its weights and of its outputs.</param>
/// <param name="PanelWidth">Outputs in one panel of weights.</param>
/// <param name="InputStride">Floats from one input row to the next in a batch.</param>
/// <param name="TransposedStride">Inputs rounded up to whole vectors.</param>
/// <param name="WeightsOffset">Offset of the weights in the parameter memory.</param>
/// <param name="BiasesOffset">Offset of the biases, or −1.</param>
/// <param name="TransposedOffset">Offset in the transposed memory, or −1 where no gradient flows to the inputs or the weights lie as it reads them.</param>
/// <param name="NeedsInputGradient">Whether a gradient flows to the inputs.</param>
/// <param name="IsDot">Whether vectors hold inputs, not outputs: for few outputs of many inputs. Weights are then [output][input].</param>
/// <param name="Partials">Partial sums per output.</param>
/// <param name="IsUnrolled">Whether one row is written out, multiply-add by multiply-add.</param>
/// <param name="Epilogue">The cheap activation that tiles apply to the sums in registers, or null.</param>
/// <param name="RowActivation">The activation of any cost that one row applies along with the sums, or null.</param>
/// <param name="ShapeName">The name of its sizes as a type: equal for blocks whose emitted methods are equal.</param>
/// <param name="HasFewTiles">Whether its tiles come from the short list of networks with many shapes.</param>
internal sealed record DensePlan(
    DenseSpec Spec,
    int Stride,
    int PanelWidth,
    int InputStride,
    int TransposedStride,
    int WeightsOffset,
    int BiasesOffset,
    int TransposedOffset,
    bool NeedsInputGradient,
    bool IsDot,
    int Partials,
    bool IsUnrolled,
    ActivationSpec? Epilogue,
    ActivationSpec? RowActivation,
    string ShapeName,
    bool HasFewTiles)
{
    /// <summary>Multiply-adds of one row, counted in vectors: what unrolling costs.</summary>
    public int VectorOperations => IsDot ? WeightsLength / Lanes.Widest : Operations(Spec.Inputs, Stride);

    /// <summary>Floats of the weights, padding included.</summary>
    public int WeightsLength => IsDot ? Spec.Outputs * Lanes.RoundUp(Spec.Inputs, Lanes.Widest) : Spec.Inputs * Stride;

    public static int Operations(int inputs, int stride) => inputs * Math.Max(1, stride / Lanes.Widest);

    /// <summary>Floats from its first weight to its first bias.</summary>
    public int BiasesFromWeights => BiasesOffset < 0 ? 0 : BiasesOffset - WeightsOffset;

    /// <summary>The same block at the start of a memory: what a method that several blocks share is written for.</summary>
    public DensePlan AtStart => this with { WeightsOffset = 0, BiasesOffset = BiasesFromWeights };

    /// <summary>The way back through it as a block of its own, with neither biases nor an activation.</summary>
    public DensePlan Transposed => this with
    {
        Spec = Spec with { Inputs = Spec.Outputs, Outputs = Spec.Inputs, HasBias = false },
        Stride = TransposedStride,
        PanelWidth = TransposedPanelWidth,
        InputStride = Stride,
        TransposedStride = Stride,
        WeightsOffset = TransposedOffset,
        BiasesOffset = -1,
        TransposedOffset = -1,
        Partials = 1,
        Epilogue = null,
        RowActivation = null,
        ShapeName = $"Transposed<{ShapeName}>",
    };

    /// <summary>Inputs in one panel of the transposed weights.</summary>
    public int TransposedPanelWidth => TilePlanner.PanelWidth(Spec.Outputs, TransposedStride, HasFewTiles);

    /// <summary>Outputs rounded up to 4: the rows of the transposed weights.</summary>
    public int TransposedRows => Lanes.RoundUp(Spec.Outputs, 4);

    /// <summary>Where the weights from one input to a vector of outputs lie.</summary>
    public int WeightOffset(int input, int column) =>
        WeightsOffset + column / PanelWidth * (Spec.Inputs * PanelWidth) + input * PanelWidth + column % PanelWidth;

    /// <summary>Where the transposed weights of the first output lie, from a vector of inputs on.</summary>
    public int TransposedColumnOffset(int column) =>
        TransposedOffset + column / TransposedPanelWidth * (TransposedRows * TransposedPanelWidth) + column % TransposedPanelWidth;

    public VectorWidth[] Widths => TilePlanner.Widths(Stride);

    public EquatableArray<Panel> ForwardPanels(VectorWidth width) => TilePlanner.Panels(Stride, PanelWidth, Partials, width, HasFewTiles);

    public EquatableArray<Panel> RowPanels(VectorWidth width) => TilePlanner.RowPanels(Stride, PanelWidth, Partials, width, HasFewTiles);

    /// <summary>Tiles of the gradient at the inputs: rows by vectors of inputs.</summary>
    public EquatableArray<Panel> InputGradientPanels(VectorWidth width) => TilePlanner.Panels(TransposedStride, TransposedPanelWidth, 1, width, HasFewTiles);

    /// <summary>Tiles of the weights' gradient: inputs by vectors of outputs.</summary>
    public EquatableArray<Panel> WeightGradientPanels(VectorWidth width) => TilePlanner.Panels(Stride, PanelWidth, 1, width, HasFewTiles, Spec.Inputs);

    public VectorWidth[] InputGradientWidths => TilePlanner.Widths(TransposedStride);
}
