namespace Compiled;

/// <summary>What a text is, by its beginning.</summary>
internal static class TextBeginning
{
    private const int LongestShown = 60;

    /// <summary>Whether there is no character that texts do not have. One that is cut within a character is a text all the same.</summary>
    public static bool IsText(string beginning)
    {
        var others = 0;
        foreach (var character in beginning)
        {
            if (character is < ' ' and not ('\t' or '\r' or '\n') or '\u007f')
                return false;
            others += character is (>= '\u0080' and < '\u0100') or '\ufffd' ? 1 : 0;
        }

        // Most of every table and every page is ASCII; bytes that are packed or encrypted are not.
        return others <= beginning.Length / 2;
    }

    /// <summary>A page as a browser shows it.</summary>
    public static bool IsHtml(string start)
    {
        foreach (var tag in (string[])["<!doctype html", "<html", "<head", "<body", "<title", "<script", "<meta"])
        {
            if (start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!--", StringComparison.Ordinal)) && start.IndexOf("<html", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>An object with a first name, or an array of objects, arrays or texts.</summary>
    public static bool IsJson(string start)
    {
        if (start.Length == 0 || start[0] is not ('{' or '['))
            return false;
        var inner = start.Substring(1).TrimStart();
        return inner.Length > 0 && (start[0] == '{' ? inner[0] is '"' or '}' : inner[0] is '{' or '[' or '"' or ']');
    }

    /// <summary>Whether the first two lines have cells, and the same number of them.</summary>
    public static bool IsTable(string start)
    {
        var lines = start.Split('\n');
        // The last line may be cut.
        if (lines.Length < 3 && !(lines.Length == 2 && start.Length < FileKind.MostBytes))
            return false;
        foreach (var separator in (char[])[',', ';', '\t', '|'])
        {
            var cells = Count(lines[0], separator);
            if (cells > 0 && cells == Count(lines[1], separator))
                return true;
        }

        return false;
    }

    /// <summary>For a message: a short line, whatever the text holds.</summary>
    public static string FirstLine(string text)
    {
        var line = text.Trim().Split('\n')[0].TrimEnd();
        var clean = new string([.. line.Take(LongestShown).Select(static character => character is < ' ' or > '~' ? '?' : character)]);
        return line.Length > LongestShown ? clean + "…" : clean;
    }

    private static int Count(string line, char separator) => line.Count(character => character == separator);
}
