using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Harness;

/// <summary>What a build of a declaration gives.</summary>
/// <param name="Problems">The diagnostics of the analyzer and of the generator, in source order.</param>
/// <param name="Sources">The emitted files: hint name to text.</param>
/// <param name="Output">The compilation with the emitted files in it.</param>
/// <param name="Run">The generator's own account.</param>
internal sealed record HarnessResult(
    ImmutableArray<Diagnostic> Problems,
    IReadOnlyDictionary<string, string> Sources,
    Compilation Output,
    GeneratorRunResult Run)
{
    /// <summary>The one emitted file.</summary>
    public string Source => Assert.Single(Sources).Value;

    public IEnumerable<string> Ids => Problems.Select(problem => problem.Id);

    public bool HasErrors => Problems.Any(problem => problem.Severity == DiagnosticSeverity.Error);

    /// <summary>
    /// What C# itself says about the user's and the emitted code together: errors and warnings. The user's code is allowed to lack docs.
    /// </summary>
    public IReadOnlyList<Diagnostic> CompilerMessages =>
    [
        .. Output.GetDiagnostics().Where(message => message.Severity >= DiagnosticSeverity.Warning
            && (message.Id != "CS1591" || message.Location.SourceTree?.FilePath != GeneratorHarness.UserFile)),
    ];

    public IReadOnlyList<Diagnostic> CompilerErrors => [.. CompilerMessages.Where(message => message.Severity == DiagnosticSeverity.Error)];
}
