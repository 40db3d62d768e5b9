using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Law;

/// <summary>What the emitted class offers beyond the interfaces.</summary>
public sealed class FormTests
{
    // Constants of the class: they must be usable where only a constant is.
    private const int FloatsPerRow = Digits64x32x10.InputSize + Digits64x32x10.OutputSize;

    [Fact]
    public void The_sizes_are_constants()
    {
        Assert.Equal(74, FloatsPerRow);
        Assert.Equal(64 * 32 + 32 + 32 * 10 + 10, Digits64x32x10.ParameterCount);
        Assert.True(Digits64x32x10.ScratchSize >= 0);
    }

    [Fact]
    public void One_output_is_also_returned()
    {
        var network = new OneOutput9x12x1(seed: 1);
        var input = new TestData(2).Uniforms(9);
        var output = new float[1];
        network.Predict(input, output);
        Assert.Equal(output[0], network.Predict(input));
    }

    [Fact]
    public void The_callers_own_scratch_gives_the_same_bits()
    {
        var network = new Wide37x300x301x5(seed: 1);
        var inputs = new TestData(2).Uniforms(20 * Wide37x300x301x5.InputSize);
        var (expected, actual) = (new float[20 * 5], new float[20 * 5]);
        var scratch = new float[Wide37x300x301x5.ScratchSize];
        Array.Fill(scratch, float.NaN); // whatever was there before must not matter

        network.PredictBatch(inputs, expected);
        network.PredictBatch(inputs, actual, scratch);
        Bits.Equal(expected, actual, "PredictBatch");

        network.Predict(inputs.AsSpan(0, 37), actual.AsSpan(0, 5), scratch);
        Bits.Equal(expected.AsSpan(0, 5), actual.AsSpan(0, 5), "Predict");
    }

    [Fact]
    public void Scratch_that_is_too_small_is_named_with_both_sizes()
    {
        var network = new Wide37x300x301x5(seed: 1);
        var exception = Assert.Throws<ArgumentException>(
            () => network.PredictBatch(new float[37], new float[5], new float[Wide37x300x301x5.ScratchSize - 1]));
        Assert.Contains($"{Wide37x300x301x5.ScratchSize - 1}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{Wide37x300x301x5.ScratchSize}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_with_names_have_views_of_these_names()
    {
        var network = new NamedBlocks(seed: 1);
        network.Fc1.Weights[4, 3] = 7;
        network.Head.Biases[2] = 8;
        var parameters = new float[NamedBlocks.ParameterCount];
        network.CopyParametersTo(parameters);
        Assert.Equal(7, parameters[4 * 4 + 3]);
        Assert.Equal(8, parameters[^1]);
        Assert.Equal(["Fc1", "", "Head", ""], NamedBlocks.Topology.Blocks.Select(block => block.Name));
    }

    [Fact]
    public void Nested_keyword_and_namespaceless_networks_are_networks()
    {
        Assert.Equal(26, Outer.Middle.Inner.ParameterCount);
        Assert.Equal(26, @class.ParameterCount);
        Assert.Equal(26, NoNamespaceNet.ParameterCount);
        Assert.Equal("class", @class.Topology.Name);
        Assert.Equal("Inner", Outer.Middle.Inner.Topology.Name);
        Assert.Equal("NoNamespaceNet", NoNamespaceNet.Topology.Name);
    }

    [Fact]
    public void A_network_without_a_loss_has_no_trainer()
    {
        Assert.DoesNotContain(typeof(ITrainableNetwork<>), Interfaces<PredictsOnly>());
        Assert.DoesNotContain(typeof(PredictsOnly).GetMembers(), member => member.Name.Contains("Train", StringComparison.Ordinal));
        Assert.Contains(typeof(ITrainableNetwork<>), Interfaces<Digits64x32x10>());
    }

    [Fact]
    public void The_topology_is_the_declaration()
    {
        var expected = new Topology(
            "SomeBiases",
            5,
            [
                new TopologyBlock("Dense", "Dense0", 5, 6, 30, HasBias: false) { Arguments = "Bias = false" },
                new TopologyBlock("Tanh", "", 6, 6, 0, HasBias: false),
                new TopologyBlock("Dense", "Dense1", 6, 7, 49, HasBias: true),
                new TopologyBlock("Relu", "", 7, 7, 0, HasBias: false),
                new TopologyBlock("Dense", "Dense2", 7, 3, 21, HasBias: false) { Arguments = "Bias = false" },
                new TopologyBlock("Softmax", "", 3, 3, 0, HasBias: false),
            ],
            "CrossEntropy");
        Assert.Equal(expected, SomeBiases.Topology);
    }

    [Fact]
    public void The_summary_is_the_table_that_a_reader_expects()
    {
        const string Expected =
            """
            Mnist784x128x10
            --------------------------------------
            Block           Shape       Parameters
            --------------------------------------
            Input           784                  0
            Dense0 (Dense)  784 -> 128     100,480
            Relu            128                  0
            Dense1 (Dense)  128 -> 10        1,290
            Softmax         10                   0
            --------------------------------------
            101,770 parameters (407,080 bytes), loss CrossEntropy
            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), Mnist784x128x10.Topology.ToString());
    }

    private static IEnumerable<Type> Interfaces<T>() =>
        typeof(T).GetInterfaces().Where(one => one.IsGenericType).Select(one => one.GetGenericTypeDefinition());
}
