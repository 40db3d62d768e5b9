using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Compiled.Csv;
using Compiled.Tool.Commands;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Columns;

/// <summary>The options that say which columns of a CSV file are what, and how the file is written; the same in every command that reads one.</summary>
internal sealed class CsvArguments
{
    private static readonly (string Name, char Character)[] ThousandsNames = [("comma", ','), ("point", '.'), ("blank", ' '), ("apostrophe", '\''), ("underscore", '_')];

    private readonly Option<string[]> _target;
    private readonly Option<string[]> _ignore;
    private readonly Option<string[]> _features;
    private readonly Option<char?> _separator = new("--separator")
    {
        Description = "The separator between cells: one character, or 'tab'; detected by default.",
        HelpName = "character",
        CustomParser = static result => Separator(result),
    };

    // A character rather than a yes or no: an option of that type takes the words true and false alone.
    private readonly Option<char?> _decimal = new("--decimal")
    {
        Description = "The decimal separator of numbers, as in 3.14 or 3,14; a point unless the file clearly uses commas.",
        HelpName = "point|comma",
        CustomParser = static result => DecimalMark(result),
    };

    private readonly Option<char?> _thousands = new("--thousands")
    {
        Description = "The thousands separator, as in 1,234.5: comma, point, blank, apostrophe or underscore. By default such numbers are an error, because 1,000 means one in some countries.",
        HelpName = "name",
        CustomParser = static result => Thousands(result),
    };

    private readonly Option<Encoding?> _encoding = new("--encoding")
    {
        Description = "The encoding, such as latin1, windows-1252 or utf-16; by default UTF-8, or that of the byte order mark.",
        HelpName = "name",
        CustomParser = static result => EncodingOf(result),
    };

    private readonly Option<bool> _header = new("--header")
    {
        Description = "The first row is the header, even where the names of the columns are numbers, such as years; otherwise a first row of numbers is an error.",
    };

    private readonly Option<string[]> _categorical = CommonOptions.Names("--categorical", "Columns of codes, such as postal codes, that are text even where all of them look like numbers; with --encode.");

    private readonly bool _hasKind;

    /// <summary>The options with the descriptions of a command.</summary>
    /// <param name="target">What the command does with the target.</param>
    /// <param name="ignore">What it does with other columns.</param>
    /// <param name="features">What it does with the features.</param>
    /// <param name="hasKind">Whether the command has --as.</param>
    public CsvArguments(string target, string ignore, string features, bool hasKind)
    {
        const string lists = " Separate several with commas; a name that contains commas may be quoted: 'id,\"size, cm\"'.";
        (_target, _ignore, _features, _hasKind) = (CommonOptions.Names("--target", target), CommonOptions.Names("--ignore", ignore + lists), CommonOptions.Names("--features", features), hasKind);
        _target.Required = hasKind;
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_target, _ignore, _features, .. _hasKind ? [_categorical] : Array.Empty<Option>(), _separator, _decimal, _thousands, _encoding, _header];

    /// <summary>The target columns and how to read a file; names are looked up in its header.</summary>
    /// <exception cref="UsageException">The options contradict each other or the file.</exception>
    public (string[] Targets, CsvOptions Options) Read(ParseResult parsed, string path, Screen screen)
    {
        if (parsed.GetResult(_ignore) is not null && parsed.GetResult(_features) is not null)
            throw new UsageException("--features and --ignore cannot be combined: columns that are not features are ignored anyway.");
        var options = new CsvOptions
        {
            Separator = parsed.GetValue(_separator),
            DecimalComma = parsed.GetValue(_decimal) is { } mark ? mark == ',' : null,
            ThousandsSeparator = parsed.GetValue(_thousands),
            Encoding = parsed.GetValue(_encoding),
            FirstRowIsHeader = parsed.GetValue(_header),
            OnNote = note => screen.Hint($"note: {note}"),
            Words = new ToolCsvWords(_hasKind),
        };
        var (targets, ignored, features) = (CommonOptions.Given(parsed, _target) ?? [], CommonOptions.Given(parsed, _ignore), CommonOptions.Given(parsed, _features));
        var categorical = _hasKind ? CommonOptions.Given(parsed, _categorical) : null;
        using var source = CsvFile.Open(path, options);
        var (header, separator) = CsvTable.ReadHeader(source, options);
        var names = new ColumnNames(header);
        return (names.Resolve("--target", targets), options with
        {
            // The names were looked up in this header, and no other.
            Separator = separator,
            Ignore = ignored is null ? null : names.Resolve("--ignore", ignored),
            Features = features is null ? null : names.Resolve("--features", features),
            Kinds = categorical is null ? null : names.Resolve("--categorical", categorical).Distinct().ToDictionary(static name => name, static _ => ColumnKind.Text),
        });
    }

    /// <summary>How the command line calls a separator of groups.</summary>
    public static string NameOfThousands(char character) => Array.Find(ThousandsNames, named => named.Character == character) is { Name: { } name } ? name : character.ToString();

    private static char? Separator(ArgumentResult result) => result.Tokens[0].Value switch
    {
        "tab" or "\\t" => '\t',
        { Length: 1 } one => one[0],
        var other => CommonOptions.Wrong<char?>(result, $"--separator is '{other}', but must be one character, such as ';', or 'tab'.", null),
    };

    private static char? DecimalMark(ArgumentResult result) => result.Tokens[0].Value switch
    {
        "comma" or "," => ',',
        "point" or "." => '.',
        var other => CommonOptions.Wrong<char?>(result, $"--decimal is '{other}', but must be 'point' or 'comma'.", null),
    };

    private static char? Thousands(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length == 1)
            return text[0];
        foreach (var (name, character) in ThousandsNames)
            if (name == text)
                return character;
        return CommonOptions.Wrong<char?>(result, $"--thousands is '{text}', but must be comma, point, blank, apostrophe or underscore.", null);
    }

    private static Encoding? EncodingOf(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        try
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return CommonOptions.Wrong<Encoding?>(result, $"--encoding is '{name}', which is not supported here: use utf-8, utf-16, latin1 or windows-1252.", null);
        }
    }
}
