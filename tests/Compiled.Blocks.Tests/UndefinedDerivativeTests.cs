using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests;

/// <summary>An activation whose derivative at 0 is NaN puts NaN into the padding of gradients and weights, and nowhere else.</summary>
public sealed class UndefinedDerivativeTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    public void The_padding_of_rows_touches_no_parameter(int firstRows, int laterRows)
    {
        var expected = Trained(firstRows, laterRows, keepsGradients: true);
        Assert.DoesNotContain(expected, float.IsNaN);
        Assert.Equal(expected, Trained(firstRows, laterRows, keepsGradients: false));
    }

    private static float[] Trained(int firstRows, int laterRows, bool keepsGradients)
    {
        var network = new Undefined60x37(seed: 1);
        var trainer = network.CreateTrainer(new Adam(0.001f), new TrainerOptions { KeepGradients = keepsGradients });
        for (var step = 0; step < 4; step++)
        {
            var rows = step == 0 ? firstRows : laterRows;
            trainer.Step(Values(rows * Undefined60x37.InputSize, step), Values(rows * Undefined60x37.OutputSize, step + 9));
        }

        var parameters = new float[Undefined60x37.ParameterCount];
        network.CopyParametersTo(parameters);
        return parameters;
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
