using System.Text;

namespace Compiled.Generator.Text;

/// <summary>Collects lines at the right indentation. Newlines are always '\n', so that the same declaration gives the same bytes everywhere.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One or more lines of template; each is indented to the current depth.</summary>
    public CodeWriter Write(string template)
    {
        foreach (var line in template.Replace("\r\n", "\n").Split('\n'))
        {
            // Preprocessor lines stand at the margin.
            if (line.Length > 0 && line[0] != '#')
                _ = _text.Append(' ', 4 * _depth);
            _ = _text.Append(line).Append('\n');
        }

        return this;
    }

    public CodeWriter BlankLine()
    {
        _ = _text.Append('\n');
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

    /// <summary>A hot method: optimised at once, so that the first call is the fast one, and never left in a slow tier.</summary>
    public CodeWriter OpenHot(string header) => Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]").Open(header);

    public CodeWriter Close()
    {
        _depth--;
        return Write("}");
    }

    public override string ToString() => _text.ToString();
}
