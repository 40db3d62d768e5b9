using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>Every ID: one declaration that has the problem, at the exact place, and one that has not. Both stand in the help page.</summary>
[Trait("Speed", "slow")]
public sealed class DiagnosticPagesTests
{
    /// <summary>All but CMP0099, which no declaration is known to trigger, and CMP0093, which no block of this version does.</summary>
    public static TheoryData<string> Ids => [.. Catalogue.All.Select(descriptor => descriptor.Id).Where(id => id is not (ProblemIds.InternalError or ProblemIds.NoInputGradient))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_has_the_problem_at_its_place_and_no_other(string id)
    {
        var page = DiagnosticPage.Read(id);
        var result = GeneratorHarness.Run(page.Example, OptionsOf(id) with { Texts = page.ExampleFiles });
        var problem = Assert.Single(result.Problems);
        Assert.Equal(id, problem.Id);
        var (line, text) = page.Site;
        Assert.Equal(line, problem.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(text, TextAt(problem.Location));
        // One mistake, one message: C# has nothing to add.
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_fix_compiles_without_a_word(string id)
    {
        var page = DiagnosticPage.Read(id);
        var result = GeneratorHarness.Run(page.Fix, new HarnessOptions { Texts = page.FixFiles });
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_example_with_an_error_does_not_compile_when_analyzers_are_off(string id)
    {
        if (Catalogue.Find(id).DefaultSeverity != DiagnosticSeverity.Error)
            return;
        var page = DiagnosticPage.Read(id);
        var options = OptionsOf(id) with { Texts = page.ExampleFiles, Properties = HarnessOptions.WithProperties(("RunAnalyzers", "false")).Properties };
        var result = GeneratorHarness.Run(page.Example, options);
        var errors = result.CompilerErrors.Where(error => error.Id == "CS1029").Select(error => error.GetMessage());
        Assert.Single(errors, error => error.StartsWith($"#error: '{id}: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_is_linked_titled_and_released(string id)
    {
        var descriptor = Catalogue.Find(id);
        Assert.Equal($"https://github.com/compiled-net/compiled/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", DiagnosticPage.Read(id).Text);
    }

    [Fact]
    public void Every_id_has_a_page_a_line_in_the_index_and_a_release_row_and_nothing_else_has()
    {
        var ids = Catalogue.All.Select(descriptor => descriptor.Id).Order().ToList();
        var pages = Directory.GetFiles(DiagnosticPage.Folder, "CMP*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order();
        var index = File.ReadAllLines(Path.Combine(DiagnosticPage.Folder, "README.md"))
            .Where(line => line.StartsWith("| [CMP", StringComparison.Ordinal)).Select(line => line[3..10]);
        var generator = Path.Combine(DiagnosticPage.Folder, "../../generator/Compiled.Generator");
        var releases = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(file => File.ReadAllLines(Path.Combine(generator, file)))
            .Where(line => line.StartsWith("CMP", StringComparison.Ordinal)).Select(line => line[..7]).Order();
        Assert.Equal(ids, pages);
        Assert.Equal(ids, index);
        Assert.Equal(ids, releases);
    }

    [Fact]
    public void Errors_cannot_be_configured_away_and_information_can()
    {
        foreach (var descriptor in Catalogue.All)
        {
            var isError = descriptor.DefaultSeverity == DiagnosticSeverity.Error;
            Assert.Equal(isError, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        }
    }

    /// <summary>C# 10 for the one problem that is in the project and not in the source.</summary>
    private static HarnessOptions OptionsOf(string id) => id == ProblemIds.LanguageTooOld
        ? new HarnessOptions { Language = LanguageVersion.CSharp10 }
        : HarnessOptions.Default;

    private static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
