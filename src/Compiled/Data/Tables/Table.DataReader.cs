using System.Data.Common;

namespace Compiled;

/// <content>Tables from databases, and from whatever else has a data reader.</content>
public sealed partial class Table
{
    /// <summary>Reads all remaining rows of the current result of a data reader: of any database, or of a file whose library offers one.</summary>
    /// <remarks>
    /// Numbers of every type (<see cref="byte"/> to <see cref="decimal"/>) and <see cref="bool"/>, as 1 and 0, become numeric columns, rounded to the nearest float; <see cref="string"/> and
    /// <see cref="char"/> become text columns, even where they spell numbers. Nulls, NaN and empty texts are missing. The type of the values decides, not that of the declaration, which
    /// SQLite does not hold to; a column without any value has its declared type. The reader stays open, after its last row.
    /// </remarks>
    /// <param name="reader">The reader, before its first row.</param>
    /// <exception cref="DataReaderException">
    /// There are no rows, a column has no name or that of another, a value has another type (a date, bytes), a column has numbers and texts, or a number is beyond the range of a float: the
    /// message names the column and the row.
    /// </exception>
    public static Table FromDataReader(DbDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var columns = ReaderColumn.Of(reader);
        var row = 0;
        for (; reader.Read(); row++)
        {
            foreach (var column in columns)
                column.Add(reader, row);
        }

        if (row == 0)
            throw new DataReaderException("The reader has no rows: a table has at least one. Pass a reader before its first row, of a query that returns some.", -1, null);
        return FromColumns(columns.Select(static column => column.Finish()));
    }
}
