using System.Globalization;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Generation;

/// <summary>
/// The generator keeps up with typing: 50 ms for a network, 5 ms for a comment. Runs alone, and asks for the shortest of many times: it measures.
/// </summary>
[Collection(nameof(Alone))]
public sealed class EditorTests
{
    private const double MostOfNetwork = 50;
    private const double MostOfComment = 5;
    private const int Runs = 40;

    /// <summary>The networks of the benchmarks; of each, one width is edited.</summary>
    public static TheoryData<string, string> Networks => new()
    {
        { "T1", "[Network(4)] [Dense({0}), Tanh] [Dense(3)] [MeanSquaredError]" },
        { "T2", "[Network(2)] [Dense(16), Tanh] [Dense({0}), Tanh] [Dense(1)] [MeanSquaredError]" },
        { "T3", "[Network(16)] [Dense(64), Relu] [Dense({0}), Relu] [Dense(4)] [MeanSquaredError]" },
        { "T4", "[Network(64)] [Dense(128), Relu] [Dense({0}), Relu] [Dense(10)] [MeanSquaredError]" },
        { "T5", "[Network(784)] [Dense({0}), Relu] [Dense(10)] [MeanSquaredError]" },
        { "T6", "[Network(32)] [Dense(256), Tanh] [Dense({0}), Tanh] [Dense(8)] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_is_written_in_milliseconds(string name, string blocks)
    {
        // As they are measured: T1 has 8 units there, T2 16, and so on.
        var width = name switch { "T1" => 8, "T2" => 16, "T3" => 64, "T6" => 256, _ => 128 };
        var source = Declaration(name, blocks, width);
        AssertWithin(MostOfNetwork, Editor.Fastest(Runs, _ => new Editor([source]).Elapsed));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_changed_width_is_written_anew_in_milliseconds(string name, string blocks)
    {
        var editor = new Editor([Declaration(name, blocks, 8)]);
        AssertWithin(MostOfNetwork, Editor.Fastest(Runs, edit => editor.Type(Declaration(name, blocks, 8 + edit % 24)).Elapsed));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_comment_costs_next_to_nothing(string name, string blocks)
    {
        var source = Declaration(name, blocks, 16);
        var editor = new Editor([source]);
        AssertWithin(MostOfComment, Editor.Fastest(Runs, edit => editor.Type($"// {edit.ToString(CultureInfo.InvariantCulture)}\n" + source).Elapsed));
    }

    [Fact]
    public void Of_a_hundred_networks_an_edit_writes_one()
    {
        var files = Hundred();
        var run = EditedRun.Of(
            files, compilation => EditedRun.Replaced(compilation, files[0].Replace("Network(4)", "Network(5)", StringComparison.Ordinal)), static driver => driver);
        foreach (var step in new[] { TrackingNames.Signatures, TrackingNames.Layout, TrackingNames.Bodies })
            AssertOne(IncrementalStepRunReason.Modified, run.Reasons(step), IncrementalStepRunReason.Cached);
        AssertOne(IncrementalStepRunReason.Modified, run.Reasons(TrackingNames.File), IncrementalStepRunReason.Unchanged);
        AssertOne(IncrementalStepRunReason.Modified, run.Outputs, IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_hundred_networks_take_no_more_than_a_hundred_times_one()
    {
        var files = Hundred();
        AssertWithin(100 * MostOfNetwork, Editor.Fastest(5, _ => new Editor(files).Elapsed));
        var editor = new Editor(files);
        // The compiler has every network read again after every edit, whatever it is.
        AssertWithin(
            MostOfNetwork + 100 * MostOfComment,
            Editor.Fastest(Runs, edit => editor.Type(files[0].Replace("Network(4)", $"Network({4 + edit % 9})", StringComparison.Ordinal)).Elapsed));
        AssertWithin(100 * MostOfComment, Editor.Fastest(Runs, edit => editor.Type($"// {edit.ToString(CultureInfo.InvariantCulture)}\n{files[0]}").Elapsed));
    }

    private static List<string> Hundred() =>
        [.. Enumerable.Range(0, 100).Select(static number => Declaration($"Net{number}", "[Network(4)] [Dense({0}), Relu] [Dense(2)] [MeanSquaredError]", 3 + number % 9))];

    private static string Declaration(string name, string blocks, int width) =>
        $"using Compiled;\n\n{string.Format(CultureInfo.InvariantCulture, blocks, width)}\npublic sealed partial class {name};\n";

    private static void AssertWithin(double most, double milliseconds) => Assert.True(milliseconds < most, $"{milliseconds} ms, not {most}");

    private static void AssertOne(IncrementalStepRunReason one, IncrementalStepRunReason[] reasons, IncrementalStepRunReason others)
    {
        var counts = reasons.CountBy(static reason => reason).ToDictionary();
        Assert.Equal(new() { [one] = 1, [others] = 99 }, counts);
    }
}
