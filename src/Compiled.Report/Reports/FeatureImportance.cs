using Compiled.Numerics;

namespace Compiled.Reports;

/// <summary>Permutation importance (Breiman 2001): how much the score falls when a feature's values are shuffled among the rows.</summary>
/// <param name="Means">The mean fall for each feature.</param>
/// <param name="Deviations">Its standard deviation over the shuffles.</param>
/// <param name="Rows">How many rows it was measured on.</param>
internal sealed record FeatureImportance(double[] Means, double[] Deviations, int Rows)
{
    /// <summary>With more features, a picture shows too few of them to be worth the time.</summary>
    public const int MostFeatures = 256;

    /// <summary>Rows that the means are precise enough with.</summary>
    private const int MostRows = 2000;

    /// <summary>Measures it.</summary>
    public static FeatureImportance Of<TNetwork>(ReportModel<TNetwork> model, Dataset data, int repeats, long seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        if (data.Count > MostRows)
            data = data.Subset([.. Enumerable.Range(0, MostRows).Select(row => (int)((long)row * data.Count / MostRows))]);
        var random = new SeededRandom(seed);
        var whole = model.Evaluate(data).Score;
        var (size, rows) = (data.InputSize, data.Count);
        var (means, deviations) = (new double[size], new double[size]);
        var order = new int[rows];
        var falls = new double[repeats];
        for (var feature = 0; feature < size; feature++)
        {
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                for (var row = 0; row < rows; row++)
                    order[row] = row;
                random.Shuffle(order);
                var inputs = data.Inputs.ToArray();
                for (var row = 0; row < rows; row++)
                    inputs[row * size + feature] = data.Inputs[order[row] * size + feature];
                falls[repeat] = whole - model.Evaluate(data.WithInputs(inputs)).Score;
            }

            var mean = falls.Average();
            (means[feature], deviations[feature]) = (mean, Math.Sqrt(falls.Sum(fall => (fall - mean) * (fall - mean)) / repeats));
        }

        return new(means, deviations, rows);
    }
}
