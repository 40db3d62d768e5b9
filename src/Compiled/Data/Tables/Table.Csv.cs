using Compiled.Csv;

namespace Compiled;

/// <content>Tables from CSV files.</content>
public sealed partial class Table
{
    /// <summary>Reads a CSV file with a header: every column as numbers or as text, with missing values.</summary>
    /// <remarks>
    /// The whole column decides: it is numeric where every cell is a number or missing, and text where one is anything else; <see cref="CsvOptions.OnNote"/> reports a column with both. In a
    /// numeric column empty cells, NA, N/A, NaN, null, ?, None, -, . and their like are missing; in a text column empty cells, NA, N/A, NaN, null and ? are, and the others may be
    /// texts that mean something. A column without any value is numeric. Separators, decimal commas, encodings, quotes and columns without a name are taken as in
    /// <see cref="Dataset.FromCsv(string, string, CsvOptions?, IReadOnlyList{string}?)"/>. Empty rows are skipped. The file is read twice.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">The format of the file, and which columns to read, <see cref="CsvOptions.Features"/> or all but <see cref="CsvOptions.Ignore"/>;
    /// options about targets have no effect. Null for the defaults.</param>
    /// <exception cref="CsvException">The file does not contain a table; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Table FromCsv(string path, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        return CsvColumns.Read(() => CsvFile.Open(path, options), options);
    }

    /// <summary>Reads CSV text to its end, as the overload for files does; the reader stays open, and the text is kept in memory meanwhile.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="options">The format of the text, and which columns to read; null for the defaults.</param>
    /// <exception cref="CsvException">The text does not contain a table; the message has the line and the column.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Table FromCsv(TextReader reader, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new CsvOptions();
        var text = reader.ReadToEnd();
        return CsvColumns.Read(() => new CsvSource(new StringReader(text), "CSV", options.Words), options);
    }
}
