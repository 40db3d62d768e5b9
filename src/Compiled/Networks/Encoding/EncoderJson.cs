using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compiled.Runtime;

namespace Compiled;

/// <summary>
/// An encoder of raw columns as JSON, as every file has it. The order of the features is that of their names, which files have anyway:
/// <c>{"columns":[{"name":"age","median":39.5,"indicator":true},{"name":"city","categories":["Milan","Rome"],"other":true}],"targets":["rent"]}</c>.
/// </summary>
internal static partial class EncoderJson
{
    /// <summary>Characters that any network's encoder may have.</summary>
    private const int LeastAllowed = 1 << 16;

    /// <summary>Characters around a category or the name of a column.</summary>
    private const int AroundName = 64;

    /// <summary>The most characters that the encoder of a network may have: a file does not decide what is allocated.</summary>
    public static int MostCharacters(int inputs, int classes)
    {
        var names = Math.Min((inputs + classes) * (long)NameList.MostCharacters, 2L * NameList.MostInAll);
        return (int)Math.Max(LeastAllowed, names + (inputs + classes) * (long)AroundName);
    }

    /// <summary>The encoder as files have it.</summary>
    public static string Write(TableEncoder encoder)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("columns");
            foreach (var column in encoder.Columns)
                Write(json, column);
            json.WriteEndArray();
            if (encoder.Target.Columns.Count > 0)
                WriteNames(json, "targets", encoder.Target.Columns);
            if (encoder.Target.Classes.Count > 0)
                WriteNames(json, "classes", encoder.Target.Classes);
            if (encoder.Target.IsBinary)
                json.WriteBoolean("binary", true);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ColumnEncoding column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        if (column.Kind == ColumnKind.Text)
            WriteNames(json, "categories", column.Categories);
        if (column.Median is { } median)
            json.WriteNumber("median", median);
        WriteFlag(json, "other", column.HasOther);
        WriteFlag(json, "missing", column.AllowsMissing);
        WriteFlag(json, "indicator", column.HasIndicator);
        WriteFlag(json, "strict", column.RejectsUnknown);
        if (column.Rare.Count > 0)
            WriteNames(json, "rare", column.Rare);
        json.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var text in names)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
