using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Norms;

/// <summary>Parameters that are not a dense block's: views, initial values, copies, gradients.</summary>
public sealed class NormParameterTests
{
    private static readonly NetworkCase Of = BlockNetworks.Get(nameof(NormsAndSlopes));

    [Fact]
    public void The_canonical_vector_has_weights_then_biases_block_after_block()
    {
        Assert.Equal(
            [
                "Dense0.Weights", "Dense0.Biases", "LayerNorm0.Weights", "LayerNorm0.Biases", "PRelu0.Weights", "Dense1.Weights", "Dense1.Biases", "PRelu1.Weights",
                "LayerNorm1.Weights", "LayerNorm1.Biases", "Dense2.Weights", "Dense2.Biases",
            ],
            Of.Groups.Select(group => group.Name));
        Assert.Equal([60, 10, 10, 10, 10, 70, 7, 1, 7, 7, 21, 3], Of.Groups.Select(group => group.Count));

        var network = new NormsAndSlopes();
        network.CopyParametersFrom([.. Enumerable.Range(0, NormsAndSlopes.ParameterCount).Select(i => (float)i)]);
        for (var i = 0; i < 10; i++)
            Assert.Equal((70f + i, 80f + i, 90f + i), (network.LayerNorm0.Weights[i], network.LayerNorm0.Biases[i], network.PRelu0.Weights[i]));
        Assert.Equal(177, network.PRelu1.Weights[0]);
        Assert.Equal((178f, 191f), (network.LayerNorm1.Weights[0], network.LayerNorm1.Biases[6]));
    }

    [Fact]
    public void Views_have_the_lengths_of_their_blocks_and_say_what_is_missing()
    {
        var network = new NormsAndSlopes();
        Assert.Equal((10, 10, 10, 0), (network.LayerNorm0.Weights.Length, network.LayerNorm0.Biases.Length, network.PRelu0.Weights.Length, network.PRelu0.Biases.Length));
        Assert.Equal((1, 0), (network.PRelu1.Weights.Length, network.PRelu1.Biases.Length));
        Assert.Contains("LayerNorm0 has no weight 10: use 0 to 9.", Assert.Throws<ArgumentOutOfRangeException>(() => network.LayerNorm0.Weights[10]).Message);
        Assert.Contains("LayerNorm1 has no bias -1: use 0 to 6.", Assert.Throws<ArgumentOutOfRangeException>(() => network.LayerNorm1.Biases[-1] = 0).Message);
        Assert.Contains("PRelu1 has no bias.", Assert.Throws<ArgumentOutOfRangeException>(() => network.PRelu1.Biases[0]).Message);
    }

    [Fact]
    public void What_a_view_writes_the_next_prediction_and_the_next_step_read()
    {
        var (network, copy) = (Random(), Random());
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f));
        var (inputs, targets) = (new TestData(1).Inputs(Of, 8), new TestData(2).Targets(Of, 8));
        trainer.Step(inputs, targets);
        network.LayerNorm0.Weights[3] = 2.5f;
        network.LayerNorm1.Biases[6] = -1.5f;
        network.PRelu1.Weights[0] = 0.75f;

        var parameters = Read(network);
        Assert.Equal((2.5f, -1.5f, 0.75f), (parameters[73], parameters[191], parameters[177]));
        copy.CopyParametersFrom(parameters);
        Bits.Equal(Predict(copy, inputs), Predict(network, inputs), "predictions");
        Assert.Equal(copy.CreateTrainer(new Sgd(learningRate: 0.1f)).Step(inputs, targets), trainer.Step(inputs, targets));
        Bits.Equal(Read(copy), Read(network), "parameters after a step");
    }

    [Fact]
    public void A_clone_has_the_same_parameters_and_a_life_of_its_own()
    {
        var network = Random();
        var clone = network.Clone();
        Bits.Equal(Read(network), Read(clone), "parameters");
        clone.LayerNorm0.Weights[0] = 9;
        clone.PRelu0.Weights[9] = 9;
        Assert.NotEqual(9, network.LayerNorm0.Weights[0]);
        Assert.NotEqual(9, network.PRelu0.Weights[9]);
    }

    [Fact]
    public void Norms_begin_at_one_and_zero_and_slopes_where_the_attribute_says()
    {
        var norms = new NormsBeforeActivations(seed: 7);
        Assert.All(Enumerable.Range(0, 48), i => Assert.Equal((1f, 0f), (norms.FirstNorm.Weights[i], norms.FirstNorm.Biases[i])));
        var slopes = new SlopesEverywhere(seed: 7);
        Assert.All(Enumerable.Range(0, 13), i => Assert.Equal(0.25f, slopes.Raw.Weights[i]));
        Assert.Equal(0.1f, slopes.PRelu1.Weights[0]);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(-0.5f, slopes.PRelu3.Weights[i]));
    }

    [Fact]
    public void Before_a_learned_slope_Auto_is_He()
    {
        var network = new SlopesEverywhere(seed: 7);
        var largest = 0f;
        for (var output = 0; output < 33; output++)
            for (var input = 0; input < 13; input++)
                largest = Math.Max(largest, Math.Abs(network.Dense0.Weights[output, input]));
        // √(6/13), where Xavier's would be √(6/46).
        Assert.InRange(largest, 0.67f, 0.6794f);
    }

    [Fact]
    public void A_norm_without_parameters_has_no_view_and_the_topology_says_so()
    {
        Assert.Null(typeof(NormsBeforeActivations).GetProperty("LayerNorm1"));
        Assert.NotNull(typeof(NormsBeforeActivations).GetProperty("LayerNorm2"));
        var blocks = NormsBeforeActivations.Topology.Blocks;
        Assert.Equal(new TopologyBlock("LayerNorm", "FirstNorm", 48, 48, 96, true) { Arguments = "Epsilon = 0.125" }, blocks[1]);
        Assert.Equal(new TopologyBlock("LayerNorm", "", 37, 37, 0, false) { Arguments = "Epsilon = 0.125, Affine = false" }, blocks[4]);
        Assert.Equal(new TopologyBlock("PRelu", "PRelu1", 33, 33, 1, false) { Arguments = "init: 0.1" }, SlopesEverywhere.Topology.Blocks[2]);
        Assert.Contains("FirstNorm (LayerNorm)", NormsBeforeActivations.Topology.ToString());
    }

    [Fact]
    public void The_gradients_views_show_what_the_step_found()
    {
        var network = Random();
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f), Keep.Gradients);
        trainer.Step(new TestData(1).Inputs(Of, 8), new TestData(2).Targets(Of, 8));
        var gradients = new float[NormsAndSlopes.ParameterCount];
        trainer.CopyGradientsTo(gradients);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(gradients[70 + i], trainer.Gradients.LayerNorm0.Weights[i]);
            Assert.Equal(gradients[80 + i], trainer.Gradients.LayerNorm0.Biases[i]);
            Assert.Equal(gradients[90 + i], trainer.Gradients.PRelu0.Weights[i]);
        }

        Assert.Equal(gradients[177], trainer.Gradients.PRelu1.Weights[0]);
        Assert.NotEqual(0, gradients[177]);
        Assert.Contains(gradients[90..100], gradient => gradient != 0);
    }

    internal static NormsAndSlopes Random()
    {
        var network = new NormsAndSlopes();
        network.CopyParametersFrom(new TestData(7).Uniforms(NormsAndSlopes.ParameterCount, 1.5f));
        return network;
    }

    internal static float[] Read(NormsAndSlopes network)
    {
        var parameters = new float[NormsAndSlopes.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    private static float[] Predict(NormsAndSlopes network, float[] inputs)
    {
        var outputs = new float[inputs.Length / NormsAndSlopes.InputSize * NormsAndSlopes.OutputSize];
        network.PredictBatch(inputs, outputs);
        return outputs;
    }
}
