extern alias codefixes;

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Compiled.CodeFixes.Tests;

/// <summary>What the pages say about fixes is what there is.</summary>
public sealed partial class PagesTests
{
    private const string Promise = "The editor offers a fix.";

    private static string Root { get; } = FindRoot();

    private static string Folder { get; } = Path.Combine(Root, "docs", "diagnostics");

    private static List<string> Offered { get; } = [.. typeof(codefixes::Compiled.CodeFixes.RemedyCodeFix).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
        .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
        .Where(id => id.StartsWith("CMP", StringComparison.Ordinal)).Distinct().Order()];

    [Fact]
    public void A_page_promises_a_fix_where_there_is_one_and_only_there()
    {
        var promised = Directory.GetFiles(Folder, "CMP*.md").Where(page => File.ReadAllText(page).Contains(Promise, StringComparison.Ordinal))
            .Select(page => Path.GetFileNameWithoutExtension(page)!).Order();
        var listed = File.ReadAllLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| [CMP", StringComparison.Ordinal) && line.EndsWith("| yes |", StringComparison.Ordinal)).Select(line => line[3..10]);
        Assert.Equal(Offered, promised);
        Assert.Equal(Offered, listed);
        Assert.True(Offered.Count >= 20, $"only {Offered.Count} diagnostics have a fix");
    }

    /// <summary>Their remedies are known, but there is more than one.</summary>
    [Theory]
    [InlineData("CMP0042", "the numbers may be in files")]
    [InlineData("CMP0044", "which of the two you want")]
    public void A_page_says_why_a_choice_is_left_to_the_user(string id, string reason)
    {
        var page = File.ReadAllText(Path.Combine(Folder, $"{id}.md"));
        Assert.Equal(!Offered.Contains(id), page.Contains("The editor offers no fix", StringComparison.Ordinal));
        Assert.Contains(reason, page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_changelog_counts_them()
    {
        var promise = Count().Match(File.ReadAllText(Path.Combine(Root, "CHANGELOG.md")));
        Assert.Equal($"{Offered.Count} diagnostics come with a code fix", promise.Value);
    }

    /// <summary>By the marks in the sources of the tests: <c>CMP0034:</c> says where a diagnostic is reported that is to be mended.</summary>
    [Fact]
    public void Each_fix_has_a_test()
    {
        var tested = Directory.GetFiles(Path.Combine(Root, "tests", "Compiled.CodeFixes.Tests"), "*Tests.cs")
            .SelectMany(file => Mark().Matches(string.Concat(File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))))
            .Select(mark => mark.Groups[1].Value);
        Assert.Equal([], Offered.Except(tested));
    }

    [GeneratedRegex("[0-9]+ diagnostics come with a code fix")]
    private static partial Regex Count();

    [GeneratedRegex("(CMP[0-9]{4}):")]
    private static partial Regex Mark();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Compiled.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
