using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>One step of <see cref="Trainer.FindLearningRate"/>.</summary>
/// <param name="Rate">The learning rate of the step.</param>
/// <param name="Loss">The mean loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">The exponential moving average of the losses so far, without the bias of its beginning.</param>
public readonly record struct LearningRatePoint(float Rate, double Loss, double SmoothedLoss);

/// <summary>The loss over the learning rate, and what it suggests: <see cref="Trainer.FindLearningRate"/>. <c>ToString</c> gives the suggestions in a sentence.</summary>
/// <remarks>
/// Suggestions follow fastai's: they ignore the first tenth of the steps, in which the average has not settled, and the last five, in which the loss rises. They are null if
/// too few steps remain or the loss never falls.
/// </remarks>
public sealed class LearningRateCurve
{
    private const int IgnoredAtTheEnd = 5;

    internal LearningRateCurve(IReadOnlyList<LearningRatePoint> points, int requested, bool diverged)
    {
        (Points, Diverged) = (points, diverged);
        var first = requested / 10;
        var used = points.Skip(first).SkipLast(IgnoredAtTheEnd).ToArray();
        if (used.Length < 2)
            return;
        var losses = Array.ConvertAll(used, static point => point.SmoothedLoss);
        Valley = RateSuggestion.Valley(losses) is { } valley ? used[valley].Rate : null;
        Steepest = RateSuggestion.Steepest(losses, Array.ConvertAll(used, static point => (double)point.Rate)) is { } steepest ? used[steepest].Rate : null;
        var lowest = used.MinBy(static point => point.SmoothedLoss);
        TenthOfMinimum = Valley is null ? null : lowest.Rate / 10;
    }

    /// <summary>The steps, in ascending order of their rates.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>The rate to begin with: <see cref="Valley"/>, fastai's default. Null if there is none.</summary>
    public float? Suggestion => Valley;

    /// <summary>A rate in the longest stretch in which the loss falls, half way between its first and its second third; fastai's <c>valley</c>.</summary>
    public float? Valley { get; }

    /// <summary>The rate at which the loss falls most steeply over the logarithm of the rate; fastai's <c>steep</c>. Less robust than <see cref="Valley"/>.</summary>
    public float? Steepest { get; }

    /// <summary>A tenth of the rate with the lowest loss; fastai's <c>minimum</c>.</summary>
    public float? TenthOfMinimum { get; }

    /// <summary>Whether the search ended before its last step because the loss grew too much or was not finite.</summary>
    public bool Diverged { get; }

    /// <summary>"suggested learning rate 0.0076 (valley); steepest 0.018, a tenth of the minimum 0.021; 83 steps from 1E-07 to 0.37, then the loss diverged".</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Suggestion is { } suggestion)
            text.Append(CultureInfo.InvariantCulture, $"suggested learning rate {suggestion:G2} (valley); steepest {Steepest:G2}, a tenth of the minimum {TenthOfMinimum:G2}; ");
        else
            text.Append("no suggestion, because the loss never fell over enough steps: use more steps, or begin with a lower rate; ");
        text.Append(CultureInfo.InvariantCulture, $"{Points.Count} {(Points.Count == 1 ? "step" : "steps")}");
        if (Points.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $" from {Points[0].Rate:G2} to {Points[^1].Rate:G2}");
        return text.Append(Diverged ? ", then the loss diverged" : "").ToString();
    }
}
