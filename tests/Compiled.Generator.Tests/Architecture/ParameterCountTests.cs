using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>Nobody reads a call with a dozen arguments: what belongs together is a type.</summary>
public class ParameterCountTests
{
    private const int Most = 8;

    [Fact]
    public void No_method_of_the_library_has_more_than_eight_parameters() => AssertFew(House.Library, []);

    [Fact]
    public void No_method_or_plan_of_the_generator_has_more_than_eight_parameters() => AssertFew(House.Generator, ["DensePlan", "NetworkPlan"]);

    /// <param name="house">The project.</param>
    /// <param name="known">Names of those that still have more; one that nothing needs fails the test.</param>
    private static void AssertFew(House house, IReadOnlyList<string> known)
    {
        var found = new HashSet<string>();
        var tooLong = new List<string>();
        var lists = 0;
        foreach (var file in HouseSources.Files(house))
        {
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: house.Symbols)).GetRoot();
            foreach (var list in root.DescendantNodes().OfType<ParameterListSyntax>())
            {
                lists++;
                if (list.Parameters.Count <= Most)
                    continue;
                var name = Name(list);
                found.Add(name);
                if (!known.Contains(name))
                    tooLong.Add($"{Path.GetFileName(file)}:{list.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {name} has {list.Parameters.Count}");
            }
        }

        Assert.Equal([], tooLong);
        Assert.Equal([], known.Except(found));
        Assert.InRange(lists, 500, int.MaxValue);
    }

    private static string Name(ParameterListSyntax list) => list.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => "a lambda",
    };
}
