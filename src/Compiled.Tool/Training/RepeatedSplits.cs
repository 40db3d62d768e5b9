using System.Globalization;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>The scores of several runs, each with its own split and its own first parameters: how much of a result is luck.</summary>
/// <param name="ScoreName">What is compared.</param>
/// <param name="Scores">One per split; the first is that of the network that is written.</param>
/// <param name="Baseline">The mean score of the constant answers.</param>
internal sealed record RepeatedSplits(string ScoreName, IReadOnlyList<double> Scores, double Baseline)
{
    /// <summary>The mean score.</summary>
    public double Mean => Scores.Average();

    /// <summary>The standard deviation of a score, with n - 1 below the root.</summary>
    public double Deviation => Math.Sqrt(Scores.Sum(score => (score - Mean) * (score - Mean)) / Math.Max(1, Scores.Count - 1));

    /// <summary>Trains the other splits. Cancelled, it says what the splits so far came to.</summary>
    /// <returns>Null if there is only the first.</returns>
    public static RepeatedSplits? Run(TrainingOptions options, Evaluation first, Screen screen, CancellationToken cancellation)
    {
        if (options.Repeats == 1)
            return null;
        var name = first is RegressionEvaluation ? "R2" : "accuracy";
        screen.Line();
        screen.Line($"split 1 of {Figures.Digits(options.Repeats)}: {name} {Figures.Share(first.Score)}");
        var (scores, baselines) = (new List<double> { first.Score }, new List<double> { first.Baseline?.Score ?? double.NaN });
        for (var repeat = 1; repeat < options.Repeats && !cancellation.IsCancellationRequested; repeat++)
        {
            var other = options with { Seed = unchecked(options.Seed + repeat) };
            var data = TrainingData.Read(other);
            var run = new TrainingRun(other, data, CancellationToken.None);
            try
            {
                var trained = run.Train(null, cancellation);
                if (trained.IsCancelled || cancellation.IsCancellationRequested)
                    break;
                var evaluation = trained.Model.Evaluate(data.Test, new EvaluationOptions { Training = data.Seen });
                scores.Add(evaluation.Score);
                baselines.Add(evaluation.Baseline?.Score ?? double.NaN);
                screen.Line($"split {Figures.Digits(repeat + 1)} of {Figures.Digits(options.Repeats)}: {name} {Figures.Share(evaluation.Score)}");
            }
            catch (OperationCanceledException)
            {
                // The network of the first split is not lost.
                break;
            }
        }

        return new(name, scores, baselines.Average());
    }

    /// <summary>The mean and the deviation.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Scores.Count} random splits: {ScoreName} {Mean:F4} +/- {Deviation:F4}, from {Scores.Min():F4} to {Scores.Max():F4}; baseline {Baseline:F4}");
}
