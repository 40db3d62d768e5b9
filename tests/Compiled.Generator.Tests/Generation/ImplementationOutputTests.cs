using System.Text;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.Generator.Tests.Generation;

/// <summary>
/// An editor may leave implementation outputs out (https://github.com/dotnet/roslyn/issues/56390). Then a program that calls every public member of its networks must compile as it does in a
/// build: so bodies are no implementation output.
/// </summary>
public sealed class ImplementationOutputTests
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>With all that a network can have: classes, yes or no, heads, derivatives, statistics, a trainer that steps in rows or in columns, weights.</summary>
    private static readonly string Source = WeightsSample.Source + """


        public enum Mood { Bad, Fair, Good }

        [Network(64)] [Standardize] [Dense(128), BatchNorm, Relu] [BeginResidual, Dense(128), PRelu, EndResidual] [Dense(3), Softmax] [CrossEntropy] [Classes<Mood>] [Differentiable]
        public sealed partial class Classifier;

        [Network(4)] [Dense(8), Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy]
        public sealed partial class Yes;

        [Network(16)] [Dense(64), Relu] [Head("policy")] [Dense(4), Softmax] [CrossEntropy] [Head("value")] [Dense(1), StandardizeTargets] [Huber]
        public sealed partial class Agent;

        [Network(784)] [Dense(128), Relu] [Dense(10)] [MeanSquaredError]
        public sealed partial class Wide;
        """;

    private static readonly HarnessOptions Options = WeightsSample.Project(("/p/xor.weights", WeightsSample.Text));

    [Fact]
    public void A_program_that_calls_every_member_compiles_without_them()
    {
        var calls = Calls(Run(new NetworkGenerator(), IncrementalGeneratorOutputKind.None));
        Assert.InRange(calls.Count, 150, 1000);
        Assert.Empty(Errors(new NetworkGenerator(), IncrementalGeneratorOutputKind.None, calls));
        Assert.Empty(Errors(new NetworkGenerator(), IncrementalGeneratorOutputKind.Implementation, calls));
    }

    [Fact]
    public void Not_one_source_is_missing_without_them() => Assert.Equal(
        Run(new NetworkGenerator(), IncrementalGeneratorOutputKind.None).SyntaxTrees.Select(static tree => tree.FilePath),
        Run(new NetworkGenerator(), IncrementalGeneratorOutputKind.Implementation).SyntaxTrees.Select(static tree => tree.FilePath));

    /// <summary>What the tests above are worth: with its bodies in an implementation output the same program compiles in a build, and not in such an editor.</summary>
    [Fact]
    public void Bodies_in_an_implementation_output_would_be_missed()
    {
        var calls = Calls(Run(new SplitGenerator(), IncrementalGeneratorOutputKind.None));
        Assert.Empty(Errors(new SplitGenerator(), IncrementalGeneratorOutputKind.None, calls));
        Assert.NotEmpty(Errors(new SplitGenerator(), IncrementalGeneratorOutputKind.Implementation, calls));
    }

    private static Compilation Run(IIncrementalGenerator generator, IncrementalGeneratorOutputKind disabled, string calls = "")
    {
        var driver = GeneratorHarness.Driver(Options, generator, new GeneratorDriverOptions(disabled));
        _ = driver.RunGeneratorsAndUpdateCompilation(
            GeneratorHarness.Compile([Source, calls], Options), out var output, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        return output;
    }

    private static IEnumerable<string> Errors(IIncrementalGenerator generator, IncrementalGeneratorOutputKind disabled, List<string> calls) =>
        Run(generator, disabled, $"static class Program\n{{\n    static void Main()\n    {{\n{string.Concat(calls.Select(static call => $"        {call};\n"))}    }}\n}}\n")
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static message => message.Severity == DiagnosticSeverity.Error).Select(static message => message.ToString());

    /// <summary>A statement for every public member of every network and of its trainer.</summary>
    private static List<string> Calls(Compilation compilation)
    {
        var optimizer = compilation.GetTypeByMetadataName("Compiled.Sgd")!;
        var networks = compilation.SyntaxTrees.First().GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>()
            .Select(declaration => (INamedTypeSymbol)compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, TestContext.Current.CancellationToken)!);
        return [.. networks.SelectMany(network => Calls(network, optimizer))];
    }

    private static IEnumerable<string> Calls(INamedTypeSymbol type, INamedTypeSymbol optimizer) => type.GetMembers()
        .Where(static member => member.DeclaredAccessibility == Accessibility.Public)
        .SelectMany(member => member switch
        {
            INamedTypeSymbol { Arity: 0 } nested => Calls(nested, optimizer),
            INamedTypeSymbol nested => Calls(nested.Construct(optimizer), optimizer),
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => [$"_ = new {type.ToDisplayString(Full)}({Arguments(constructor)})"],
            IMethodSymbol { MethodKind: MethodKind.Ordinary, IsGenericMethod: true } method => [Call(method.Construct(optimizer))],
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => [Call(method)],
            IPropertySymbol or IFieldSymbol => [$"_ = {Of(member)}"],
            _ => [],
        });

    private static string Call(IMethodSymbol method) =>
        $"{Of(method)}{(method.IsGenericMethod ? $"<{string.Join(", ", method.TypeArguments.Select(static type => type.ToDisplayString(Full)))}>" : "")}({Arguments(method)})";

    private static string Of(ISymbol member)
    {
        var type = member.ContainingType.ToDisplayString(Full);
        return (member.IsStatic ? type : $"default({type})!") + "." + member.Name;
    }

    private static string Arguments(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(static parameter =>
        parameter.RefKind == RefKind.Out ? "out _" : $"default({parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(Full)})!"));

    /// <summary>The generator as it must not be: what signatures call comes as an implementation output.</summary>
    private sealed class SplitGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var networks = context.CompilationProvider.Select(static (compilation, cancellation) =>
            {
                var driver = GeneratorHarness.Driver(Options).RunGenerators(compilation, cancellation);
                return driver.GetRunResult().GeneratedTrees.ToDictionary(static tree => Path.GetFileName(tree.FilePath), static tree => tree.ToString());
            });
            context.RegisterSourceOutput(networks, static (output, sources) =>
            {
                foreach (var (name, text) in sources)
                    output.AddSource(name, Of(Split(text).Signatures));
            });
            context.RegisterImplementationSourceOutput(networks, static (output, sources) =>
            {
                foreach (var (name, text) in sources)
                    output.AddSource("Bodies of " + name, Of(Split(text).Bodies));
            });
        }

        /// <summary>Types that other files can see, in a namespace of each network's own.</summary>
        private static (string Signatures, string Bodies) Split(string text)
        {
            const string Namespace = "Compiled.Emitted";
            var at = text.IndexOf("namespace " + Namespace, StringComparison.Ordinal);
            if (at < 0)
                return (text, "");
            var own = $"{Namespace}.{text.Split('\n')[1].Trim('/', ' ').Split(':')[0]}Parts";
            return (text[..at].Replace(Namespace, own, StringComparison.Ordinal),
                "#nullable enable\n" + text[at..].Replace(Namespace, own, StringComparison.Ordinal).Replace("    file ", "    internal ", StringComparison.Ordinal));
        }

        private static SourceText Of(string text) => SourceText.From(text, Encoding.UTF8);
    }
}
