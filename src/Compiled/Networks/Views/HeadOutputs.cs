namespace Compiled;

/// <summary>Where the outputs of one head lie in a row of outputs, targets or output gradients.</summary>
/// <param name="Name">The head's name.</param>
/// <param name="Offset">The first of its outputs in a row.</param>
/// <param name="Size">How many outputs it has.</param>
public readonly record struct HeadOutputs(string Name, int Offset, int Size)
{
    /// <summary>The head's part of one row, which may be written.</summary>
    /// <exception cref="ArgumentException">The row is too short to hold it.</exception>
    public Span<float> Of(Span<float> row)
    {
        Check(row.Length);
        return row.Slice(Offset, Size);
    }

    /// <summary>The head's part of one row.</summary>
    /// <exception cref="ArgumentException">The row is too short to hold it.</exception>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> row)
    {
        Check(row.Length);
        return row.Slice(Offset, Size);
    }

    /// <summary>The head's part of one row, which may be written.</summary>
    /// <exception cref="ArgumentException">The row is too short to hold it.</exception>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public Span<float> Of(float[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Of(row.AsSpan());
    }

    private void Check(int length)
    {
        if (length < Offset + Size)
            ThrowShort(length);
    }

    private void ThrowShort(int length) => throw new ArgumentException(
        $"'row' has {length} floats, but head {Name} has the outputs {Offset} to {Offset + Size - 1}: pass one row of OutputSize floats.", "row");
}
