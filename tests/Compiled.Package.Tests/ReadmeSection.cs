using System.Text.RegularExpressions;

namespace Compiled.Package.Tests;

/// <summary>What README tells a user to do in "Use it in your project": its commands, and the lines for the project file.</summary>
internal static partial class ReadmeSection
{
    private static readonly string Text = Read();

    /// <summary>The commands, each on an indented line: first those of the package.</summary>
    public static IReadOnlyList<string> Commands { get; } = [.. Command().Matches(Text).Select(match => match.Groups[1].Value.Trim())];

    /// <summary>The lines for the project file of who uses a clone.</summary>
    public static string ProjectLines { get; } = Assert.Single(Xml().Matches(Text)).Groups[1].Value;

    private static string Read()
    {
        var page = File.ReadAllText(Path.Combine(Tool.Repository, "README.md")).ReplaceLineEndings("\n");
        var start = page.IndexOf("\n## Use it in your project\n", StringComparison.Ordinal);
        Assert.True(start >= 0, "README has no section 'Use it in your project'.");
        return page[start..page.IndexOf("\n## ", start + 4, StringComparison.Ordinal)];
    }

    [GeneratedRegex("^    (dotnet .+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("```xml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Xml();
}
