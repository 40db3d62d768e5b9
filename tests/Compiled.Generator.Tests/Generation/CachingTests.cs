using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Generation;

/// <summary>An unrelated edit regenerates nothing: asked of the generator's steps, not of its output.</summary>
public sealed class CachingTests
{
    private const string Source = """
        using Compiled;

        namespace App;

        [Network(4)]
        [Dense(3), Relu]
        [Dense(2), Softmax]
        [CrossEntropy]
        public sealed partial class Net;
        """;

    private static readonly string[] Steps = [TrackingNames.Parse, TrackingNames.Options, TrackingNames.Input];

    [Fact]
    public void The_same_compilation_runs_nothing()
    {
        var reasons = Rerun(compilation => compilation);
        Assert.All(Steps, step => Assert.Equal([IncrementalStepRunReason.Cached], reasons[step]));
        Assert.Equal([IncrementalStepRunReason.Cached], reasons["Output"]);
    }

    [Fact]
    public void A_comment_in_the_declaration_changes_nothing_after_parsing()
    {
        var reasons = Rerun(compilation => Replace(compilation, Source.Replace("[Dense(3)", "/* hidden */ [Dense(3)")));
        Assert.Equal([IncrementalStepRunReason.Unchanged], reasons[TrackingNames.Parse]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons[TrackingNames.Options]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons[TrackingNames.Input]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons["Output"]);
    }

    [Fact]
    public void Names_are_compared_by_their_text()
    {
        var named = Source.Replace("[Dense(3)", "[Features(\"a\", \"b\", \"c\", \"d\")] [Dense(3)");
        var reasons = Rerun(compilation => Replace(compilation, named.Replace("\"a\", ", "\"\\u0061\", /* the first */ ")), named);
        Assert.Equal([IncrementalStepRunReason.Unchanged], reasons[TrackingNames.Parse]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons["Output"]);
        reasons = Rerun(compilation => Replace(compilation, named.Replace("\"a\"", "\"A\"")), named);
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[TrackingNames.Parse]);
    }

    [Fact]
    public void An_unrelated_type_changes_nothing_after_parsing()
    {
        var reasons = Rerun(compilation => compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("class Unrelated;", HarnessOptions.Default.Parse, cancellationToken: TestContext.Current.CancellationToken)));
        Assert.Equal([IncrementalStepRunReason.Unchanged], reasons[TrackingNames.Parse]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons["Output"]);
    }

    [Fact]
    public void A_comment_in_a_wrong_declaration_changes_nothing_after_parsing()
    {
        var wrong = Source.Replace("Dense(3)", "Dense(0)");
        var reasons = Rerun(compilation => Replace(compilation, wrong.Replace("using", "// moved down\nusing")), wrong);
        Assert.Equal([IncrementalStepRunReason.Unchanged], reasons[TrackingNames.Parse]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons["Output"]);
    }

    [Fact]
    public void Blocks_without_Network_are_not_looked_for_where_analyzers_run()
    {
        const string stray = Source + "\n[Dense(1)] class Stray;";
        var with = GeneratorHarness.Run(stray).Run;
        Assert.DoesNotContain(with.TrackedSteps.GetValueOrDefault(TrackingNames.Strays, []), step => step.Outputs.Length > 0);

        var without = GeneratorHarness.Run(stray, HarnessOptions.WithProperties(("RunAnalyzers", "false"))).Run;
        Assert.Single(without.TrackedSteps[TrackingNames.Strays].SelectMany(step => step.Outputs));
    }

    [Fact]
    public void Another_size_regenerates()
    {
        var reasons = Rerun(compilation => Replace(compilation, Source.Replace("Dense(3)", "Dense(5)")));
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[TrackingNames.Parse]);
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[TrackingNames.Input]);
        Assert.Equal([IncrementalStepRunReason.Modified], reasons["Output"]);
    }

    [Fact]
    public void Of_two_networks_only_the_edited_one_regenerates()
    {
        var two = Source + "\n[Network(7)] [Dense(1)] partial class Other;";
        var reasons = Rerun(compilation => Replace(compilation, two.Replace("Network(7)", "Network(8)")), two);
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], reasons[TrackingNames.Parse]);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], reasons["Output"]);
    }

    [Theory]
    [InlineData("Dense(3)", "Dense(3)")]
    [InlineData("Dense(3)", "Dense(0)")]
    public void The_steps_outputs_hold_nothing_of_Roslyn(string part, string replacement)
    {
        var compilation = GeneratorHarness.Compile(
            Source.Replace(part, replacement).Replace("public", "[Budget(MaxParameters = 1000), Classes<E>] public") + "\nenum E { A, B }");
        var run = GeneratorHarness.Run(compilation).Run;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var step in Steps)
        {
            foreach (var (value, _) in run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs))
                AssertFreeOfRoslyn(value, step, seen);
        }

        Assert.True(seen.Count > 20);
    }

    private static Dictionary<string, IncrementalStepRunReason[]> Rerun(Func<CSharpCompilation, CSharpCompilation> edit, string source = Source)
    {
        var compilation = GeneratorHarness.Compile(source);
        var driver = GeneratorHarness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(edit(compilation), TestContext.Current.CancellationToken);
        var run = driver.GetRunResult().Results.Single();
        var reasons = Steps.ToDictionary(step => step, step => Reasons(run.TrackedSteps[step]));
        reasons["Output"] = Reasons(run.TrackedOutputSteps.Values.SelectMany(steps => steps));
        return reasons;
    }

    private static IncrementalStepRunReason[] Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private static CSharpCompilation Replace(CSharpCompilation compilation, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], GeneratorHarness.Compile(source).SyntaxTrees[0]);

    private static void AssertFreeOfRoslyn(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || !seen.Add(value))
            return;
        var type = value.GetType();
        Assert.False(
            type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)),
            $"{path} holds a {type}");
        if (type.IsPrimitive || type.IsEnum)
            return;
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                AssertFreeOfRoslyn(item, path + "[]", seen);
        }

        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            foreach (var field in owner.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
                AssertFreeOfRoslyn(field.GetValue(value), path + "." + field.Name, seen);
        }
    }
}
