using Compiled.Tool.Commands;

namespace Compiled.Tool.Columns;

/// <summary>
/// Names of columns on a command line. A text that is a column's whole name is that column, whatever characters it has; otherwise it is a list, written as a row of a CSV file:
/// commas separate names, quotes keep commas and outer blanks, and a name with commas is found without quotes too. Blanks around names make no difference where only one column fits.
/// </summary>
internal sealed class ColumnNames(IReadOnlyList<string> header)
{
    /// <summary>The columns' own names, in the order of the command line; a name that no column has stays as it is.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="texts">Its texts.</param>
    public string[] Resolve(string option, IEnumerable<string> texts) => [.. texts.SelectMany(text => Resolve(option, text))];

    /// <summary>A list of names as the command line takes it.</summary>
    public static string Write(IEnumerable<string> names)
    {
        var list = string.Join(',', names.Select(static name => name.Length == 0 || name != name.Trim() || name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name));
        var isSafe = list.Length > 0 && list.All(static character => char.IsLetterOrDigit(character) || "_-.,:/@%+=".Contains(character, StringComparison.Ordinal));
        return isSafe ? list : $"'{list.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private List<string> Resolve(string option, string text)
    {
        var parts = Cut(text);
        if (Find(text) is { } whole)
        {
            if (parts.Count > 1 && parts.TrueForAll(part => Find(part.Text, part.IsQuoted) is not null))
                throw new UsageException($"{option} '{text}' can be one column or a list of columns: put the column in quotes ({Write([whole])}), or give the option once per column.");
            return [whole];
        }

        List<string> names = [];
        for (var first = 0; first < parts.Count; first++)
        {
            // A name with commas is several parts; the longest that is a column is meant.
            var last = parts.Count - 1;
            while (last > first && Find(text[parts[first].Start..parts[last].End]) is null)
                last--;
            var name = last > first ? Find(text[parts[first].Start..parts[last].End])! : Find(parts[first].Text, parts[first].IsQuoted) ?? parts[first].Text;
            if (name.Length > 0 || parts[first].IsQuoted)
                names.Add(name);
            first = last;
        }

        return names;
    }

    /// <summary>The column of a name: exactly, or the only one that differs in outer blanks alone.</summary>
    private string? Find(string name, bool isExact = false)
    {
        if (header.Contains(name))
            return name;
        var near = isExact ? [] : header.Where(column => column.Trim() == name.Trim() && name.Trim().Length > 0).Distinct().Take(2).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    /// <summary>The cells of a row: trimmed, or what stands in quotes.</summary>
    private static List<Part> Cut(string text)
    {
        List<Part> parts = [];
        for (var start = 0; start <= text.Length;)
        {
            var end = start;
            var isQuoted = false;
            for (; end < text.Length && (isQuoted || text[end] != ','); end++)
                isQuoted ^= text[end] == '"';
            var cell = text[start..end].Trim();
            var quoted = cell.Length > 1 && cell[0] == '"' && cell[^1] == '"';
            parts.Add(new(quoted ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell, quoted, start, end));
            start = end + 1;
        }

        return parts;
    }

    /// <summary>One name, and where it is in the text.</summary>
    private readonly record struct Part(string Text, bool IsQuoted, int Start, int End);
}
