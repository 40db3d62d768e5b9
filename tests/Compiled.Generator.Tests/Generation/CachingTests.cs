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

    /// <summary>What every network goes through; one with errors then goes to one step, the others to several.</summary>
    private static readonly string[] Common = [TrackingNames.Parse, TrackingNames.Check, TrackingNames.Network];

    private static readonly string[] Usable =
        [TrackingNames.Spec, TrackingNames.Signatures, TrackingNames.Layout, TrackingNames.Nameless, TrackingNames.Bodies, TrackingNames.File];

    [Fact]
    public void The_same_compilation_runs_nothing()
    {
        var run = EditedRun.Of(Source, static compilation => compilation);
        Assert.All(Common.Concat(Usable), step => Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(step)));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Outputs);
    }

    [Fact]
    public void A_comment_in_the_declaration_changes_nothing_after_parsing()
    {
        var run = EditedRun.Of(Source, Source.Replace("[Dense(3)", "/* hidden */ [Dense(3)"));
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(TrackingNames.Parse));
        Assert.All(Common.Skip(1).Concat(Usable), step => Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(step)));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Outputs);
    }

    [Fact]
    public void Names_are_compared_by_their_text()
    {
        var named = Source.Replace("[Dense(3)", "[Features(\"a\", \"b\", \"c\", \"d\")] [Dense(3)");
        var run = EditedRun.Of(named, named.Replace("\"a\", ", "\"\\u0061\", /* the first */ "));
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(TrackingNames.Parse));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Outputs);
        run = EditedRun.Of(named, named.Replace("\"a\"", "\"A\""));
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(TrackingNames.Parse));
    }

    [Fact]
    public void An_unrelated_type_changes_nothing_after_parsing()
    {
        var run = EditedRun.Of(Source, static compilation => compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("class Unrelated;", HarnessOptions.Default.Parse, cancellationToken: TestContext.Current.CancellationToken)));
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(TrackingNames.Parse));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Outputs);
    }

    [Fact]
    public void A_comment_in_a_wrong_declaration_changes_nothing_after_parsing()
    {
        var wrong = Source.Replace("Dense(3)", "Dense(0)");
        var run = EditedRun.Of(wrong, wrong.Replace("using", "// moved down\nusing"));
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(TrackingNames.Parse));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(TrackingNames.Options));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(TrackingNames.Unusable));
        Assert.All(Usable, step => Assert.Empty(run.Reasons(step)));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Outputs);
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
        var run = EditedRun.Of(Source, Source.Replace("Dense(3)", "Dense(5)"));
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(TrackingNames.Parse));
        Assert.All(Usable, step => Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(step)));
        Assert.Equal([IncrementalStepRunReason.Modified], run.Outputs);
    }

    [Fact]
    public void Of_two_networks_only_the_edited_one_regenerates()
    {
        var two = Source + "\n[Network(7)] [Dense(1)] partial class Other;";
        var run = EditedRun.Of(two, two.Replace("Network(7)", "Network(8)"));
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], run.Reasons(TrackingNames.Parse));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], run.Outputs);
    }

    [Theory]
    [InlineData("Dense(3)", "Dense(3)")]
    [InlineData("Dense(3)", "Dense(0)")]
    public void The_steps_outputs_hold_nothing_of_Roslyn(string part, string replacement)
    {
        var compilation = GeneratorHarness.Compile(
            Source.Replace(part, replacement).Replace("public", "[Budget(MaxParameters = 1000), Classes<E>] public") + "\npublic enum E { A, B }");
        var run = GeneratorHarness.Run(compilation).Run;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var steps = Common.Concat(part == replacement ? Usable : [TrackingNames.Options, TrackingNames.Unusable]).ToList();
        foreach (var step in steps)
        {
            foreach (var (value, _) in run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs))
                AssertFreeOfRoslyn(value, step, seen);
        }

        Assert.True(seen.Count > 20);
    }

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
