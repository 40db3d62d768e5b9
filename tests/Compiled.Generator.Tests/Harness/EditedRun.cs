using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Harness;

/// <summary>The generator's second run, after an edit: why each of its steps ran.</summary>
internal sealed class EditedRun
{
    private readonly GeneratorRunResult _run;

    private EditedRun(GeneratorRunResult run) => _run = run;

    /// <summary>What the editor shows is replaced.</summary>
    public static EditedRun Of(string source, string edited, HarnessOptions? options = null) =>
        Of(source, compilation => Replaced(compilation, edited, options), options);

    public static EditedRun Of(string source, Func<CSharpCompilation, CSharpCompilation> edit, HarnessOptions? options = null) =>
        Of([source], edit, static driver => driver, options);

    /// <param name="sources">The files before the edit.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="change">What else changes: additional files.</param>
    /// <param name="options">The project.</param>
    public static EditedRun Of(
        IReadOnlyList<string> sources, Func<CSharpCompilation, CSharpCompilation> edit, Func<GeneratorDriver, GeneratorDriver> change, HarnessOptions? options = null)
    {
        var compilation = GeneratorHarness.Compile(sources, options);
        var driver = GeneratorHarness.Driver(options).RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = change(driver).RunGenerators(edit(compilation), TestContext.Current.CancellationToken);
        var run = driver.GetRunResult().Results.Single();
        Assert.Null(run.Exception);
        return new EditedRun(run);
    }

    /// <summary>The compilation with another first file.</summary>
    public static CSharpCompilation Replaced(CSharpCompilation compilation, string source, HarnessOptions? options = null) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], GeneratorHarness.Compile(source, options).SyntaxTrees[0]);

    /// <summary>A step's reasons, network by network; none where it never ran.</summary>
    public IncrementalStepRunReason[] Reasons(string step) => _run.TrackedSteps.TryGetValue(step, out var steps) ? Reasons(steps) : [];

    /// <summary>The reasons of the outputs, source by source.</summary>
    public IncrementalStepRunReason[] Outputs => Reasons(_run.TrackedOutputSteps.Values.SelectMany(static steps => steps));

    private static IncrementalStepRunReason[] Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) =>
        [.. steps.SelectMany(static step => step.Outputs).Select(static output => output.Reason)];
}
