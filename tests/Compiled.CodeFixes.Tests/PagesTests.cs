extern alias codefixes;

using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Compiled.CodeFixes.Tests;

/// <summary>What the pages say about fixes is what there is.</summary>
public sealed class PagesTests
{
    private const string Promise = "The editor offers a fix.";

    private static string Folder { get; } = FindFolder();

    [Fact]
    public void A_page_promises_a_fix_where_there_is_one_and_only_there()
    {
        var offered = typeof(codefixes::Compiled.CodeFixes.RemedyCodeFix).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .Where(id => id.StartsWith("CMP", StringComparison.Ordinal)).Distinct().Order().ToList();
        var promised = Directory.GetFiles(Folder, "CMP*.md").Where(page => File.ReadAllText(page).Contains(Promise, StringComparison.Ordinal))
            .Select(page => Path.GetFileNameWithoutExtension(page)!).Order();
        var listed = File.ReadAllLines(Path.Combine(Folder, "README.md"))
            .Where(line => line.StartsWith("| [CMP", StringComparison.Ordinal) && line.EndsWith("| yes |", StringComparison.Ordinal)).Select(line => line[3..10]);
        Assert.Equal(offered, promised);
        Assert.Equal(offered, listed);
        Assert.True(offered.Count >= 20, $"only {offered.Count} diagnostics have a fix");
    }

    private static string FindFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Compiled.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "docs", "diagnostics");
    }
}
