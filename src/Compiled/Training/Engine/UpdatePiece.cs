namespace Compiled.Runtime;

/// <summary>
/// A run of parameters that is updated at once, and transposed while it lies in the first-level cache: some inputs of one panel of weights, or
/// anything without a transposed copy.
/// </summary>
/// <param name="Begin">The first float in the parameter memory; a multiple of 16, so that no vector of one piece reaches into another.</param>
/// <param name="End">The float after the last; biases and padding that follow belong to the piece.</param>
/// <param name="Block">The block's place among the dense blocks, or −1 where nothing is transposed.</param>
/// <param name="Output">The panel's first output.</param>
/// <param name="Input">The first input.</param>
/// <param name="Inputs">How many inputs.</param>
internal readonly record struct UpdatePiece(int Begin, int End, int Block, int Output, int Input, int Inputs)
{
    /// <summary>Floats of a piece: 8 KB, beside which gradients and two moments fit a first-level cache; small enough to divide evenly.</summary>
    private const int Floats = 2048;

    /// <summary>Cuts the whole parameter memory.</summary>
    public static UpdatePiece[] Cut(ParameterLayout parameters, TrainingLayout training)
    {
        List<UpdatePiece> pieces = [];
        for (var index = 0; index < parameters.Blocks.Count; index++)
        {
            var block = parameters.Blocks[index];
            if (training.Transposed.FirstOrDefault(copy => copy.Block == index) is { } transposed)
            {
                AddPanels(pieces, index, block, transposed);
                continue;
            }

            for (long offset = 0; offset < block.WeightsLength; offset += Floats)
                pieces.Add(new UpdatePiece(block.WeightsOffset + (int)offset, 0, -1, 0, 0, 0));
        }

        var cut = pieces.ToArray();
        for (var index = 0; index < cut.Length; index++)
            cut[index] = cut[index] with { End = index + 1 < cut.Length ? cut[index + 1].Begin : parameters.Length };
        return cut;
    }

    /// <summary>The pieces of one block whose outputs fill the vectors: parts of its panels, without its biases.</summary>
    public static UpdatePiece[] OfBlock(ParameterLayout parameters, TransposedLayout? transposed, int index)
    {
        List<UpdatePiece> pieces = [];
        var block = parameters.Blocks[index];
        if (block is { AreVectors: false, ArePanelsOfOneOutput: false })
            AddPanels(pieces, transposed is null ? -1 : index, block, transposed);
        return [.. pieces];
    }

    private static void AddPanels(List<UpdatePiece> pieces, int index, DenseLayout block, TransposedLayout? transposed)
    {
        // Whole panels of the copy where they fit, so that no two pieces write the same cache line.
        var most = Math.Max(16, Floats / block.PanelWidth / 16 * 16);
        if (transposed is not null && most > transposed.PanelWidth && transposed.PanelWidth % 16 == 0)
            most -= most % transposed.PanelWidth;
        for (var output = 0; output < block.Stride; output += block.PanelWidth)
            for (var input = 0; input < block.Inputs; input += most)
                pieces.Add(new UpdatePiece(block.WeightOffset(output, input), 0, index, output, input, Math.Min(most, block.Inputs - input)));
    }
}
