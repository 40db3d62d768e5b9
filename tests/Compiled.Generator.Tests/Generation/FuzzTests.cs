using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Generation;

/// <summary>Wrong declarations by the hundred: the generator never throws, and what it lets pass compiles.</summary>
[Trait("Speed", "slow")]
public sealed class FuzzTests
{
    private const int LargestSource = 1 << 20;

    /// <summary>A hundred times what any of them takes: it finds a generator that hangs, however busy the machine is.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_mutated_declaration_gives_a_worded_error_or_compiles(int seed)
    {
        // The first run compiles the compiler, and its time says nothing.
        GeneratorHarness.Run("using Compiled; [Network(1)] [Dense(1)] partial class Net;");
        var mutator = new DeclarationMutator(seed);
        var judged = 0;
        for (var i = 0; i < 100; i++)
            judged += Check(mutator.Next()) ? 1 : 0;
        Assert.True(judged > 20, $"only {judged} of 100 mutations were C#: the mutator finds too little");
    }

    /// <summary>Whether the source was C# at all, so that what it gives could be judged.</summary>
    private static bool Check(string source)
    {
        var compilation = GeneratorHarness.Compile(source);
        // The harness itself rejects exceptions of the generator and of the analyzer.
        var result = GeneratorHarness.Run(compilation);
        var time = Patience.Fastest(LongestRun, () => GeneratorHarness.Run(compilation));
        Assert.True(time < LongestRun, $"{time} of processor time for:\n{source}");
        Assert.DoesNotContain("CMP0099", result.Ids);
        Assert.All(result.Sources.Values, text => Assert.True(text.Length < LargestSource, $"{text.Length} characters for:\n{source}"));
        var again = GeneratorHarness.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.Equal(result.Sources.Values, again.GeneratedSources.Select(generated => generated.SourceText.ToString()));

        // What C# rejects by itself says nothing about the generator.
        if (compilation.GetDiagnostics().Any(message => message.Severity == DiagnosticSeverity.Error))
            return false;
        if (result.HasErrors)
            return true;
        var messages = result.CompilerMessages
            .Where(message => message.Severity == DiagnosticSeverity.Error || message.Location.SourceTree?.FilePath != GeneratorHarness.UserFile);
        Assert.True(!messages.Any(), $"{string.Join("\n", messages)}\nfor:\n{source}");
        return true;
    }
}
