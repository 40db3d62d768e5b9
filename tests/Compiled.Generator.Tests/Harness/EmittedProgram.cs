extern alias probe;
extern alias runtime;

using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Harness;

/// <summary>Networks and a main method, on disk, to be run in processes of their own.</summary>
internal sealed class EmittedProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compiled-");

    public EmittedProgram(IEnumerable<Declared> networks, string main, bool optimize = true)
        : this(Build(networks, main, optimize))
    {
    }

    /// <param name="image">The assembly's bytes.</param>
    public EmittedProgram(byte[] image)
    {
        Image = image;
        File.WriteAllBytes(Path.Combine(_folder.FullName, "Program.dll"), Image);
        foreach (var library in new[] { typeof(runtime::Compiled.NetworkAttribute).Assembly, typeof(probe::Compiled.Probe.Exact).Assembly })
            File.Copy(library.Location, Path.Combine(_folder.FullName, Path.GetFileName(library.Location)));
    }

    /// <summary>The assembly's bytes.</summary>
    public byte[] Image { get; }

    /// <summary>Compiles the declarations, with the generator's part, in release mode unless told otherwise.</summary>
    public static byte[] Build(IEnumerable<Declared> networks, string main = "", bool optimize = true)
    {
        var source = "using Compiled;\nusing Compiled.Probe;\n" + main + string.Concat(networks.Select(network => network.Source));
        var compilation = GeneratorHarness.Compile(source);
        compilation = compilation
            .WithOptions(compilation.Options
                .WithOptimizationLevel(optimize ? OptimizationLevel.Release : OptimizationLevel.Debug)
                .WithOutputKind(main.Length == 0 ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication))
            .AddReferences(MetadataReference.CreateFromFile(typeof(probe::Compiled.Probe.Exact).Assembly.Location));
        _ = GeneratorHarness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported, TestContext.Current.CancellationToken);
        Violations.MustBeNone(reported.AddRange(GeneratorHarness.Analyze(output))
            .Where(problem => problem.Severity == DiagnosticSeverity.Error).Select(problem => problem.ToString()));
        return Emit(output);
    }

    /// <summary>
    /// The declarations, with a main method or alone, as text, with the least that the compiler can do: no analyzer, no documentation, no nullable warnings, which together
    /// take more than half of its time.
    /// </summary>
    public static byte[] BuildQuickly(string declarations, string main = "")
    {
        var compilation = GeneratorHarness.Compile((main.Length == 0 ? "using Compiled;\n" : "using Compiled;\nusing Compiled.Probe;\n") + main + declarations, HarnessOptions.Quick);
        compilation = compilation
            .WithOptions(compilation.Options
                .WithOptimizationLevel(OptimizationLevel.Release)
                .WithOutputKind(main.Length == 0 ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication))
            .AddReferences(MetadataReference.CreateFromFile(typeof(probe::Compiled.Probe.Exact).Assembly.Location));
        _ = GeneratorHarness.Driver(HarnessOptions.Quick)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported, TestContext.Current.CancellationToken);
        Violations.MustBeNone(reported.Select(problem => problem.ToString()));
        return Emit(output);
    }

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    /// <summary>Runs it under the given switches of the runtime, with the JIT's listing if they ask for one.</summary>
    public ProgramRun Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var settings = Path.ChangeExtension(typeof(EmittedProgram).Assembly.Location, ".runtimeconfig.json");
        var start = new ProcessStartInfo(host, ["exec", "--runtimeconfig", settings, Path.Combine(_folder.FullName, "Program.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var listing = Path.Combine(_folder.FullName, "jit.txt");
        File.Delete(listing);
        if (environment.Any(static variable => variable.Name.StartsWith("DOTNET_JitDisasm", StringComparison.Ordinal)))
        {
            start.Environment["DOTNET_JitStdOutFile"] = listing;
            // At its end the runtime closes the listing's file while the thread that compiles hot methods again may still print to it, which ends the
            // process with a signal. Without counted calls no method is compiled again, and no other thread compiles.
            start.Environment["DOTNET_TC_CallCounting"] = "0";
        }

        // No core file of a process that faults on purpose.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output, error.Result, File.Exists(listing) ? File.ReadAllText(listing) : "");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>What a process left behind.</summary>
/// <param name="Listing">What the JIT wrote.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Error, string Listing)
{
    public void MustSucceed() => Assert.True(ExitCode == 0, $"The program ended with {ExitCode}:\n{Output}\n{Error}");
}
