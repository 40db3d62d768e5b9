namespace Compiled;

/// <summary>Rows of a <see cref="System.Data.Common.DbDataReader"/> cannot be used as data. The message names the column, the row, the value and the remedy.</summary>
public sealed class DataReaderException : FormatException
{
    internal DataReaderException(string message, int row, string? column, Exception? inner = null)
        : base(message, inner)
    {
        Row = row;
        Column = column;
    }

    /// <summary>The row, from 0; −1 if the problem concerns all rows.</summary>
    public int Row { get; }

    /// <summary>The name of the column, or null if the problem concerns all columns.</summary>
    public string? Column { get; }
}
