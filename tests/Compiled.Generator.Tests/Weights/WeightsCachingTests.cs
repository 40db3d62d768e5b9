using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Weights;

/// <summary>An unrelated edit regenerates nothing, another file of weights only what is made of it: asked of the generator's steps.</summary>
public sealed class WeightsCachingTests
{
    private const string Two = WeightsSample.Source + "\n[Network(2)] [Dense(2), Relu] [Dense(1)] [Weights(\"other.weights\")] partial class Other;\n[Network(3)] [Dense(1)] partial class Without;";

    private static readonly IncrementalStepRunReason[] AllCached = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached];

    private static readonly FixedText First = new("/p/xor.weights", WeightsSample.Text);
    private static readonly FixedText Second = new("/p/other.weights", WeightsSample.Text);

    [Fact]
    public void An_unrelated_type_reads_no_file_and_writes_nothing()
    {
        var steps = Rerun(driver => driver, compilation =>
            compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", HarnessOptions.Default.Parse, cancellationToken: TestContext.Current.CancellationToken)));
        Assert.All(Reasons(steps, TrackingNames.Check), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(Outputs(steps), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(5, Outputs(steps).Length);
    }

    [Fact]
    public void A_file_that_is_not_of_weights_changes_nothing()
    {
        var steps = Rerun(driver => driver.AddAdditionalTexts([new FixedText("/p/readme.txt", "text")]));
        Assert.All(Outputs(steps), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void The_same_text_read_anew_changes_nothing()
    {
        var steps = Rerun(driver => driver.ReplaceAdditionalText(First, new FixedText(First.Path, WeightsSample.Text)));
        Assert.All(Outputs(steps), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Other_numbers_write_the_data_of_that_network_alone()
    {
        var steps = Rerun(driver => driver.ReplaceAdditionalText(First, new FixedText(First.Path, Numbers(2))));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged], Reasons(steps, TrackingNames.Check));
        Assert.Equal(AllCached, Reasons(steps, TrackingNames.File));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Data));
        Assert.Single(Outputs(steps), IncrementalStepRunReason.Modified);
        Assert.Equal(4, Outputs(steps).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_file_that_is_gone_makes_an_error_of_that_network_alone()
    {
        var steps = Rerun(driver => driver.RemoveAdditionalTexts([First]));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged], Reasons(steps, TrackingNames.Check));
        Assert.Equal([IncrementalStepRunReason.New], Reasons(steps, TrackingNames.Unusable));
        Assert.Equal([IncrementalStepRunReason.Removed, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Bodies));
    }

    private static string Numbers(float first) => WeightsSample.Of(
        ["[Network(inputs: 2)]", "[Dense(2), Relu]", "[Dense(1)]"], ["0.weight [2, 2]", "0.bias [2]", "2.weight [1, 2]", "2.bias [1]"], [first, 1, 1, 1, 0, -1, 1, -2, 0]);

    private static GeneratorRunResult Rerun(Func<GeneratorDriver, GeneratorDriver> change, Func<CSharpCompilation, CSharpCompilation>? edit = null)
    {
        var compilation = GeneratorHarness.Compile(Two);
        var driver = GeneratorHarness.Driver(new HarnessOptions { Texts = [First, Second] }).RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = change(driver).RunGenerators(edit is null ? compilation : edit(compilation), TestContext.Current.CancellationToken);
        return driver.GetRunResult().Results.Single();
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult run, string step) =>
        [.. run.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason)];

    private static IncrementalStepRunReason[] Outputs(GeneratorRunResult run) =>
        [.. run.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(output => output.Reason)];
}
