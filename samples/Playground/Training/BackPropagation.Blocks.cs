using Compiled;

namespace Playground.Training;

/// <content>The rules of the kinds of blocks.</content>
internal sealed partial class BackPropagation
{
    private static double[][] Apply(BlockNode node) => node.Block.Kind switch
    {
        "Dense" => Each(node.X, x => [.. node.Weights!.Select((weights, unit) => weights.Zip(x, static (w, value) => w * value).Sum() + (node.Biases?[unit] ?? 0))]),
        "Standardize" => Each(node.X, x => [.. x.Select((value, index) => (value - node.Figures![0][index]) * node.Figures[1][index])]),
        "Softmax" => Each(node.X, Softmax),
        "LogSoftmax" => Each(node.X, static x => [.. x.Select(value => value - x.Max() - Math.Log(x.Sum(other => Math.Exp(other - x.Max()))))]),
        "PRelu" => Each(node.X, x => [.. x.Select((value, unit) => value > 0 ? value : value * node.Factor(unit))]),
        "Scale" => Each(node.X, x => [.. x.Select((value, unit) => value * node.Factor(unit))]),
        "BatchNorm" or "LayerNorm" or "RmsNorm" => Normalized(node),
        _ => node.Rule is { } rule ? Each(node.X, x => [.. x.Select(value => (double)rule.Value((float)value))]) : node.X,
    };

    /// <summary>∂L/∂x from ∂L/∂y.</summary>
    private static double[][] Slopes(BlockNode node) => node.Block.Kind switch
    {
        "Dense" => Each(node.Dy, slopes => [.. Enumerable.Range(0, node.Block.Inputs).Select(input => node.Weights!.Select((weights, unit) => weights[input] * slopes[unit]).Sum())]),
        "Standardize" => Each(node.Dy, slopes => [.. slopes.Select((slope, index) => slope * node.Figures![1][index])]),
        "Softmax" => Pairs(node, static (y, slopes) =>
        {
            var sum = y.Zip(slopes, static (value, slope) => value * slope).Sum();
            return [.. y.Zip(slopes, (value, slope) => value * (slope - sum))];
        }),
        "LogSoftmax" => Pairs(node, static (y, slopes) => [.. y.Zip(slopes, (value, slope) => slope - Math.Exp(value) * slopes.Sum())]),
        "PRelu" => [.. node.X.Zip(node.Dy, (x, slopes) => slopes.Select((slope, unit) => x[unit] > 0 ? slope : slope * node.Factor(unit)).ToArray())],
        "Scale" => Each(node.Dy, slopes => [.. slopes.Select((slope, unit) => slope * node.Factor(unit))]),
        "BatchNorm" => Transposed(NormSlopes(Transposed(node.Hats!), Transposed(Each(node.Dy, node.Scaled)), node.Spreads!, isCentred: true)),
        "LayerNorm" => NormSlopes(node.Hats!, Each(node.Dy, node.Scaled), node.Spreads!, isCentred: true),
        "RmsNorm" => NormSlopes(node.Hats!, Each(node.Dy, node.Scaled), node.Spreads!, isCentred: false),
        _ => node.Rule is { } rule
            ? [.. node.Dy.Select((slopes, row) => slopes.Select((slope, unit) => slope * rule.Slope((float)node.X[row][unit], (float)node.Y[row][unit])).ToArray())]
            : node.Dy,
    };

    /// <summary>x̂ = (x − μ) / √(σ² + ε), over the units of a row or, of BatchNorm, over the rows of the batch; RmsNorm does without μ. Then γ · x̂ + β.</summary>
    private static double[][] Normalized(BlockNode node)
    {
        var groups = node.Is(BlockTraits.BatchStatistics) ? Transposed(node.X) : node.X;
        var epsilon = (double)node.Block.Number("Epsilon");
        node.Means = [.. groups.Select(group => node.Block.Kind == "RmsNorm" ? 0 : group.Average())];
        node.Variances = [.. groups.Select((group, index) => group.Average(value => (value - node.Means[index]) * (value - node.Means[index])))];
        node.Spreads = [.. node.Variances.Select(variance => Math.Sqrt(variance + epsilon))];
        double[][] hats = [.. groups.Select((group, index) => group.Select(value => (value - node.Means[index]) / node.Spreads[index]).ToArray())];
        node.Hats = node.Is(BlockTraits.BatchStatistics) ? Transposed(hats) : hats;
        return Each(node.Hats, hat => [.. node.Scaled(hat).Select((value, unit) => value + (node.Biases?[unit] ?? 0))]);
    }

    /// <summary>∂L/∂x of a normalised group: (g − mean g − x̂ · mean(g · x̂)) / √(σ² + ε) with g = ∂L/∂x̂.</summary>
    private static double[][] NormSlopes(double[][] hats, double[][] slopes, double[] spreads, bool isCentred) =>
    [
        .. hats.Select((hat, index) =>
        {
            var (group, product) = (slopes[index], hat.Zip(slopes[index], static (value, slope) => value * slope).Average());
            var mean = isCentred ? group.Average() : 0;
            return hat.Zip(group, (value, slope) => (slope - mean - value * product) / spreads[index]).ToArray();
        }),
    ];

    private static double[] Softmax(double[] x)
    {
        var powers = x.Select(value => Math.Exp(value - x.Max())).ToList();
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static double[][] Each(double[][] rows, Func<double[], double[]> rule) => [.. rows.Select(rule)];

    private static double[][] Pairs(BlockNode node, Func<double[], double[], double[]> rule) => [.. node.Y.Zip(node.Dy, rule)];

    private static double[][] Transposed(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];
}
