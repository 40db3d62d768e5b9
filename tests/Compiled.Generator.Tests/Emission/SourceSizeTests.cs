using System.Diagnostics;
using System.Globalization;
using Compiled.Generator.Emission;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>What one network costs the compiler: the size of its source, and the time to plan, write and compile it.</summary>
[Collection(nameof(Alone))]
public sealed class SourceSizeTests
{
    /// <summary>Bytes of emitted source of one network.</summary>
    private const int MostBytes = 250_000;

    /// <summary>Bytes that one dense block adds to a deep network, whose source may outgrow the figure above (docs/limits.md).</summary>
    private const int MostBytesPerBlock = 19_000;

    /// <summary>Five times the aim of 50 ms: a machine that is busy with something else must not fail the build.</summary>
    private const double MostMilliseconds = 250;

    public static TheoryData<string> Names => new(Shapes.All.Select(shape => shape.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_source_is_small_and_written_fast(string name)
    {
        var shape = Shapes.All.Single(shape => shape.Name == name);
        var source = NetworkEmitter.Emit(shape.Spec);
        var fastest = double.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = NetworkEmitter.Emit(shape.Spec);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape}: {source.Length:N0} bytes in {fastest:0.0} ms"));
        Assert.InRange(source.Length, 1_000, Math.Max(MostBytes, MostBytesPerBlock * shape.Spec.DenseBlocks.Count()));
        Assert.InRange(fastest, 0, MostMilliseconds);
    }

    [Fact]
    public void A_block_of_4096_by_4096_compiles_in_seconds()
    {
        var start = Stopwatch.GetTimestamp();
        _ = EmittedProgram.Build([new Declared("Square", 4096, [4096])]);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
    }

    [Fact]
    public void The_spec_of_the_tests_is_the_parsers()
    {
        // The tests plan and emit from specs of their own; they must be what a declaration gives.
        foreach (var shape in Shapes.All)
        {
            var emitted = GeneratorHarness.Run("using Compiled;\n" + shape.Source).Source;
            Assert.Equal(Ignoring(emitted, "Initializer."), Ignoring(NetworkEmitter.Emit(shape.Spec), "Initializer."));
        }

        static IEnumerable<string> Ignoring(string source, string word) =>
            source.Split('\n').Where(line => !line.Contains(word, StringComparison.Ordinal));
    }
}
