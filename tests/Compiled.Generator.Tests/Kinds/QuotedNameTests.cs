using System.Text.RegularExpressions;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Kinds;

/// <summary>Nobody but the catalogue knows a kind of block by its name as text: whoever works with any kind asks for traits.</summary>
public sealed class QuotedNameTests
{
    /// <summary>Files and folders with quoted names, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["src/Compiled/Shared/Blocks/"] = "the catalogue",
        ["src/Compiled.Onnx/Blocks/"] = "one file per kind, with the names of ONNX's operators",
        ["src/Compiled.Onnx/Import/Simplification/"] = "ONNX's operators, not blocks",
        ["src/Compiled.Onnx/Import/Reading/OutputChoice.cs"] = "ONNX's Identity",
        ["src/Compiled.Onnx/Import/Recognition/Bounds.cs"] = "ONNX's Relu, Min and Max as bounds",
        ["src/Compiled.Onnx/Import/Recognition/SupportedOperators.cs"] = "ONNX's operators that are passed through",
        ["src/Compiled.Onnx/Export/ChainWriter.cs"] = "ONNX's Identity",
        ["src/Compiled.Dynamic/NetworkDeclaration.Activations.cs"] = "made from the catalogue",
        ["src/Compiled.Dynamic/NetworkDeclaration.Blocks.cs"] = "made from the catalogue",
        ["src/Compiled.Dynamic/NetworkDeclaration.Losses.cs"] = "made from the catalogue",
        ["src/Compiled.Dynamic/NetworkDeclaration.Layers.cs"] = "the methods of Dense and Head",
    };

    [Fact]
    public void No_block_is_asked_for_by_its_name()
    {
        var names = new Regex($"\"({string.Join('|', BlockCatalogue.All.Select(kind => kind.Name))})\"");
        List<string> found = [];
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, line, text) in Lines("src").Concat(Lines("generator")))
        {
            if (!names.IsMatch(text))
                continue;
            if (Allowed.Keys.FirstOrDefault(file.StartsWith) is { } allowed)
                used.Add(allowed);
            else
                found.Add($"{file}({line}): {text.Trim()}");
        }

        Assert.Empty(found);
        // An exception that nothing needs is gone.
        Assert.Empty(Allowed.Keys.Except(used));
    }

    /// <summary>The lines of code, without comments, whose parameters' names are quoted.</summary>
    private static IEnumerable<(string File, int Line, string Text)> Lines(string folder) =>
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        from line in File.ReadLines(path).Select((text, index) => (Text: text, Number: index + 1))
        where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select (file, line.Number, line.Text);
}
