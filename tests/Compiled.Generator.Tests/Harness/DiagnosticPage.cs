using System.Text.RegularExpressions;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Harness;

/// <summary>
/// A page of docs/diagnostics: its example must trigger the diagnostic, at the text that a comment names ("// CMP0023: units: 0"), and its fix
/// must not. So the pages are the test cases, and stay true.
/// </summary>
internal sealed partial record DiagnosticPage(string Id, string Text)
{
    /// <summary>The repository's folder, found from the test's own: the path of a source file is mapped away in deterministic builds.</summary>
    public static string Root { get; } = Repository.Root;

    public static string Folder { get; } = Path.Combine(Root, "docs", "diagnostics");

    public static DiagnosticPage Read(string id) => new(id, File.ReadAllText(Path.Combine(Folder, id + ".md")));

    public string Example => CodeBlock(0);

    public string Fix => CodeBlock(1);

    /// <summary>The line (from 0) and the text at which the example's diagnostic belongs.</summary>
    public (int Line, string Text) Site
    {
        get
        {
            var lines = Example.Split('\n');
            var marker = $" // {Id}: ";
            var line = Assert.Single(Enumerable.Range(0, lines.Length), index => lines[index].Contains(marker, StringComparison.Ordinal));
            return (line, lines[line][(lines[line].IndexOf(marker, StringComparison.Ordinal) + marker.Length)..].Trim());
        }
    }

    /// <summary>The files of the project that the page shows above its fix.</summary>
    public IReadOnlyList<FixedText> ExampleFiles => PageFiles.Read(Text[..FixStart]);

    /// <summary>Those that it shows below, or else those above.</summary>
    public IReadOnlyList<FixedText> FixFiles => PageFiles.Read(Text[FixStart..]) is { Count: > 0 } files ? files : ExampleFiles;

    private int FixStart => Math.Max(0, Text.IndexOf("\n## Fix\n", StringComparison.Ordinal));

    /// <summary>As it is on the page, with the page's own using directives.</summary>
    private string CodeBlock(int index) => CodeBlocks().Matches(Text)[index].Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
