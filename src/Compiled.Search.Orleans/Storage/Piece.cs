using Orleans;

namespace Compiled.Clusters;

/// <summary>One bounded part of something large in grain storage: of a journal, of data, of a checkpoint.</summary>
[GenerateSerializer]
internal sealed class Piece
{
    /// <summary>The most bytes of a piece: far below what any storage or message allows, large enough that a megabyte is a few round trips.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Its bytes.</summary>
    [Id(0)]
    public byte[] Bytes { get; set; } = [];
}
