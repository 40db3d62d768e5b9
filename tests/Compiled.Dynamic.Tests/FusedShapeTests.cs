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
            select new NetworkDeclaration(inputs).Dense((16 * vectors) - (vectors * 3 % 16)).Tanh().Dense(Outputs).MeanSquaredError()).ToArray();
        foreach (var result in NetworkCompiler.CompileMany(declarations, CompilationPurpose.Training, TestContext.Current.CancellationToken))
        {
            var expected = Trained(result.Type, keepsGradients: true);
            var actual = Trained(result.Type, keepsGradients: false);
            var different = Enumerable.Range(0, expected.Length).Count(index => BitConverter.SingleToInt32Bits(expected[index]) != BitConverter.SingleToInt32Bits(actual[index]));
            Assert.True(different == 0, string.Create(CultureInfo.InvariantCulture, $"{result.Declaration}: {different} of {expected.Length} parameters differ."));
        }
    }

    private static float[] Trained(DynamicNetworkType type, bool keepsGradients)
    {
        var network = type.Create(seed: 3);
        var trainer = network.CreateTrainer(new Adam(0.01f), new TrainerOptions { KeepGradients = keepsGradients });
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
