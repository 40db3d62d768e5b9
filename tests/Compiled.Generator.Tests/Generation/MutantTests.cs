using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Generation;

/// <summary>
/// Declarations among types whose names emitted code needs for something else: each gives an error of ours or compiles. 500 of them in every run;
/// <c>COMPILED_MUTANTS=20000</c> asks for more.
/// </summary>
[Trait("Speed", "slow")]
public sealed class MutantTests
{
    /// <summary>How many mutants a run has.</summary>
    internal const string Switch = "COMPILED_MUTANTS";
    private const int Few = 500;

    [Fact]
    public void A_mutant_among_strange_neighbours_gives_an_error_of_ours_or_compiles()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable(Switch), out var asked) ? asked : Few;
        var mutator = new DeclarationMutator(20);
        var fallen = new List<string>();
        var judged = 0;
        for (var i = 0; i < count; i++)
        {
            var source = mutator.NextAmongNeighbours();
            var compilation = GeneratorHarness.Compile(source, HarnessOptions.Quick);
            // What C# rejects by itself says nothing about the generator.
            if (compilation.GetDiagnostics(TestContext.Current.CancellationToken).Any(message => message.Severity == DiagnosticSeverity.Error))
                continue;
            judged++;
            var result = GeneratorHarness.Run(compilation, HarnessOptions.Quick);
            if (result.Ids.Contains("CMP0099") || (!result.HasErrors && result.CompilerErrors.Count > 0))
                fallen.Add($"{string.Join("; ", result.CompilerErrors.Take(2))}\nfor:\n{source}");
        }

        Assert.True(fallen.Count == 0, $"{fallen.Count} of {judged} fell:\n{string.Join("\n\n", fallen.Take(10))}");
        Assert.True(judged > count / 8, $"only {judged} of {count} mutants were C#: the mutator finds too little");
    }
}
