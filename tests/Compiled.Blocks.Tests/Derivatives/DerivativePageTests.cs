using System.Text.RegularExpressions;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Derivatives;

// The networks of docs/derivatives.md.

[Network(inputs: 3)]
[Dense(16), Tanh]
[Dense(2)]
[MeanSquaredError]
[Differentiable]
public sealed partial class Plant;

[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
[Differentiable]
public sealed partial class Sorter;

/// <summary>docs/derivatives.md shows no code that is not compiled and run here.</summary>
public sealed partial class DerivativePageTests
{
    [Fact]
    public void The_sensitivity_of_a_plant_is_what_it_was_taught()
    {
        var plant = Taught();
        var (position, speed, force) = (0.2f, -0.3f, 0.1f);
        var jacobian = new float[Plant.OutputSize * Plant.InputSize];
        plant.Jacobian([position, speed, force], jacobian);
        var speedPerForce = jacobian[1 * Plant.InputSize + 2];
        Assert.Equal(0.5, speedPerForce, 0.05);
    }

    [Fact]
    public void The_wanted_speed_is_reached()
    {
        var plant = Taught();
        var (position, speed, wanted) = (0.2f, -0.3f, 0.1f);
        float[] inputs = [position, speed, 0];
        var next = new float[Plant.OutputSize];
        var gradient = new float[Plant.InputSize];
        for (var step = 0; step < 30; step++)
        {
            plant.Predict(inputs, next);
            plant.InputGradient(inputs, [0, 2 * (next[1] - wanted)], gradient);
            inputs[2] -= 2 * gradient[2];
        }

        Assert.Equal(wanted, next[1], 1e-3);
        // speed' = 0.9 · speed + 0.5 · force.
        Assert.Equal((0.1 + 0.27) / 0.5, inputs[2], 0.05);
    }

    [Fact]
    public void A_point_near_the_border_is_less_steady_than_one_far_from_it()
    {
        var sorter = new Sorter(seed: 1);
        var trainer = sorter.CreateTrainer(new Adam(learningRate: 0.02f));
        var data = new TestData(4);
        for (var step = 0; step < 300; step++)
        {
            var points = data.Uniforms(64);
            trainer.Step(points, Enumerable.Range(0, 32).Select(row => points[2 * row] < -0.3 ? 0 : points[2 * row] < 0.3 ? 1 : 2).ToArray());
        }

        Assert.True(IsSteady([0.8f, 0], 0.2f));
        Assert.False(IsSteady([0.35f, 0], 0.2f));

        bool IsSteady(float[] point, float amount)
        {
            var answer = sorter.Classify(point);
            var outputGradient = new float[Sorter.OutputSize];
            outputGradient[answer] = 1;
            var slope = new float[Sorter.InputSize];
            sorter.InputGradient(point, outputGradient, slope);
            var moved = point.Zip(slope, (x, g) => x - amount * Math.Sign(g)).ToArray();
            var isSteady = sorter.Classify(moved) == answer;
            return isSteady;
        }
    }

    [Fact]
    public void Every_code_block_of_the_page_stands_here()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "derivatives.md"));
        var code = Flatten(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Compiled.Blocks.Tests", "Derivatives", "DerivativePageTests.cs")));
        // The using directives are for readers who paste; the tests have theirs in the project.
        var blocks = CodeBlock().Matches(page).Select(match => UsingLine().Replace(match.Groups[1].Value, "")).ToList();
        Assert.Equal(4, blocks.Count);
        Assert.All(blocks, block => Assert.True(code.Contains(Flatten(block), StringComparison.Ordinal), $"Not in the tests:\n{block}"));
    }

    /// <summary>position' = position + 0.1 · speed, speed' = 0.9 · speed + 0.5 · force.</summary>
    private static Plant Taught()
    {
        var plant = new Plant(seed: 1);
        var trainer = plant.CreateTrainer(new Adam(learningRate: 0.01f));
        var data = new TestData(3);
        for (var step = 0; step < 1500; step++)
        {
            var inputs = data.Uniforms(3 * 32);
            var targets = new float[2 * 32];
            for (var row = 0; row < 32; row++)
            {
                targets[2 * row] = inputs[3 * row] + 0.1f * inputs[3 * row + 1];
                targets[2 * row + 1] = 0.9f * inputs[3 * row + 1] + 0.5f * inputs[3 * row + 2];
            }

            trainer.Step(inputs, targets);
        }

        return plant;
    }

    private static string Flatten(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^using [\w.]+;\r?$", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
