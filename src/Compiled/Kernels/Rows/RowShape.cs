using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>How rows lie in memory: a kernel's rows in one argument.</summary>
/// <param name="width">How many floats of a row count.</param>
/// <param name="inputStride">Floats from row to row of what is read.</param>
/// <param name="stride">The same of what is written: the width rounded up to 4, 8 or a multiple of 16.</param>
/// <param name="count">How many rows there are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowShape(int width, int inputStride, int stride, int count)
{
    /// <summary>Rows that are read and written with the same stride.</summary>
    public RowShape(int width, int stride, int count)
        : this(width, stride, stride, count)
    {
    }

    /// <summary>How many floats of a row count.</summary>
    public int Width { get; } = width;

    /// <summary>Floats from row to row of what is read.</summary>
    public int InputStride { get; } = inputStride;

    /// <summary>Floats from row to row of what is written.</summary>
    public int Stride { get; } = stride;

    /// <summary>How many rows there are.</summary>
    public int Count { get; } = count;
}
