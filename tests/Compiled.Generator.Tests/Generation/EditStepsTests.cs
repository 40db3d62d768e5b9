using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Weights;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;
using Reason = Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Compiled.Generator.Tests.Generation;

/// <summary>Which parts of a network's file an edit writes again: signatures, layout and bodies are steps of their own, and no name reaches the bodies.</summary>
public sealed class EditStepsTests
{
    private const string Source = """
        using Compiled;

        namespace App;

        public enum Mood { Bad, Good }

        [Network(4)]
        [L2(0.01f)]
        [Features("a", "b", "c", "d")]
        [Dense(8, Name = "trunk"), Tanh]
        [LayerNorm(Epsilon = 1e-5f)]
        [Head("policy")]
        [Dense(3), Softmax]
        [CrossEntropy]
        [Head("value", Weight = 2)]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class Net;
        """;

    private const string Classifier = """
        using Compiled;

        namespace App;

        public enum Mood { Bad, Good }

        [Network(4)]
        [Dense(2), Softmax]
        [CrossEntropy]
        [Classes<Mood>]
        public sealed partial class Net;
        """;

    /// <summary>An edit, and why signatures, layout, bodies and the source ran.</summary>
    public static TheoryData<string, string, string, Reason[]> Edits => new()
    {
        { "a comment", "[Dense(8", "/* hidden */ [Dense(8", [Cached, Cached, Cached, Cached] },
        { "accessibility", "public sealed partial", "internal partial", [Cached, Cached, Cached, Cached] },
        { "another class name", "class Net", "class Other", [Modified, Modified, Cached, Modified] },
        { "another namespace", "namespace App", "namespace Elsewhere", [Modified, Modified, Cached, Modified] },
        { "around it another class", "public sealed partial class Net;", "partial class Outer { public sealed partial class Net; }", [Modified, Modified, Cached, Modified] },
        { "another head name", "\"policy\"", "\"actor\"", [Modified, Modified, Cached, Modified] },
        { "another block name", "\"trunk\"", "\"body\"", [Modified, Modified, Cached, Modified] },
        { "another feature", "\"a\"", "\"A\"", [Unchanged, Modified, Cached, Modified] },
        { "another penalty", "0.01f", "0.02f", [Unchanged, Modified, Cached, Modified] },
        { "another initialiser", "[Dense(8,", "[Dense(8, Initializer = Initializer.LeCunNormal,", [Unchanged, Modified, Cached, Modified] },
        { "another epsilon", "1e-5f", "1e-6f", [Unchanged, Modified, Modified, Modified] },
        { "another activation", "Tanh]", "Sigmoid]", [Modified, Modified, Modified, Modified] },
        { "another width", "[Dense(8", "[Dense(9", [Modified, Modified, Modified, Modified] },
        { "another weight of a head", "Weight = 2", "Weight = 3", [Modified, Modified, Modified, Modified] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_writes_what_it_changes(string edit, string from, string to, Reason[] expected)
    {
        Assert.Contains(from, Source);
        AssertRan(expected, EditedRun.Of(Source, Source.Replace(from, to, StringComparison.Ordinal)), edit);
    }

    [Theory]
    [InlineData("Bad, Good", "Poor, Good", new[] { Unchanged, Modified, Cached, Modified })]
    [InlineData("Mood", "Temper", new[] { Modified, Unchanged, Cached, Modified })]
    [InlineData("[Classes<Mood>]\n", "", new[] { Modified, Modified, Cached, Modified })]
    public void Classes_are_no_matter_of_the_bodies(string from, string to, Reason[] expected)
    {
        var source = Classifier.ReplaceLineEndings("\n");
        Assert.Contains(from, source);
        AssertRan(expected, EditedRun.Of(source, source.Replace(from, to, StringComparison.Ordinal)), to);
    }

    [Fact]
    public void Another_file_of_weights_writes_its_data_alone()
    {
        var options = WeightsSample.Project(("/p/xor.weights", WeightsSample.Text), ("/p/other.weights", WeightsSample.Text));
        var run = EditedRun.Of(WeightsSample.Source, WeightsSample.Source.Replace("xor.weights", "other.weights", StringComparison.Ordinal), options);
        Assert.Equal([Modified], run.Reasons(TrackingNames.Spec));
        Assert.Equal([Unchanged], run.Reasons(TrackingNames.Signatures));
        Assert.Equal([Unchanged], run.Reasons(TrackingNames.Layout));
        Assert.Equal([Cached], run.Reasons(TrackingNames.Bodies));
        Assert.Equal([Unchanged], run.Reasons(TrackingNames.File));
        Assert.Equal([Modified], run.Reasons(TrackingNames.Data));
        Assert.Equal([Modified, Cached], run.Outputs.Order());
    }

    [Fact]
    public void An_error_and_its_mending_write_all_of_the_network()
    {
        var wrong = Source.Replace("[Dense(8", "[Dense(-8", StringComparison.Ordinal);
        Assert.Equal([New], EditedRun.Of(wrong, Source).Reasons(TrackingNames.Bodies));
        Assert.Equal([New], EditedRun.Of(Source, wrong).Reasons(TrackingNames.Unusable));
    }

    private static void AssertRan(Reason[] expected, EditedRun run, string edit) =>
        Assert.Equal(
            (edit, expected[0], expected[1], expected[2], expected[3]),
            (edit, run.Reasons(TrackingNames.Signatures).Single(), run.Reasons(TrackingNames.Layout).Single(), run.Reasons(TrackingNames.Bodies).Single(), run.Outputs.Single()));
}
