extern alias generator;

using generator::Compiled.Generator.Model;

namespace Compiled.Dynamic.Emission;

/// <summary>
/// Finds the lines of each block in emitted code. The emitter writes a sentence before each step, which names the block: what follows it, up to the next such sentence or the end of
/// the braces around it, computes that block.
/// </summary>
internal sealed class EmittedParts
{
    private readonly string[] _lines;
    private readonly BlockFinder _blocks;
    private readonly List<EmittedPart> _parts = [];
    private EmittedPass _pass;

    private EmittedParts(string text, NetworkSpec spec) => (_lines, _blocks) = (text.Split('\n'), new(spec));

    public static IReadOnlyList<EmittedPart> Of(string text, NetworkSpec spec)
    {
        var parts = new EmittedParts(text, spec);
        parts.Find();
        return [.. parts._parts.Distinct().OrderBy(static part => part.FirstLine).ThenBy(static part => part.Block)];
    }

    private void Find()
    {
        // Types of the user's come first; what computes is in the namespace after them.
        var first = Array.FindIndex(_lines, static line => line.StartsWith("namespace Compiled.Emitted", StringComparison.Ordinal));
        IReadOnlyList<int> shapes = [];
        for (var index = Math.Max(first, 0); index < _lines.Length; index++)
        {
            var line = _lines[index].Trim();
            if (line.StartsWith("/// <summary>", StringComparison.Ordinal))
                shapes = _blocks.OfShape(line["/// <summary>".Length..]);
            else if (line.StartsWith("file ", StringComparison.Ordinal) && line.EndsWith(": IDenseShape", StringComparison.Ordinal))
                Add(shapes, EmittedPass.Shape, index, EndOfBraces(index));
            else if (MethodName(line) is { } method)
                Begin(method, shapes, index);
            else if (line.StartsWith("// ", StringComparison.Ordinal))
                Section(line[3..], index);
        }
    }

    private void Begin(string method, IReadOnlyList<int> shapes, int index)
    {
        _pass = method == "Backward" ? EmittedPass.Backward : EmittedPass.Forward;
        _blocks.BeginMethod();
        // One row of a block, written out among its sizes.
        if (method == "Row")
        {
            var end = EndOfBraces(index);
            Add(shapes, EmittedPass.Forward, index, end);
            foreach (var block in shapes)
                Activations(block, index, end);
        }
    }

    private void Section(string heading, int index)
    {
        var end = EndOfSection(index);
        if (heading.StartsWith("The loss", StringComparison.Ordinal))
        {
            Add([-1], EmittedPass.Forward, index, end);
            Turn(heading.StartsWith("The loss and its gradient", StringComparison.Ordinal));
        }
        else if (heading.StartsWith("The caller's gradient", StringComparison.Ordinal))
        {
            Turn(isBackward: true);
        }
        else if (heading == "The rule, block by block.")
        {
            Add(_blocks.Dense, EmittedPass.Update, index, end);
        }
        else if (_blocks.OfHeading(heading, _pass) is { } block)
        {
            Add([block], _pass, index, end);
            if (!Activations(block, index, end) && _pass == EmittedPass.Forward && _blocks.ActivationOf(heading, block) is { } fused)
                Add([fused], _pass, index, end);
        }
    }

    /// <summary>After the loss a method that does both goes backward.</summary>
    private void Turn(bool isBackward)
    {
        if (!isBackward)
            return;
        _pass = EmittedPass.Backward;
        _blocks.BeginMethod();
    }

    /// <summary>The lines of a block's section that call an activation: the one after the block, or in a backward pass also the one before it, which comes last.</summary>
    private bool Activations(int block, int first, int last)
    {
        var found = false;
        var isPast = false;
        for (var index = first; index <= last; index++)
        {
            if (_blocks.ActivationIn(_lines[index], block, _pass, isPast) is { } activation)
            {
                Add([activation], _pass, index, index);
                found = true;
            }

            isPast |= _pass == EmittedPass.Backward && _lines[index].Contains("ref gradients", StringComparison.Ordinal);
        }

        return found;
    }

    private void Add(IReadOnlyList<int> blocks, EmittedPass pass, int first, int last) => _parts.AddRange(blocks.Select(block => new EmittedPart(block, pass, first + 1, last + 1)));

    /// <summary>The name of the method that a line declares, without its type parameters.</summary>
    private static string? MethodName(string line)
    {
        var isStatic = Array.Exists(["public static ", "private static ", "internal static "], start => line.StartsWith(start, StringComparison.Ordinal));
        var open = isStatic ? line.IndexOf('(', StringComparison.Ordinal) : -1;
        if (open < 0 || line.Contains('=', StringComparison.Ordinal))
            return null;
        var name = line[..open];
        name = name[(name.LastIndexOf(' ') + 1)..];
        var type = name.IndexOf('<', StringComparison.Ordinal);
        return type < 0 ? name : name[..type];
    }

    /// <summary>The line of the brace that ends what a header begins.</summary>
    private int EndOfBraces(int header)
    {
        var closing = new string(' ', Indentation(header)) + "}";
        var end = Array.IndexOf(_lines, closing, header + 1);
        return end < 0 ? header : end;
    }

    /// <summary>The last line before the next sentence, or before the braces around end.</summary>
    private int EndOfSection(int heading)
    {
        var depth = Indentation(heading);
        var end = heading;
        for (var index = heading + 1; index < _lines.Length; index++)
        {
            if (_lines[index].Length == 0)
                continue;
            if (Indentation(index) < depth || (Indentation(index) == depth && IsSentence(_lines[index].AsSpan(depth))))
                break;
            end = index;
        }

        return end;
    }

    /// <summary>A sentence before a step; not the one that says which outputs a vector holds.</summary>
    private static bool IsSentence(ReadOnlySpan<char> line) => line.StartsWith("// ") && !line.StartsWith("// Output");

    private int Indentation(int index) => _lines[index].Length - _lines[index].AsSpan().TrimStart().Length;
}
