using System.Text.Json;
using System.Text.Unicode;

namespace Compiled.Storage;

/// <summary>
/// Reads the JSON of a header: names twice, unknown types, shapes that do not fit their bytes and everything else that a header may not say is an error of its own.
/// What it keeps is smaller than a small multiple of the header, whose length the caller has bounded.
/// </summary>
internal ref struct SafetensorsHeaderReader
{
    private const string MetadataName = "__metadata__";

    private readonly string? _fileName;
    private readonly List<SafetensorsTensor> _tensors = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(ReadOnlySpan<byte> header, string? fileName)
    {
        _fileName = fileName;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 8 });
    }

    /// <summary>Reads a header, which begins with its bracket.</summary>
    /// <exception cref="ModelFileException">It is not what the format asks for.</exception>
    public static SafetensorsHeader Read(ReadOnlySpan<byte> header, string? fileName)
    {
        // The JSON reader checks the bytes of a text only when it is asked for it.
        if (!Utf8.IsValid(header))
            throw new ModelFileException(fileName, "The header is not UTF-8: the file is damaged.");
        try
        {
            return new SafetensorsHeaderReader(header, fileName).Read();
        }
        catch (JsonException exception)
        {
            throw new ModelFileException(fileName, $"The header is not JSON: {ModelText.Clip(exception.Message, 200)}", exception);
        }
    }

    private SafetensorsHeader Read()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        _json.Read();
        while (NextName() is { } name)
        {
            if (!names.Add(name))
                throw Problem($"The header has the name {ModelText.Quote(name)} twice, so readers would disagree about which one applies.");
            _json.Read();
            if (name == MetadataName)
                ReadMetadata();
            else
                _tensors.Add(ReadTensor(name));
        }

        // Nothing but white space may follow; anything else is the JSON reader's error.
        _json.Read();
        SafetensorsRanges.Order(_tensors, _fileName);
        return new SafetensorsHeader(_tensors, _metadata);
    }

    private void ReadMetadata()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Problem($"'{MetadataName}' is not an object, but must be one with text values.");
        while (NextName() is { } name)
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.String)
                throw Problem($"The metadata {ModelText.Quote(name)} is not text, but all metadata must be text.");
            if (!_metadata.TryAdd(name, Text()))
                throw Problem($"The metadata has the name {ModelText.Quote(name)} twice, so readers would disagree about which one applies.");
        }
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Problem($"The tensor {ModelText.Quote(name)} is not an object, but must be one with dtype, shape and data_offsets.");
        string? type = null;
        List<long>? shape = null, offsets = null;
        while (NextName() is { } field)
        {
            _json.Read();
            if (field is "dtype" ? type is not null : field is "shape" ? shape is not null : field is "data_offsets" && offsets is not null)
                throw Problem($"The tensor {ModelText.Quote(name)} has {field} twice, so readers would disagree about which one applies.");
            switch (field)
            {
                case "dtype":
                    type = ReadType(name);
                    break;
                case "shape":
                    shape = ReadNumbers(name, field);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(name, field);
                    break;
                default:
                    throw Problem($"The tensor {ModelText.Quote(name)} has the field {ModelText.Quote(field)}, but must have only dtype, shape and data_offsets.");
            }
        }

        if (type is null || shape is null || offsets is null)
            throw Problem($"The tensor {ModelText.Quote(name)} has no {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}, but must have dtype, shape and data_offsets.");
        return SafetensorsRanges.Check(new SafetensorsTensor(name, type, shape, 0, 0), offsets, _fileName);
    }

    private string ReadType(string name)
    {
        if (_json.TokenType != JsonTokenType.String)
            throw Problem($"The dtype of the tensor {ModelText.Quote(name)} is not text, but must name a type, such as \"F32\".");
        return Is("F32"u8) ? "F32" : Text();
    }

    private List<long> ReadNumbers(string name, string field)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Problem($"{field} of the tensor {ModelText.Quote(name)} is not an array, but must be an array of integers.");
        List<long> numbers = [];
        while (Token() != JsonTokenType.EndArray)
        {
            // -0 is 0 to this reader of JSON and a fraction to others.
            if (_json.TokenType != JsonTokenType.Number || _json.ValueSpan[0] == (byte)'-' || !_json.TryGetInt64(out var number))
                throw Problem(FormattableString.Invariant($"{field} of the tensor {ModelText.Quote(name)} has an element that is not an integer from 0 to {long.MaxValue}."));
            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The next name of an object, or null at its end: anything else there is the JSON reader's error.</summary>
    private string? NextName() => Token() == JsonTokenType.EndObject ? null : Field();

    /// <summary>The next token: where a header is cut off, the JSON reader throws, so that there is one wherever one is asked for.</summary>
    private JsonTokenType Token()
    {
        _ = _json.Read();
        return _json.TokenType;
    }

    /// <summary>A name; those that every tensor has are the same texts.</summary>
    private string Field() => Is("dtype"u8) ? "dtype" : Is("shape"u8) ? "shape" : Is("data_offsets"u8) ? "data_offsets" : Text();

    /// <summary>Whether a text is this one, written plainly; what is escaped has a backslash here, and is read as any other.</summary>
    private readonly bool Is(ReadOnlySpan<byte> text) => _json.ValueSpan.SequenceEqual(text);

    private string Text()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, as \ud800: it has no UTF-8, and readers replace it by different characters.
            throw new ModelFileException(_fileName, "The header has a string with an invalid escape sequence: the file is damaged.", exception);
        }
    }

    private readonly ModelFileException Problem(string problem) => new(_fileName, problem);
}
