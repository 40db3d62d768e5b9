using System.Text;
using System.Text.Json;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <content>Reading: strict, since what is misread is a wrong prediction.</content>
internal static partial class EncoderJson
{
    /// <summary>Reads an encoder that gives features of these names, in this order.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="features">The names of the features in the same file.</param>
    /// <param name="classes">How many classes the network tells apart, for what is allowed.</param>
    /// <exception cref="FormatException">The text is no such encoder, or gives other features; the message is what follows "the metadata".</exception>
    public static TableEncoder Read(string text, IReadOnlyList<string> features, int classes)
    {
        if (features.Count == 0)
            throw new FormatException("has an encoder, but the file has no names of features");
        var most = MostCharacters(features.Count, classes);
        if (text.Length > most)
            throw new FormatException(Wording.Of($"has {text.Length} characters, more than the {most} that an encoder of this network may have"));
        try
        {
            return ReadEncoder(Encoding.UTF8.GetBytes(text), features);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair in a text is an InvalidOperationException.
            throw new FormatException($"is not the JSON of an encoder: {ModelText.Clip(exception.Message, 200)}", exception);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"is not valid: {exception.Message.Split(" (Parameter ")[0].TrimEnd('.')}", exception);
        }
    }

    private static TableEncoder ReadEncoder(ReadOnlySpan<byte> bytes, IReadOnlyList<string> features)
    {
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 4 });
        List<ColumnEncoding>? columns = null;
        List<string> targets = [], classes = [];
        var isBinary = false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (Token(ref json) != JsonTokenType.StartObject)
            throw new FormatException("is not a JSON object");
        while (Next(ref json, seen, "the encoder") is { } name)
        {
            switch (name)
            {
                case "columns":
                    columns = ReadColumns(ref json);
                    break;
                case "targets":
                    targets = ReadNames(ref json, name);
                    break;
                case "classes":
                    classes = ReadNames(ref json, name);
                    break;
                case "binary":
                    isBinary = ReadFlag(ref json, name);
                    break;
                default:
                    throw new FormatException($"has {ModelText.Quote(name)}, which this library does not know: use a newer library");
            }
        }

        // Nothing but white space may follow; anything else is the JSON reader's error.
        _ = json.Read();
        if (columns is null or [])
            throw new FormatException("has no columns");
        if (columns.GroupBy(static column => column.Name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
            throw new FormatException($"has the column {ModelText.Quote(twice.Key)} twice");
        if (classes.Count > 0 && (targets.Count != 1 || classes.Count < 2 || (isBinary && classes.Count != 2)))
            throw new FormatException(Wording.Of($"has {Wording.Count(classes.Count, "class")} for {Wording.Count(targets.Count, "target column")}: classes are two or more, of one column"));
        if (isBinary && classes.Count == 0)
            throw new FormatException("has a binary target without classes");
        var encoder = TableEncoder.Of(columns, features, new TargetEncoding(targets, classes, isBinary));
        return encoder.Columns.Count == columns.Count ? encoder
            : throw new FormatException($"has a column {ModelText.Quote(columns.First(column => encoder.PlaceOf(column.Name) < 0).Name)}, of which the network has no feature");
    }

    private static List<ColumnEncoding> ReadColumns(ref Utf8JsonReader json)
    {
        if (Token(ref json) != JsonTokenType.StartArray)
            throw new FormatException("has columns that are not a JSON array");
        List<ColumnEncoding> columns = [];
        while (Token(ref json) != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                throw new FormatException(Wording.Of($"has a column {columns.Count} that is not a JSON object"));
            columns.Add(ReadColumn(ref json, Wording.Of($"column {columns.Count}")));
        }

        return columns;
    }

    private static ColumnEncoding ReadColumn(ref Utf8JsonReader json, string place)
    {
        string? name = null;
        float? median = null;
        List<string>? categories = null;
        List<string> rare = [];
        var (other, missing, indicator, strict) = (false, false, false, false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Next(ref json, seen, place) is { } property)
        {
            switch (property)
            {
                case "name":
                    name = Token(ref json) == JsonTokenType.String ? json.GetString() : throw new FormatException($"has a name of {place} that is not a string");
                    break;
                case "median":
                    median = Token(ref json) == JsonTokenType.Number && json.GetSingle() is var number && float.IsFinite(number) ? number
                        : throw new FormatException($"has a median of {place} that is not a finite number");
                    break;
                case "categories":
                    categories = ReadNames(ref json, property);
                    break;
                case "rare":
                    rare = ReadNames(ref json, property);
                    break;
                case "other":
                    other = ReadFlag(ref json, property);
                    break;
                case "missing":
                    missing = ReadFlag(ref json, property);
                    break;
                case "indicator":
                    indicator = ReadFlag(ref json, property);
                    break;
                case "strict":
                    strict = ReadFlag(ref json, property);
                    break;
                default:
                    throw new FormatException($"has {ModelText.Quote(property)} in {place}, which this library does not know: use a newer library");
            }
        }

        if (NameList.Problem(name) is { } problem)
            throw new FormatException($"has a name of {place} that {problem}");
        var isText = categories is not null;
        if (isText ? median is not null || (indicator && !missing) || (rare.Count > 0 && !(strict && other)) || rare.Any(text => categories!.Contains(text))
            : other || missing || strict || rare.Count > 0 || (indicator && median is null))
        {
            throw new FormatException($"has a column {ModelText.Quote(name!)} whose entries contradict each other");
        }

        return new ColumnEncoding(name!, isText ? ColumnKind.Text : ColumnKind.Numeric, categories, rare)
        {
            Median = median,
            HasOther = other,
            AllowsMissing = missing,
            HasIndicator = indicator,
            RejectsUnknown = strict,
        };
    }

    /// <summary>The name of the next property of an object, or null at its end.</summary>
    private static string? Next(ref Utf8JsonReader json, HashSet<string> seen, string place)
    {
        if (Token(ref json) == JsonTokenType.EndObject)
            return null;
        var name = json.GetString()!;
        return seen.Add(name) ? name : throw new FormatException($"has {ModelText.Quote(name)} twice in {place}");
    }

    /// <summary>The next token: where a text is cut off, the JSON reader throws, so that there is one wherever one is asked for.</summary>
    private static JsonTokenType Token(ref Utf8JsonReader json)
    {
        _ = json.Read();
        return json.TokenType;
    }

    private static bool ReadFlag(ref Utf8JsonReader json, string name) =>
        Token(ref json) is JsonTokenType.True or JsonTokenType.False ? json.TokenType == JsonTokenType.True : throw new FormatException($"has '{name}', which is neither true nor false");

    private static List<string> ReadNames(ref Utf8JsonReader json, string what)
    {
        if (Token(ref json) != JsonTokenType.StartArray)
            throw new FormatException($"has '{what}', which is not a JSON array of strings");
        List<string> names = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Token(ref json) != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.String)
                throw new FormatException($"has '{what}', which is not a JSON array of strings");
            var name = json.GetString()!;
            if (NameList.Problem(name) is { } problem)
                throw new FormatException(Wording.Of($"has an entry {names.Count} of '{what}' that {problem}"));
            if (!seen.Add(name))
                throw new FormatException($"has {ModelText.Quote(name)} twice in '{what}'");
            names.Add(name);
        }

        return names;
    }
}
