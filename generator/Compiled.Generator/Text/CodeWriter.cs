using System.Text;

namespace Compiled.Generator.Text;

/// <summary>
/// Collects lines at the right indentation, with one blank line where code by hand has one: after a block, between members, and never two or one at an edge.
/// A place in memory that is named with <c>ref var</c> and that nothing after it in its block uses is left out.
/// Newlines are always '\n', so that the same declaration gives the same bytes everywhere.
/// </summary>
internal sealed class CodeWriter
{
    private const string Place = "ref var ";

    private readonly StringBuilder _text = new();

    /// <summary>The named places of each open block, with where their lines begin and end.</summary>
    private readonly Stack<List<(string Name, int Start, int End)>> _places = new([[]]);

    private int _depth;

    /// <summary>Whether the next line, unless it ends a block, comes after a blank one.</summary>
    private bool _awaitsBlank;

    /// <summary>Whether the last line began a block, or none has been written.</summary>
    private bool _isAtEdge = true;

    /// <summary>A writer that goes on in a block that another has opened.</summary>
    public static CodeWriter InBlock()
    {
        var code = new CodeWriter { _depth = 1 };
        code._places.Push([]);
        return code;
    }

    /// <summary>One or more lines of template; each is indented to the current depth.</summary>
    public CodeWriter Write(string template)
    {
        foreach (var line in template.Replace("\r\n", "\n").Split('\n'))
            WriteLine(line);
        return this;
    }

    /// <summary>A blank line before what follows, unless a block ends or begins here.</summary>
    public CodeWriter BlankLine()
    {
        _awaitsBlank = true;
        return this;
    }

    /// <summary>A header line, then a brace; <see cref="Close"/> ends it.</summary>
    public CodeWriter Open(string header)
    {
        // Here rather than in the templates, so that no emitted type can lack them.
        if (header.StartsWith("file ", StringComparison.Ordinal))
            _ = Write(Marks.EmittedType);
        return Write(header).OpenBlock();
    }

    /// <summary>A brace of its own, around names that others repeat.</summary>
    public CodeWriter OpenBlock()
    {
        _ = Write("{");
        _places.Push([]);
        _depth++;
        return this;
    }

    /// <summary>A hot method: optimised at once, so that the first call is the fast one, and never left in a slow tier.</summary>
    public CodeWriter OpenHot(string header) => Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]").Open(header);

    public CodeWriter Close()
    {
        var places = _places.Pop();
        for (var index = places.Count - 1; index >= 0; index--)
        {
            var (name, start, end) = places[index];
            if (!IsNamed(name, end))
                _ = _text.Remove(start, end - start);
        }

        _depth--;
        _ = Write("}");
        return BlankLine();
    }

    public override string ToString() => _text.ToString();

    private void WriteLine(string line)
    {
        if (line.Length == 0)
        {
            _awaitsBlank = true;
            return;
        }

        var trimmed = line.TrimStart();
        if (_awaitsBlank && !_isAtEdge && !trimmed.StartsWith("}", StringComparison.Ordinal) && !trimmed.StartsWith("else", StringComparison.Ordinal))
            _ = _text.Append('\n');
        var start = _text.Length;
        // Preprocessor lines are at the margin.
        if (line[0] != '#')
            _ = _text.Append(' ', 4 * _depth);
        _ = _text.Append(line).Append('\n');
        if (trimmed.StartsWith(Place, StringComparison.Ordinal))
            _places.Peek().Add((trimmed.Substring(Place.Length, trimmed.IndexOf(' ', Place.Length) - Place.Length), start, _text.Length));
        _awaitsBlank = false;
        _isAtEdge = trimmed == "{";
    }

    /// <summary>Whether a name is in the text from a position on, as a word of its own.</summary>
    private bool IsNamed(string name, int from)
    {
        var text = _text.ToString(from, _text.Length - from);
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (!IsLetter(text, at - 1) && !IsLetter(text, at + name.Length))
                return true;
        }

        return false;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
