using System.Globalization;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>Networks with every padding of inputs and outputs, whose spans lie beside pages that nobody may touch.</summary>
public sealed class EdgeProgram : IDisposable
{
    /// <summary>Inputs and outputs meet in different pairs: 17 rows of 20, shifted against each other; 31, 33 and 64 beside them.</summary>
    private static readonly int[] Widths = [.. Enumerable.Range(1, 17), 31, 33, 64];

    public EdgeProgram()
    {
        List<Declared> networks = [];
        for (var index = 0; index < Widths.Length; index++)
        {
            var (inputs, outputs) = (Widths[index], Widths[(7 * index + 3) % Widths.Length]);
            networks.Add(new($"Linear{inputs}x{outputs}", inputs, [outputs], Loss: "SumSquaredError"));
            networks.Add(new($"Hidden{outputs}x{inputs}", outputs, [inputs, outputs], "Tanh"));
            networks.Add(new($"Labels{outputs}x{inputs}", outputs, [inputs], "", "Sigmoid", "BinaryCrossEntropy"));
            // One class is always certain: a softmax needs two.
            if (outputs > 1)
                networks.Add(new($"Classes{inputs}x{outputs}", inputs, [outputs, outputs], "Relu", "Softmax", "CrossEntropy"));
            if (inputs > 1)
                networks.Add(new($"Shares{inputs}x{inputs}", inputs, [inputs], "", "Softmax", "MeanSquaredError", HasBias: false));
            networks.Add(new($"OnlyPredicts{inputs}x{outputs}", inputs, [outputs], Loss: ""));
        }

        var runs = networks.Select(network => string.Create(
            CultureInfo.InvariantCulture,
            $"System.Console.WriteLine(\"{network.Name}\"); Edges.Predict<{network.Name}>(); {(network.Loss.Length == 0 ? "" : $"Edges.Train<{network.Name}>();")}\n"));
        Networks = networks;
        Program = new EmittedProgram(networks, $"""
            if (args.Length == 1)
                return (int)Edges.ReadBeyond(atEnd: args[0] == "end");
            {string.Concat(runs)}
            return 0;

            """);
    }

    internal IReadOnlyList<Declared> Networks { get; }

    internal EmittedProgram Program { get; }

    public void Dispose() => Program.Dispose();
}

/// <summary>No call reads or writes a float that it was not given. In processes of their own, because one that does ends its process.</summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed class EdgeTests(EdgeProgram edges) : IClassFixture<EdgeProgram>
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "1")]
    [InlineData("DOTNET_EnableAVX512", "0")]
    public void No_call_touches_what_lies_beside_its_spans(string name, string value)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guarded pages are Linux's.");
        var run = edges.Program.Run([], (name, value));
        // The last line names the network that faulted.
        run.MustSucceed();
        Assert.Equal(edges.Networks.Select(network => network.Name), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("end")]
    public void A_float_too_many_ends_the_process(string edge)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The guarded pages are Linux's.");
        Assert.NotEqual(0, edges.Program.Run([edge]).ExitCode);
    }
}
