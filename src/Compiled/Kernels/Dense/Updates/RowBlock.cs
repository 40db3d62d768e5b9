namespace Compiled.Runtime;

/// <summary>What an update of one block by itself needs of it.</summary>
internal sealed record RowBlock
{
    /// <summary>The first weight in the parameter memory.</summary>
    public required int WeightsOffset { get; init; }

    /// <summary>The first bias, or −1.</summary>
    public required int BiasesOffset { get; init; }

    /// <summary>The float after the block's last.</summary>
    public required int End { get; init; }

    /// <summary>Its outputs.</summary>
    public required int Outputs { get; init; }

    /// <summary>Its outputs with their padding.</summary>
    public required int Stride { get; init; }

    /// <summary>Outputs in one panel of weights.</summary>
    public required int PanelWidth { get; init; }

    /// <summary>Rows of one panel: its inputs.</summary>
    public required int PanelRows { get; init; }

    /// <summary>The first float of its transposed copy, or −1 where it has none.</summary>
    public required int TransposedOffset { get; init; }

    /// <summary>Inputs in one panel of the copy.</summary>
    public required int TransposedPanelWidth { get; init; }

    /// <summary>Parts of its panels; empty where its outputs do not fill the vectors.</summary>
    public required RowPiece[] Pieces { get; init; }
}

/// <summary>Some inputs of one panel of weights.</summary>
/// <param name="Begin">The first of these weights in the parameter memory.</param>
/// <param name="Output">The panel's first output.</param>
/// <param name="Input">The first input.</param>
/// <param name="Inputs">How many inputs.</param>
internal readonly record struct RowPiece(int Begin, int Output, int Input, int Inputs);
