namespace Compiled;

/// <summary>The position of the outputs of one head in a row of outputs, targets or output gradients.</summary>
/// <param name="Name">The head's name.</param>
/// <param name="Offset">The first of its outputs in a row.</param>
/// <param name="Size">How many outputs it has.</param>
public readonly record struct HeadOutputs(string Name, int Offset, int Size)
{
    /// <summary>The head's writable part of one row.</summary>
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

    /// <summary>The head's writable part of one row.</summary>
    /// <exception cref="ArgumentException">The row is too short to hold it.</exception>
    /// <exception cref="ArgumentNullException">The row is null.</exception>
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
        $"'row' has {Wording.Count(length, "float")}, but head {Name} has the outputs {Offset} to {Offset + Size - 1}: pass one row of OutputSize floats.", "row");
}
