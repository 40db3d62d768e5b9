namespace Compiled;

/// <summary>A raw value on its way into a <see cref="TableRow"/>: a number or a text, made from either without being named. Allocates nothing.</summary>
public readonly ref struct TableCell
{
    private TableCell(double number) => Number = number;

    private TableCell(ReadOnlySpan<char> text)
    {
        Text = text;
        IsText = true;
    }

    /// <summary>A value that is missing: what NaN, null and an empty text are too.</summary>
    public static TableCell Missing => new(double.NaN);

    /// <summary>The number, where it is one; NaN is missing.</summary>
    internal double Number { get; }

    /// <summary>The text, where it is one; empty is missing.</summary>
    internal ReadOnlySpan<char> Text { get; }

    /// <summary>Whether it is a text.</summary>
    internal bool IsText { get; }

    /// <summary>A number; NaN is a missing value.</summary>
    public static implicit operator TableCell(float number) => new(number);

    /// <summary>A number, rounded to the nearest float; NaN is a missing value.</summary>
    public static implicit operator TableCell(double number) => new(number);

    /// <summary>A number, rounded to the nearest float.</summary>
    public static implicit operator TableCell(int number) => new((double)number);

    /// <summary>A number, rounded to the nearest float.</summary>
    public static implicit operator TableCell(long number) => new((double)number);

    /// <summary>A number, rounded to the nearest float.</summary>
    public static implicit operator TableCell(decimal number) => new((double)number);

    /// <summary>A text; null and an empty text are a missing value.</summary>
    public static implicit operator TableCell(string? text) => new(text.AsSpan());

    /// <summary>A text; an empty one is a missing value.</summary>
    public static implicit operator TableCell(ReadOnlySpan<char> text) => new(text);
}
