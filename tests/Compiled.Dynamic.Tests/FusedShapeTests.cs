using System.Globalization;

namespace Compiled.Dynamic.Tests;

/// <summary>A step that updates as soon as it knows its gradients has the bits of one that stores them first, whatever the sizes: for rows of one to thirty-three whole vectors of outputs.</summary>
[Trait("Speed", "slow")]
public sealed class FusedShapeTests
{
    private const int MostVectors = 33;
    private const int Outputs = 14;

    /// <summary>One row, which is updated at once and reads the weights as they lie; parts of a chunk, which come in pieces; one row again.</summary>
    private static readonly int[] Batches = [2, 1, 31, 1, 1, 7];

    [Fact]
    public void Every_width_of_a_row_learns_the_same_with_and_without_gradients()
    {
        // Inputs that end within a tile, within a piece of them, and in the second piece.
        var declarations = (
            from vectors in Enumerable.Range(1, MostVectors)
            from inputs in new[] { 1 + (vectors * 5 % 23), 24 + (vectors * 7 % 24), 49 + (16 * (vectors % 3)) + (vectors % 7) }
            select new NetworkDeclaration(inputs).Dense((16 * vectors) - (vectors * 3 % 16), bias: (vectors + inputs) % 4 != 0).Tanh().Dense(Outputs).MeanSquaredError()).ToArray();
        foreach (var (index, result) in NetworkCompiler.CompileMany(declarations, CompilationPurpose.Training, TestContext.Current.CancellationToken).Index())
        {
            var expected = Trained(result.Type, index % 5, keepsGradients: true);
            var actual = Trained(result.Type, index % 5, keepsGradients: false);
            var different = Enumerable.Range(0, expected.Length).Count(place => BitConverter.SingleToInt32Bits(expected[place]) != BitConverter.SingleToInt32Bits(actual[place]));
            Assert.True(different == 0, string.Create(CultureInfo.InvariantCulture, $"{result.Declaration}: {different} of {expected.Length} parameters differ."));
        }
    }

    /// <summary>Rules in two stages, plain and with decay, and in one, with and without state.</summary>
    private static float[] Trained(DynamicNetworkType type, int rule, bool keepsGradients) => rule switch
    {
        0 => Trained(type, new Adam(0.01f), keepsGradients),
        1 => Trained(type, new AdamW(0.01f) { AmsGrad = true }, keepsGradients),
        2 => Trained(type, new RmsProp(0.01f) { Momentum = 0.5f }, keepsGradients),
        3 => Trained(type, new Sgd(0.1f) { Momentum = 0.9f, WeightDecay = 0.01f }, keepsGradients),
        _ => Trained(type, new Sgd(0.1f), keepsGradients),
    };

    private static float[] Trained<TOptimizer>(DynamicNetworkType type, TOptimizer optimizer, bool keepsGradients)
        where TOptimizer : struct, IOptimizer
    {
        var network = type.Create(seed: 3);
        var trainer = network.CreateTrainer(optimizer, new TrainerOptions { KeepGradients = keepsGradients });
        for (var step = 0; step < Batches.Length; step++)
            trainer.Step(Values(Batches[step] * type.Topology.InputSize, step), Values(Batches[step] * Outputs, step + 10));
        var parameters = new float[type.Topology.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return values;
    }
}
