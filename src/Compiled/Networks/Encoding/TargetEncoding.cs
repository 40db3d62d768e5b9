namespace Compiled.Runtime;

/// <summary>What an encoder reads as targets: columns of numbers, or one column of classes. Equal by value.</summary>
/// <param name="Columns">The names of the columns; empty where the encoder knows features alone.</param>
/// <param name="Classes">The classes in the order of their labels; empty for numbers.</param>
/// <param name="IsBinary">Whether two classes are one target of 0 and 1 rather than one-hot.</param>
internal sealed record TargetEncoding(IReadOnlyList<string> Columns, IReadOnlyList<string> Classes, bool IsBinary)
{
    /// <summary>Features alone.</summary>
    public static TargetEncoding None { get; } = new([], [], IsBinary: false);

    public bool Equals(TargetEncoding? other) =>
        other is not null && (ReferenceEquals(this, other) || (IsBinary == other.IsBinary && Columns.SequenceEqual(other.Columns) && Classes.SequenceEqual(other.Classes)));

    public override int GetHashCode() => HashCode.Combine(Columns.Count, Classes.Count, IsBinary);
}
