using System.Globalization;
using Compiled.Generator.Emission;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Planning;
using CsCheck;

namespace Compiled.Generator.Tests.Emission;

/// <summary>What one network costs the compiler: the size of its source, and the time to plan, write and compile it.</summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed class SourceSizeTests
{
    /// <summary>Bytes of emitted source of one network of up to so many dense blocks, whatever their sizes.</summary>
    private const int MostBytes = 250 * 1024;

    private const int MostBlocks = 32;

    /// <summary>Bytes that each dense block beyond adds (docs/limits.md).</summary>
    private const int MostBytesPerBlock = 4_700;

    /// <summary>Five times the aim of 50 ms, in processor time: cores that share caches and execution units are slower at times.</summary>
    private const double MostMilliseconds = 250;

    public static TheoryData<string> Names => new(Shapes.All.Select(shape => shape.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_source_is_small_and_written_fast(string name)
    {
        var shape = Shapes.All.Single(shape => shape.Name == name);
        var source = NetworkPipeline.Emit(shape.Spec);
        var fastest = Patience.Fastest(TimeSpan.FromMilliseconds(MostMilliseconds), () => NetworkPipeline.Emit(shape.Spec)).TotalMilliseconds;

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape}: {source.Length:N0} bytes in {fastest:0.0} ms"));
        Assert.InRange(source.Length, 1_000, MostBytes + MostBytesPerBlock * Math.Max(0, shape.Spec.DenseBlocks.Count() - MostBlocks));
        Assert.InRange(fastest, 0, MostMilliseconds);
    }

    [Fact]
    public void The_source_of_any_32_blocks_is_small() => (
        from largest in SpecGen.OneOf(5, 20, 40, 130, 300, 1000, 2500)
        from count in Gen.Int[1, MostBlocks]
        from inputs in Gen.Int[1, largest]
        from units in Gen.Int[1, largest].Array[count]
        from hidden in SpecGen.OneOf("Relu", "Tanh", "Sigmoid", "LeakyRelu", "")
        from hasBias in Gen.Bool
        select new Declared("Network", inputs, units, hidden, HasBias: hasBias)).Sample(
            shape => NetworkPipeline.Emit(shape.Spec).Length <= MostBytes, iter: 100, print: shape => $"{shape.Hidden} {shape.Inputs}-{string.Join('-', shape.Units)}");

    /// <summary>Rows of blocks with one input to four are mostly loads and stores of the sums.</summary>
    [Fact]
    public void The_source_of_blocks_with_few_inputs_and_many_outputs_is_small() => (
        from narrow in Gen.Int[1, 4].Array[MostBlocks / 2]
        from wide in Gen.Int[100, 1000].Array[MostBlocks / 2]
        from hidden in SpecGen.OneOf("Relu", "LeakyRelu", "Tanh", "")
        select new Declared("Network", 10, [.. narrow.Zip(wide, static (first, second) => new[] { first, second }).SelectMany(static pair => pair)], hidden)).Sample(
            shape => NetworkPipeline.Emit(shape.Spec).Length <= MostBytes, iter: 100, print: shape => $"{shape.Hidden} {shape.Inputs}-{string.Join('-', shape.Units)}");

    /// <summary>The smallest network that trains, read by every newcomer: what does not depend on the topology is in the library. A step of one sample does, at each of three widths.</summary>
    [Fact]
    public void The_file_of_a_small_network_is_short()
    {
        var source = NetworkPipeline.Emit(new Declared("Small", 4, [8, 3], Hidden: "Tanh", Loss: "MeanSquaredError").Spec);
        var lines = source.Count(character => character == '\n');
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Length:N0} bytes in {lines:N0} lines"));
        Assert.InRange(lines, 1, 930);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(source), 1, 68_000);
    }

    [Fact]
    public void A_block_of_4096_by_4096_compiles_in_seconds()
    {
        // Roslyn works on several threads: the whole process's processor time, while no other test runs.
        var before = Environment.CpuUsage.TotalTime;
        _ = EmittedProgram.Build([new Declared("Square", 4096, [4096])]);
        Assert.InRange(Environment.CpuUsage.TotalTime - before, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void The_spec_of_the_tests_is_the_parsers()
    {
        // The tests plan and emit from specs of their own; they must be what a declaration gives.
        foreach (var shape in Shapes.All)
        {
            var emitted = GeneratorHarness.Run("using Compiled;\n" + shape.Source).Source;
            Assert.Equal(Ignoring(emitted, "Initializer."), Ignoring(NetworkPipeline.Emit(shape.Spec), "Initializer."));
        }

        static IEnumerable<string> Ignoring(string source, string word) =>
            source.Split('\n').Where(line => !line.Contains(word, StringComparison.Ordinal));
    }
}
