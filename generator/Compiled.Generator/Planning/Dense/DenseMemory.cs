namespace Compiled.Generator.Planning.Dense;

/// <summary>Where a dense block lies in memory, and how its rows are padded.</summary>
/// <param name="Stride">Outputs rounded up to whole vectors.</param>
/// <param name="PanelWidth">Outputs in one panel of weights.</param>
/// <param name="InputStride">Floats from one input row to the next in a batch.</param>
/// <param name="TransposedStride">Inputs rounded up to whole vectors.</param>
/// <param name="TransposedPanelWidth">Inputs in one panel of the transposed weights.</param>
/// <param name="WeightsOffset">Offset of the weights in the parameter memory.</param>
/// <param name="BiasesOffset">Offset of the biases, or −1.</param>
/// <param name="TransposedOffset">Offset in the transposed memory, or −1 where no gradient flows to the inputs or the weights lie as it reads them.</param>
internal sealed record DenseMemory(
    int Stride, int PanelWidth, int InputStride, int TransposedStride, int TransposedPanelWidth, int WeightsOffset, int BiasesOffset, int TransposedOffset)
{
    /// <summary>Outputs rounded up to 4: the rows of the transposed weights.</summary>
    public int TransposedRows(int outputs) => Lanes.RoundUp(outputs, 4);

    /// <summary>Floats of the transposed weights.</summary>
    public int TransposedLength(int outputs) => Lanes.RoundUp(TransposedRows(outputs) * TransposedStride, Lanes.Widest);
}
