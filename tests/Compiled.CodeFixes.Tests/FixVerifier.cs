extern alias runtime;

using Compiled.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Compiled.CodeFixes.Tests;

/// <summary>A code fix as an editor applies it: once, and to every such diagnostic of the file, the project and the solution.</summary>
internal static class FixVerifier
{
    private const string Usings = "using Compiled;\n\n";

    /// <summary>The framework that runs the tests, and Compiled.</summary>
    private static readonly MetadataReference[] References = FindReferences();

    /// <param name="before">The source, with <c>{|CMP0034:…|}</c> around what the diagnostic is reported at. It gets <c>using Compiled;</c> where it has none.</param>
    /// <param name="after">What the fix makes of it: free of diagnostics of ours.</param>
    /// <param name="compiler">Whether C#'s own errors are what the fix mends.</param>
    public static Task CheckAsync<TFix>(string before, string after, bool compiler = false)
        where TFix : CodeFixProvider, new() =>
        CheckAsync<TFix>([before], [after], compiler);

    /// <summary>The same of several files.</summary>
    public static async Task CheckAsync<TFix>(string[] before, string[] after, bool compiler = false)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<NetworkAnalyzer, TFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            // Without the generator, what it writes is missing.
            CompilerDiagnostics = compiler ? CompilerDiagnostics.Errors : CompilerDiagnostics.None,
        };
        test.TestState.AdditionalReferences.AddRange(References);
        foreach (var source in before)
            test.TestState.Sources.Add(Complete(source));
        foreach (var source in after)
            test.FixedState.Sources.Add(Complete(source));
        await test.RunAsync(TestContext.Current.CancellationToken);
        if (!before.SequenceEqual(after))
            Assert.Equal([], CompilerErrors.New(before.Select(Complete), after.Select(Complete), References));
    }

    private static string Complete(string source) => source.Contains(Usings.TrimEnd(), StringComparison.Ordinal) ? source : Usings + source;

    private static MetadataReference[] FindReferences()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            .. trusted.Where(path => Path.GetDirectoryName(path) == framework).Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(runtime::Compiled.NetworkAttribute).Assembly.Location),
        ];
    }
}
