namespace Compiled;

/// <summary>A CSV file does not have the expected contents. The message names the file, the line, the column, the value and the remedy.</summary>
public sealed class CsvException : FormatException
{
    internal CsvException(string message, int row, string? column, Exception? inner = null)
        : base(message, inner)
    {
        Row = row;
        Column = column;
    }

    /// <summary>The line of the file, from 1 (the header); of a row that spans several lines, the first.</summary>
    public int Row { get; }

    /// <summary>The name of the column, or null if the problem concerns the whole row.</summary>
    public string? Column { get; }
}
