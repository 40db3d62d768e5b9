using System.Text;

namespace Compiled.Generator.Text;

/// <summary>
/// Collects lines at the right indentation, with one blank line where code by hand has one: after a block, between members, and never two or one at an edge.
/// Newlines are always '\n', so that the same declaration gives the same bytes everywhere.
/// </summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Whether the next line, unless it ends a block, comes after a blank one.</summary>
    private bool _awaitsBlank;

    /// <summary>Whether the last line began a block, or none has been written.</summary>
    private bool _isAtEdge = true;

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
            _ = Write(Marks.Type);
        _ = Write(header).Write("{");
        _depth++;
        return this;
    }

    /// <summary>A brace of its own, around names that others repeat.</summary>
    public CodeWriter OpenBlock()
    {
        _ = Write("{");
        _depth++;
        return this;
    }

    /// <summary>A hot method: optimised at once, so that the first call is the fast one, and never left in a slow tier.</summary>
    public CodeWriter OpenHot(string header) => Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]").Open(header);

    public CodeWriter Close()
    {
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
        // Preprocessor lines are at the margin.
        if (line[0] != '#')
            _ = _text.Append(' ', 4 * _depth);
        _ = _text.Append(line).Append('\n');
        _awaitsBlank = false;
        _isAtEdge = trimmed == "{";
    }
}
