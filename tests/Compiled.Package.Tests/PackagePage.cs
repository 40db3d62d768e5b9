using System.Text.RegularExpressions;

namespace Compiled.Package.Tests;

/// <summary>The C# of the page that a registry shows of a package, as a file that a project with that package compiles.</summary>
internal static partial class PackagePage
{
    /// <summary>The network that the pages speak of.</summary>
    private const string DigitNet = "[Network(inputs: 64)] [Dense(32), Relu] [Dense(10), Softmax] [CrossEntropy] public sealed partial class DigitNet;";

    /// <summary>The page's code in a method. What it takes for granted comes as parameters.</summary>
    public static string SourceOf(string package)
    {
        var page = File.ReadAllText(Path.Combine(Tool.Repository, "src", package, "PACKAGE.md")).ReplaceLineEndings("\n");
        var code = Assert.Single(Block().Matches(page)).Groups[1].Value;
        var lines = code.Split('\n').ToLookup(static line => Directive().IsMatch(line));
        var statements = string.Join('\n', lines[false]);
        var (given, types) = package switch
        {
            "Compiled" => ("", ""),
            "Compiled.Dynamic" or "Compiled.Search" => ("Dataset train", ""),
            "Compiled.Onnx" => ("DigitNet network", DigitNet),
            "Compiled.Plots" or "Compiled.Report" => ("DigitNet network, History history, Dataset test", DigitNet),
            "Compiled.Search.Orleans" => ("Dataset data", ""),
            "Compiled.TensorBoard" or "Compiled.Terminal" => ("Trainer trainer, Dataset train, Dataset test", ""),
            _ => throw new ArgumentOutOfRangeException(nameof(package), package, "Say what the page takes for granted."),
        };
        // The page of Compiled declares its network after the statements.
        var end = statements.IndexOf("[Network", StringComparison.Ordinal);
        (statements, types) = end < 0 ? (statements, types) : (statements[..end], statements[end..]);
        var returned = statements.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void";
        return $"{string.Join('\n', lines[true])}\n\npublic static class Page\n{{\npublic static {returned} Run({given})\n{{\n{statements}\n}}\n}}\n\n{types}\n";
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using (?:static )?[\w.]+;")]
    private static partial Regex Directive();
}
