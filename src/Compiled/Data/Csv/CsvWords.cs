namespace Compiled.Csv;

/// <summary>How messages call the options that help, ready to be pasted.</summary>
internal abstract class CsvWords
{
    /// <summary>The properties of <see cref="CsvOptions"/>.</summary>
    public static CsvWords Library { get; } = new LibraryWords();

    /// <summary>What leaves these columns out.</summary>
    public abstract string Ignore(IEnumerable<string> columns);

    /// <summary>What takes this separator.</summary>
    public abstract string Separator(char separator);

    /// <summary>What takes the first row for the header, as an imperative.</summary>
    public abstract string FirstRowIsHeader { get; }

    /// <summary>What reads numbers with a decimal comma, or with a decimal point.</summary>
    public abstract string DecimalComma(bool comma);

    /// <summary>What reads numbers with groups of digits.</summary>
    public abstract string Thousands(char separator);

    /// <summary>What reads a file of another encoding.</summary>
    public abstract string Latin1 { get; }

    /// <summary>What reads UTF-16 without a byte order mark.</summary>
    public abstract string Utf16(bool isBigEndian);

    /// <summary>The list of the features.</summary>
    public abstract string Features { get; }

    /// <summary>What takes the target for classes, as an imperative; null where nothing does.</summary>
    public abstract string? AsClasses { get; }

    /// <summary>What turns text and missing values into features, as an imperative; null where nothing does.</summary>
    public abstract string? Encode { get; }

    private sealed class LibraryWords : CsvWords
    {
        public override string Latin1 => "CsvOptions.Encoding = Encoding.Latin1";

        public override string Features => "CsvOptions.Features";

        public override string FirstRowIsHeader => "set CsvOptions.FirstRowIsHeader = true";

        public override string AsClasses => "set CsvOptions.Target = TargetKind.Categorical";

        public override string Encode => "or encode texts and missing values with Table.FromCsv and TableEncoder";

        public override string Ignore(IEnumerable<string> columns) => $"CsvOptions.Ignore = [{string.Join(", ", columns.Select(Literal))}]";

        public override string Separator(char separator) => $"CsvOptions.Separator = {Literal(separator)}";

        public override string DecimalComma(bool comma) => $"CsvOptions.DecimalComma = {(comma ? "true" : "false")}";

        public override string Thousands(char separator) => $"CsvOptions.ThousandsSeparator = {Literal(separator)}";

        public override string Utf16(bool isBigEndian) => $"CsvOptions.Encoding = Encoding.{(isBigEndian ? "BigEndianUnicode" : "Unicode")}";

        private static string Literal(char character) => character switch { '\t' => "'\\t'", '\'' => "'\\''", _ => $"'{character}'" };

        /// <summary>As C# writes it.</summary>
        private static string Literal(string text) => $"\"{string.Concat(text.Select(Escaped))}\"";

        private static string Escaped(char character) => character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            _ when char.IsControl(character) => Wording.Of($"\\u{(int)character:x4}"),
            _ => character.ToString(),
        };
    }
}
