using Compiled.Csv;

namespace Compiled.Tool.Columns;

/// <summary>The options of the command line, as messages about CSV files name them.</summary>
/// <param name="trains">Whether the command has --as and --encode.</param>
internal sealed class ToolCsvWords(bool trains) : CsvWords
{
    /// <inheritdoc/>
    public override string Latin1 => "--encoding latin1";

    /// <inheritdoc/>
    public override string Features => "--features";

    /// <inheritdoc/>
    public override string FirstRowIsHeader => "add --header";

    /// <inheritdoc/>
    public override string? AsClasses => trains ? "say --as classes" : null;

    /// <inheritdoc/>
    public override string? Encode => trains ? "or encode texts and missing values with --encode" : null;

    /// <inheritdoc/>
    public override string Ignore(IEnumerable<string> columns) => $"--ignore {ColumnNames.Write(columns)}";

    /// <inheritdoc/>
    public override string Separator(char separator) => $"--separator {(separator == '\t' ? "tab" : $"'{separator}'")}";

    /// <inheritdoc/>
    public override string DecimalComma(bool comma) => $"--decimal {(comma ? "comma" : "point")}";

    /// <inheritdoc/>
    public override string Thousands(char separator) => $"--thousands {CsvArguments.NameOfThousands(separator)}";

    /// <inheritdoc/>
    public override string Utf16(bool isBigEndian) => $"--encoding {(isBigEndian ? "utf-16BE" : "utf-16")}";
}
