using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Harness;

/// <summary>What an editor does with the generator: it keeps the driver and runs it after every key. The first file is the one that is edited.</summary>
internal sealed class Editor
{
    private static readonly GeneratorDriverOptions Driving = new(IncrementalGeneratorOutputKind.None);

    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public Editor(IReadOnlyList<string> sources, NetworkGenerator? generator = null)
    {
        _compilation = GeneratorHarness.Compile(sources);
        _driver = GeneratorHarness.Driver(generator: generator, driving: Driving).RunGenerators(_compilation, TestContext.Current.CancellationToken);
    }

    /// <summary>Milliseconds that the generator itself took for the last edit, as the driver measures it.</summary>
    public double Elapsed => _driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds;

    /// <summary>Types, and waits for the generator.</summary>
    public Editor Type(string source)
    {
        _compilation = EditedRun.Replaced(_compilation, source);
        _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
        return this;
    }

    /// <summary>
    /// The shortest of many times: on a machine that does other work, it alone says what the generator takes. The first ones pay for the compilation of the generator's own code.
    /// </summary>
    /// <param name="runs">How many times are measured.</param>
    /// <param name="run">Milliseconds of a run, which gets its number.</param>
    public static double Fastest(int runs, Func<int, double> run)
    {
        var times = Enumerable.Range(1, runs).Select(run).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shortest {times[0]:f2} ms, median {times[runs / 2]:f2}, longest {times[^1]:f1}"));
        return times[0];
    }
}
