namespace Compiled.Tests.Selection;

/// <summary>A number.</summary>
[Network(inputs: 3)]
[Dense(1)]
[MeanSquaredError]
[Differentiable]
public sealed partial class Line;

/// <summary>Three classes.</summary>
[Network(inputs: 3)]
[Dense(8), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
[Differentiable]
public sealed partial class Sorter;

/// <summary>A yes or a no.</summary>
[Network(inputs: 2)]
[Dense(4), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Coin;

/// <summary>The logarithm of a rate.</summary>
[Network(inputs: 2)]
[Dense(1)]
[Poisson]
public sealed partial class Counter;

/// <summary>A class and a number.</summary>
[Network(inputs: 3)]
[Dense(8), Tanh]
[Head("kind"), Dense(3), Softmax, CrossEntropy]
[Head("size"), Dense(1), MeanSquaredError]
public sealed partial class Twin;

/// <summary>Data whose answer is known.</summary>
internal static class Known
{
    /// <summary>y = 3 a − b + noise; c says nothing.</summary>
    public static Dataset Numbers(int rows, long seed, float noise = 0)
    {
        var random = new Numerics.SeededRandom(seed);
        var (inputs, targets) = (new float[rows * 3], new float[rows]);
        for (var row = 0; row < rows; row++)
        {
            for (var input = 0; input < 3; input++)
                inputs[row * 3 + input] = random.NextNormal();
            targets[row] = 3 * inputs[row * 3] - inputs[row * 3 + 1] + noise * random.NextNormal();
        }

        return Dataset.FromMemory(inputs, targets, 3, 1, featureNames: ["a", "b", "c"]);
    }

    /// <summary>The class is the larger of a, b and c, after noise.</summary>
    public static Dataset Classes(int rows, long seed, float noise = 0.5f)
    {
        var random = new Numerics.SeededRandom(seed);
        var (inputs, labels) = (new float[rows * 3], new int[rows]);
        for (var row = 0; row < rows; row++)
        {
            var values = new float[3];
            for (var input = 0; input < 3; input++)
            {
                inputs[row * 3 + input] = random.NextNormal();
                values[input] = inputs[row * 3 + input] + noise * random.NextNormal();
            }

            labels[row] = Array.IndexOf(values, values.Max());
        }

        return Dataset.FromLabels(inputs, labels, ["red", "green", "blue"], ["a", "b", "c"]);
    }

    /// <summary>The true weights.</summary>
    public static Line Line()
    {
        var line = new Line();
        (line.Dense0.Weights[0, 0], line.Dense0.Weights[0, 1], line.Dense0.Weights[0, 2], line.Dense0.Biases[0]) = (3, -1, 0, 0);
        return line;
    }

    public static Sorter Train(Dataset data, long seed, int epochs = 15)
    {
        var sorter = new Sorter(seed);
        sorter.CreateTrainer(new Adam(0.02f)).Fit(data, new FitOptions { Epochs = epochs, Seed = seed, TrainingMetrics = false });
        return sorter;
    }
}
