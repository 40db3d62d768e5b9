using System.Globalization;
using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Generation;

/// <summary>What tools and readers find in the emitted text: its attributes, and docs that are a summary of the model.</summary>
public sealed partial class EmittedTextTests
{
    private const string Source = """
        using Compiled;

        [Network(5)]
        [Dense(9), Tanh]
        [Dense(1, Name = "one", Bias = false), Relu]
        [Dense(2), Softmax]
        [CrossEntropy]
        public sealed partial class Net { public int Own() => 1; }

        [Network(3)] [Dense(1), Sigmoid] [BinaryCrossEntropy] public sealed partial class Single;

        [Network(3)] [Dense(200), Relu] [Dense(100), Tanh] [Dense(3)] public sealed partial class Wide;
        """;

    private static readonly HarnessResult Result = GeneratorHarness.Run(Source);

    [Fact]
    public void Every_emitted_type_says_that_it_is_generated_and_is_left_out_of_coverage()
    {
        var types = Symbols().OfType<INamedTypeSymbol>().Where(type => type.Name is not ("Net" or "Single" or "Wide")).ToList();
        Assert.Contains(types, type => type.Name.Contains("NetLayout", StringComparison.Ordinal));
        Assert.Contains(types, type => type.Name == "ParameterGradients");
        Assert.True(types.Count > 12, $"only {types.Count} types");
        Assert.All(types, type => Assert.Equal(["ExcludeFromCodeCoverageAttribute", "GeneratedCodeAttribute"], AttributesOf(type)));
    }

    [Fact]
    public void Every_emitted_member_of_the_users_class_is_left_out_of_coverage_and_none_of_the_users()
    {
        var members = Symbols().Where(symbol => symbol.ContainingType?.Name is "Net" or "Single" or "Wide"
            && symbol is IPropertySymbol or IMethodSymbol { AssociatedSymbol: null }).ToList();
        Assert.True(members.Count > 50, $"only {members.Count} members");
        Assert.All(members, member => Assert.True(AttributesOf(member).Contains("ExcludeFromCodeCoverageAttribute"), member.ToDisplayString()));
        Assert.Equal(["GeneratedCodeAttribute"], AttributesOf(Result.Output.GetTypeByMetadataName("Single")!).Intersect(["GeneratedCodeAttribute", "ExcludeFromCodeCoverageAttribute"]));
        Assert.Empty(Result.Output.GetTypeByMetadataName("Net")!.GetMembers("Own").Single().GetAttributes());
    }

    [Theory]
    [InlineData("Net", "M:Net.#ctor", "67 parameters in ")]
    [InlineData("Net", "M:Net.#ctor(System.Int64)", "67 parameters in ")]
    [InlineData("Net", "P:Net.Dense0", "weights [9, 5] and 9 biases")]
    [InlineData("Net", "P:Net.One", "weights [1, 9], no biases")]
    [InlineData("Single", "P:Single.Dense0", "weights [1, 3] and 1 bias.")]
    [InlineData("Net", "M:Net.CopyParametersTo(System.Span{System.Single})", "67 parameters (268 bytes)")]
    public void Docs_state_shapes_and_sizes(string type, string member, string expected) =>
        Assert.Contains(expected, Docs(type, member));

    [Fact]
    public void Docs_of_every_prediction_state_operations_and_those_on_the_stack_its_bytes()
    {
        foreach (var type in new[] { "Net", "Single", "Wide" })
        {
            var predictions = Result.Output.GetTypeByMetadataName(type)!.GetMembers().OfType<IMethodSymbol>()
                .Where(method => method.Name is "Predict" or "PredictBatch" or "Classify" or "TryClassify").ToList();
            Assert.True(predictions.Count >= 4);
            foreach (var method in predictions)
            {
                var docs = method.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;
                var operations = int.Parse(Operations().Match(docs).Groups[1].Value, CultureInfo.InvariantCulture);
                Assert.Equal(type switch { "Net" => 2 * (45 + 9 + 2), "Single" => 6, _ => 2 * (600 + 20_000 + 300) }, operations);
                Assert.Equal(method.Parameters[^1].Name != "scratch", docs.Contains(" of stack", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void A_blocks_remark_says_its_name_once()
    {
        var text = Result.Sources.Values.First(source => source.Contains("class Net ", StringComparison.Ordinal));
        Assert.Contains("<term>Dense0</term><description>5 to 9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nouns_agree_with_their_numbers()
    {
        foreach (var text in Result.Sources.Values)
            Assert.DoesNotMatch(Disagreement(), text);
    }

    /// <summary>Everything that the emitted files declare, wherever it stands.</summary>
    private static IEnumerable<ISymbol> Symbols()
    {
        var user = Result.Output.SyntaxTrees.Single(tree => tree.FilePath == GeneratorHarness.UserFile);
        return Visit(Result.Output.Assembly.GlobalNamespace).Where(symbol => symbol.Locations.Any(place => place.SourceTree is { } tree && tree != user));

        static IEnumerable<ISymbol> Visit(INamespaceOrTypeSymbol container) => container.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared)
            .SelectMany(member => member is INamespaceOrTypeSymbol inner ? Visit(inner).Prepend(member) : [member]);
    }

    private static IEnumerable<string> AttributesOf(ISymbol symbol) =>
        symbol.GetAttributes().Select(attribute => attribute.AttributeClass!.Name).Where(name => name is not "MethodImplAttribute" and not "NullableAttribute").Order();

    private static string Docs(string type, string id) =>
        Result.Output.GetTypeByMetadataName(type)!.GetMembers().Single(member => member.GetDocumentationCommentId() == id)
            .GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;

    [GeneratedRegex(@"Takes (\d+) floating-point operations")]
    private static partial Regex Operations();

    [GeneratedRegex(@"biass|\b1 (sums|biases|inputs|outputs|rows|values|parameters|partial sums|vectors)\b|\b1 sum stay\b|(?<!\b1) sum stays")]
    private static partial Regex Disagreement();
}
