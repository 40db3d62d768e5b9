using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Generation;

/// <summary>
/// Every name that emitted code uses, declared by the user in each place where it could hide the one that is meant: an error of ours, or it compiles.
/// Some of the names in every run; all of them with <c>COMPILED_MUTANTS</c>.
/// </summary>
[Trait("Speed", "slow")]
public sealed class EmittedNameTests
{
    private const string Network = "[Network(2)] [Standardize] [Dense(20), BatchNorm, Relu, Dropout(0.5)] [Dense(2), Softmax] [CrossEntropy]";

    /// <summary>One of so many names is tried in every run.</summary>
    private const int Stride = 11;

    /// <summary>A network, and what declares a name at NAMES.</summary>
    public static TheoryData<string, string> Places => new()
    {
        { "namespace Models { NETWORK partial class Net; } NAMES", "class NAME;" },
        { "namespace Models { NETWORK partial class Net; NAMES }", "struct NAME;" },
        { "namespace Models { NETWORK partial class Net; NAMES }", "namespace NAME { class Any; }" },
        { "namespace Company { namespace Models { NETWORK partial class Net; } NAMES }", "class NAME;" },
        { "namespace Models { NETWORK partial class Net : Base; class Base { NAMES } }", "public class NAME;" },
        { "namespace Models { NETWORK partial class Net : Base; class Base { NAMES } }", "protected static int NAME;" },
        { "namespace Models { NETWORK partial class Net : Base; class Base { NAMES } }", "protected static int NAME(int own) => own;" },
        { "namespace Models { partial class Outer { NETWORK partial class Net; NAMES } }", "class NAME;" },
        { "namespace Models { partial class Outer { NETWORK partial class Net; NAMES } }", "static int NAME;" },
        { "namespace Models { NETWORK partial class Net; } namespace Compiled { NAMES }", "class NAME;" },
        { "namespace Models { NETWORK partial class Net; } namespace Compiled.Runtime { NAMES }", "class NAME;" },
        { "namespace Models { NETWORK partial class Net; } namespace System { NAMES }", "class NAME;" },
        { "namespace Models { NETWORK partial class Net { NAMES } }", "class NAME;" },
        { "namespace Models { NETWORK partial class Net { NAMES } }", "static int NAME;" },
        { "namespace Models { NETWORK partial class Net { NAMES } }", "static int NAME() => 0;" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_name_that_emitted_code_uses_may_be_declared(string template, string declaration)
    {
        var names = Names();
        Assert.True(names.Count > 200, $"only {names.Count} names: the emitted code uses more");
        Assert.Contains("nint", names);
        var isLong = Environment.GetEnvironmentVariable(MutantTests.Switch) is not null;
        List<string> allowed = [], fallen = [];
        Sort(isLong ? names : [.. names.Where((_, index) => index % Stride == declaration.Length % Stride)]);
        Assert.True(allowed.Count > names.Count / Stride / 8, $"only {allowed.Count} names were allowed: the test says too little");
        Emit(allowed);
        Assert.True(fallen.Count == 0, $"With {fallen.Count} names the emitted code does not compile:\n{string.Join("\n", fallen)}");

        // What C# or the parser refuses says nothing about the others: it is looked for in halves.
        void Sort(List<string> some)
        {
            var compilation = Compile(some);
            var isAllowed = !compilation.GetDiagnostics(TestContext.Current.CancellationToken).Any(static message => message.Severity == DiagnosticSeverity.Error);
            if (isAllowed)
            {
                var network = compilation.GetSymbolsWithName("Net", SymbolFilter.Type).OfType<INamedTypeSymbol>()
                    .Single(static type => type.GetAttributes().Any(static attribute => attribute.AttributeClass!.Name == "NetworkAttribute"));
                var read = NetworkPipeline.Read(network, new SourceMap(network), TestContext.Current.CancellationToken);
                Assert.DoesNotContain(read.Problems, static problem => problem.Id == ProblemIds.InternalError);
                isAllowed = !read.IsRejected && !read.Errors.Any();
            }

            if (isAllowed)
                allowed.AddRange(some);
            else if (some.Count > 1)
                Halve(some, Sort);
        }

        void Emit(List<string> some)
        {
            var result = GeneratorHarness.Run(Compile(some), HarnessOptions.Quick);
            if (result is { HasErrors: false, CompilerErrors.Count: 0 })
                return;
            if (some.Count > 1)
                Halve(some, Emit);
            else
                fallen.Add($"{some[0]}: {string.Join("; ", result.CompilerErrors.Take(2))}");
        }

        CSharpCompilation Compile(List<string> some)
        {
            var declared = string.Join(' ', some.Select(name => declaration.Replace("NAME", "@" + name, StringComparison.Ordinal)));
            return GeneratorHarness.Compile(
                "using Compiled; " + template.Replace("NETWORK", Network, StringComparison.Ordinal).Replace("NAMES", declared, StringComparison.Ordinal), HarnessOptions.Quick);
        }
    }

    private static void Halve(List<string> names, Action<List<string>> judge)
    {
        judge(names[..(names.Count / 2)]);
        judge(names[(names.Count / 2)..]);
    }

    /// <summary>All identifiers of an emitted file.</summary>
    private static List<string> Names()
    {
        var source = GeneratorHarness.Run($"using Compiled; namespace Models {{ {Network} partial class Net; }}").Source;
        string[] discards = ["_"];
        return [.. CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens()
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText).Concat(discards)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
