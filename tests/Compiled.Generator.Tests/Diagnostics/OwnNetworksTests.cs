using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>The networks of README, pages and samples are what the practice checks must leave alone.</summary>
[Trait("Speed", "slow")]
public sealed partial class OwnNetworksTests
{
    /// <summary>What names types of its own file.</summary>
    private static readonly HashSet<string> LeftOut = ["Classes", "Weights", "Loss"];

    public static TheoryData<string, string> Networks
    {
        get
        {
            var data = new TheoryData<string, string>();
            var pages = Directory.GetFiles(Path.Combine(DiagnosticPage.Root, "docs"), "*.md").Append(Path.Combine(DiagnosticPage.Root, "README.md"))
                .SelectMany(path => CodeBlocks().Matches(File.ReadAllText(path)).Select(match => (path, match.Groups[1].Value)));
            var samples = Directory.GetFiles(Path.Combine(DiagnosticPage.Root, "samples"), "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(path => (path, File.ReadAllText(path)));
            foreach (var (path, code) in pages.Concat(samples))
            {
                foreach (var type in CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)
                    .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<ClassDeclarationSyntax>())
                {
                    var attributes = type.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => !LeftOut.Contains(Name(attribute))).ToList();
                    if (attributes.Exists(attribute => Name(attribute) == "Network"))
                        data.Add(Path.GetFileName(path), string.Concat(attributes.Select(attribute => Name(attribute) == "Activation" ? "[Tanh]" : $"[{attribute}]")));
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Get_no_information(string page, string attributes)
    {
        var found = GeneratorHarness.Run($"using Compiled; {attributes} partial class Net;").Ids.Where(id => id.StartsWith("CMP012", StringComparison.Ordinal));
        Assert.True(!found.Any(), $"{page}: {string.Join(", ", found)} of {attributes}");
    }

    [Fact]
    public void There_are_some()
    {
        var count = 0;
        foreach (var _ in Networks)
            count++;
        Assert.InRange(count, 20, 500);
    }

    private static string Name(AttributeSyntax attribute) => (attribute.Name as SimpleNameSyntax ?? ((QualifiedNameSyntax)attribute.Name).Right).Identifier.ValueText;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
