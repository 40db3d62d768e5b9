using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>One row has the same bits with vectors of every width, written out or in loops, in registers or through memory.</summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed class RowBitsTests
{
    /// <summary>Every combination of strides from block to block, activations in registers and over memory, and outputs that fill their vectors or do not.</summary>
    private static readonly Declared[] Networks =
    [
        new("Narrow", 3, [4, 2], "Sigmoid"),
        new("Widening", 2, [3, 7, 13, 3], "Tanh"),
        new("Narrowing", 11, [13, 7, 3], "Relu"),
        new("Small", 4, [8, 3], "Tanh"),
        new("Two", 2, [16, 16, 1], "Tanh"),
        new("TwoVectors", 5, [24, 24, 2], "Relu"),
        new("TwoVectorsOfTanh", 5, [24, 24, 2], "Tanh"),
        new("WideOutputs", 6, [9, 37], "LeakyRelu"),
        new("FullOutputs", 6, [12, 16], "Sigmoid"),
        new("NoBiases", 7, [12, 5], "Tanh", HasBias: false),
        new("Rows", 20, [50, 5], "Relu"),
        new("RowsOfTanh", 3, [32, 32, 1], "Tanh"),
        new("Mixed", 9, [40, 20, 6], "Sigmoid", "Softmax", "CrossEntropy"),
        new("RowsThatEndInPadding", 70, [69, 21, 36], "Sigmoid"),
        // Eight, two, four, two and four partial sums, in passes where registers are few.
        new("SumsInPasses", 47, [13, 30, 45, 60, 29], "Relu"),
        new("FiveVectorsOfTanh", 20, [3, 11, 11, 6], "Tanh"),
    ];

    private const string Main = """
        static class Printer
        {
            public static void Print<TNetwork>() where TNetwork : class, INetwork<TNetwork>
            {
                var network = TNetwork.Create(7);
                var random = new System.Random(3);
                var input = new float[TNetwork.InputSize];
                // What lies behind the outputs must stay as it is.
                var output = new float[TNetwork.OutputSize + 16];
                for (var row = 0; row < 40; row++)
                {
                    for (var index = 0; index < input.Length; index++)
                        input[index] = row == 39 ? float.PositiveInfinity : (float)(random.NextDouble() * 4 - 2) * (row + 1);
                    System.Array.Fill(output, 5f);
                    network.Predict(input, System.MemoryExtensions.AsSpan(output, 0, output.Length - 16));
                    var bits = 17;
                    foreach (var value in output)
                        bits = bits * 31 + (float.IsNaN(value) ? 1 : System.BitConverter.SingleToInt32Bits(value));
                    for (var index = output.Length - 16; index < output.Length; index++)
                        if (output[index] != 5f)
                            System.Console.WriteLine(typeof(TNetwork).Name + " wrote behind its outputs");
                    System.Console.WriteLine($"{typeof(TNetwork).Name} {row} {bits:x8}");
                }
            }
        }

        """;

    [Fact]
    public void One_row_has_the_same_bits_with_vectors_of_every_width()
    {
        using var program = new EmittedProgram(EmittedProgram.BuildQuickly(
            Main + string.Concat(Networks.Select(static network => network.Source)), string.Concat(Networks.Select(static network => $"Printer.Print<{network.Name}>();\n"))));
        var widest = Run(program);
        Assert.Equal(40 * Networks.Length, widest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("behind", widest);
        Assert.Equal(widest, Run(program, ("DOTNET_EnableAVX512", "0")));
        Assert.Equal(widest, Run(program, ("DOTNET_EnableAVX2", "0")));
    }

    private static string Run(EmittedProgram program, params (string Name, string Value)[] environment)
    {
        var run = program.Run([], environment);
        run.MustSucceed();
        return run.Output;
    }
}
