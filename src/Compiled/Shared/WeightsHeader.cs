using System.Globalization;

namespace Compiled;

/// <summary>
/// What stands above the data of a .weights file: one fact a line, then a blank line. Shared by the runtime, which reads and writes such files, and the
/// generator, which reads them out of the project.
/// </summary>
/// <remarks>
/// <code>
/// compiled-weights 1
/// network: Xor
/// topology: [Network(inputs: 2)]
/// topology: [Dense(2), Tanh]
/// features: left, right
/// tensor: 0.weight [2, 2]
/// tensor: 0.bias [2]
/// parameters: 6
/// values: 6
/// checksum: crc32 1d0f3a52
/// </code>
/// </remarks>
internal sealed class WeightsHeader
{
    /// <summary>The format and its version.</summary>
    public const string FirstLine = "compiled-weights 1";

    /// <summary>The end of the names of such files.</summary>
    public const string Extension = ".weights";

    private const string ChecksumKind = "crc32 ";
    private const long MostValues = 1L << 40;

    /// <summary>The class that was saved: for the reader of the file, since a class may be renamed.</summary>
    public string Network { get; set; } = "";

    /// <summary>The attributes that declared it, line by line.</summary>
    public List<string> Declaration { get; } = [];

    /// <summary>The names of the inputs; empty when they have none.</summary>
    public List<string> Features { get; } = [];

    /// <summary>The names of the classes; empty when they have none.</summary>
    public List<string> Classes { get; } = [];

    /// <summary>What turns raw columns into the inputs, as JSON; empty where there is nothing.</summary>
    public string Encoder { get; set; } = "";

    /// <summary>What the data hold, in their order: "0.weight [8, 4]".</summary>
    public List<string> Tensors { get; } = [];

    /// <summary>How many of the values are learned.</summary>
    public long Parameters { get; set; }

    /// <summary>How many values there are.</summary>
    public long Values { get; set; }

    /// <summary>CRC-32 of the data's bytes.</summary>
    public uint Checksum { get; set; }

    /// <summary>The lines, without the blank one.</summary>
    public IEnumerable<string> Lines()
    {
        yield return FirstLine;
        yield return "network: " + Network;
        foreach (var line in Declaration)
            yield return "topology: " + line;
        if (Features.Count > 0)
            yield return "features: " + string.Join(", ", Features.Select(Escaped));
        if (Classes.Count > 0)
            yield return "classes: " + string.Join(", ", Classes.Select(Escaped));
        if (Encoder.Length > 0)
            yield return "encoder: " + ChecksumKind + EncoderChecksum(Encoder) + " " + Encoder;
        foreach (var tensor in Tensors)
            yield return "tensor: " + tensor;
        yield return "parameters: " + Parameters.ToString(CultureInfo.InvariantCulture);
        yield return "values: " + Values.ToString(CultureInfo.InvariantCulture);
        yield return "checksum: " + ChecksumKind + Checksum.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads up to the blank line.</summary>
    /// <exception cref="FormatException">It is no such header, or its figures disagree.</exception>
    public static WeightsHeader Read(WeightsLines lines)
    {
        var first = lines.Next() ?? "";
        if (first != FirstLine)
        {
            if (Foreign(lines.Beginning()) is { } foreign)
                throw new FormatException(foreign);
            throw new FormatException(first.StartsWith("compiled-weights ", StringComparison.Ordinal)
                ? $"line 1 is '{Shortened(first)}', but this version reads '{FirstLine}': save the weights with a version that writes it"
                : $"line 1 is '{Shortened(first)}', but must be '{FirstLine}': it is not a weights file, or it is damaged");
        }

        var header = new WeightsHeader();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var line = lines.Next(); line != ""; line = lines.Next())
        {
            if (line is null)
                throw new FormatException("the header does not end: a blank line and the data must follow it");
            header.Take(line, lines.Number, seen);
        }

        foreach (var key in (string[])["network", "topology", "tensor", "parameters", "values", "checksum"])
        {
            if (!seen.Contains(key))
                throw new FormatException($"the header has no line '{key}: …'");
        }

        header.CheckSums();
        return header;
    }

    /// <summary>What the file is instead; null for a text, of which the first line says enough, and for what is not known.</summary>
    private static string? Foreign(string beginning) => FileKind.Of(beginning) == FileKind.Text ? null : FileKind.Refusal(beginning, FileKind.Weights);

    /// <summary>The name of a tensor as the file lists it, and how many values it has.</summary>
    /// <exception cref="FormatException">It is no name with a shape of one or two dimensions.</exception>
    public static (string Name, int[] Shape, long Length) Tensor(string text)
    {
        var space = text.IndexOf(" [", StringComparison.Ordinal);
        if (space <= 0 || text[text.Length - 1] != ']')
            throw NoTensor(text);
        var sizes = text.Substring(space + 2, text.Length - space - 3).Split(',');
        var shape = new int[sizes.Length];
        var length = 1L;
        for (var index = 0; index < sizes.Length; index++)
        {
            if (sizes.Length > 2 || !TryCount(index == 0 ? sizes[0] : sizes[index].TrimStart(' '), out var size) || size is 0 or > int.MaxValue)
                throw NoTensor(text);
            shape[index] = (int)size;
            length *= size;
        }

        return (text.Substring(0, space), shape, length);
    }

    /// <summary>What came from a file, for a message.</summary>
    public static string Shortened(string text)
    {
        var clean = new string([.. text.Take(60).Select(static character => char.IsControl(character) ? '?' : character)]);
        return text.Length > 60 ? clean + "…" : clean;
    }

    /// <summary>A label may hold any character, and stays on its line: a comma, a line end and a backslash get a backslash.</summary>
    private static string Escaped(string label) => label.Replace("\\", "\\\\").Replace(",", "\\,").Replace("\n", "\\n").Replace("\r", "\\r");

    /// <exception cref="FormatException">There are more than any network has, or one of them cannot be a name.</exception>
    private static List<string> SplitNames(string text, int line, string what)
    {
        List<string> labels = [];
        var label = new System.Text.StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length)
            {
                index++;
                _ = label.Append(text[index] switch { 'n' => '\n', 'r' => '\r', var other => other });
            }
            else if (text[index] == ',' && index + 1 < text.Length && text[index + 1] == ' ')
            {
                index++;
                // Refused before they are collected: a line of commas alone would be millions.
                if (labels.Count == Limits.MaxInputs)
                    throw new FormatException(string.Format(CultureInfo.InvariantCulture, "line {0} names more than {1:N0} {2}, more than any network has", line, Limits.MaxInputs, NameList.Plural(what)));
                labels.Add(label.ToString());
                _ = label.Clear();
            }
            else
            {
                _ = label.Append(text[index]);
            }
        }

        labels.Add(label.ToString());
        return NameList.Problem(labels, what) is { } problem ? throw new FormatException(string.Format(CultureInfo.InvariantCulture, "line {0} is not valid: {1}", line, problem)) : labels;
    }

    private static FormatException NoTensor(string text) =>
        new($"the tensor '{Shortened(text)}' is not a name with a shape of one or two dimensions, such as '0.weight [8, 4]'");

    private static bool TryCount(string text, out long count) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MostValues;

    private void Take(string line, int number, HashSet<string> seen)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var (key, value) = colon < 0 ? ("", line) : (line.Substring(0, colon), line.Substring(colon + 2));
        if (!seen.Add(key) && key is not ("topology" or "tensor"))
            throw new FormatException($"line {number} repeats '{key}'");
        switch (key)
        {
            case "network":
                Network = value;
                break;
            case "topology":
                Declaration.Add(value);
                break;
            case "features":
                Features.AddRange(SplitNames(value, number, "feature"));
                break;
            case "classes":
                Classes.AddRange(SplitNames(value, number, "class"));
                break;
            case "encoder":
                Encoder = CheckedEncoder(value, number);
                break;
            case "tensor":
                Tensors.Add(value);
                break;
            case "parameters" when TryCount(value, out var count):
                Parameters = count;
                break;
            case "values" when TryCount(value, out var count):
                Values = count;
                break;
            case "checksum" when value.StartsWith(ChecksumKind, StringComparison.Ordinal) && value.Length == ChecksumKind.Length + 8
                && uint.TryParse(value.Substring(ChecksumKind.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum):
                Checksum = sum;
                break;
            default:
                throw new FormatException($"line {number} is '{Shortened(line)}', which is not a header line");
        }
    }

    /// <summary>The compiler reads no JSON: the checksum tells it of damage, and the runtime of everything else.</summary>
    private static string CheckedEncoder(string value, int line)
    {
        const int digits = 8;
        var start = ChecksumKind.Length + digits + 1;
        var isWhole = value.StartsWith(ChecksumKind, StringComparison.Ordinal) && value.Length > start && value[start - 1] == ' ' && value[start] == '{';
        if (!isWhole || value.Substring(ChecksumKind.Length, digits) != EncoderChecksum(value.Substring(start)))
            throw new FormatException($"line {line} has an encoder that does not match its checksum: the file is damaged");
        return value.Substring(start);
    }

    private static string EncoderChecksum(string encoder) => WeightsData.Checksum(System.Text.Encoding.UTF8.GetBytes(encoder)).ToString("x8", CultureInfo.InvariantCulture);

    private void CheckSums()
    {
        var (values, parameters) = (0L, 0L);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in Tensors)
        {
            var (name, _, length) = Tensor(tensor);
            if (!names.Add(name))
                throw new FormatException($"the tensor '{Shortened(name)}' is listed twice");
            values += length;
            // Two sizes of an int cannot overflow a long; the sum of many such could.
            if (values > MostValues)
                throw new FormatException(string.Format(CultureInfo.InvariantCulture, "the tensors contain more than {0:N0} values, more than any network has", MostValues));
            if (name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal))
                parameters += length;
        }

        if (values != Values || parameters != Parameters)
        {
            throw new FormatException(string.Format(
                CultureInfo.InvariantCulture, "the tensors contain {0:N0} values, {1:N0} of them parameters, but the header says {2:N0} and {3:N0}",
                values, parameters, Values, Parameters));
        }
    }
}
