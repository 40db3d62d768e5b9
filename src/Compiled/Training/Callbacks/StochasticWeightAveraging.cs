namespace Compiled;

/// <summary>
/// Stochastic weight averaging: the mean of the parameters after each epoch, from a given epoch on. Lightning's <c>StochasticWeightAveraging</c>, PyTorch's <c>torch.optim.swa_utils</c>.
/// </summary>
/// <remarks>
/// average ← average + (parameters − average) / n for the n-th epoch that enters. Averaging needs parameters that keep moving: give the run a constant or cyclic rate from
/// <see cref="Start"/> on, such as <c>Schedule.Cosine(40).Then(40, Schedule.Constant)</c>. Running statistics of <c>BatchNorm</c> are averaged too, in place of PyTorch's
/// <c>update_bn</c>. See <see cref="WeightAverage"/> for when the network has which parameters. Source: Izmailov et al., "Averaging Weights Leads to Wider Optima and Better
/// Generalization", 2018.
/// </remarks>
public sealed class StochasticWeightAveraging : WeightAverage
{
    /// <summary>Averages the last part of the epochs.</summary>
    /// <param name="start">The fraction of <see cref="FitOptions.Epochs"/> after which averaging begins, from 0 to below 1; 0.8 by default, Lightning's: of 10 epochs the last
    /// two are averaged.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not from 0 to below 1.</exception>
    public StochasticWeightAveraging(double start = 0.8)
    {
        if (!(start is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(start), start, Wording.Of($"StochasticWeightAveraging.Start is {start}, but must be a fraction of the epochs, from 0 to below 1: 0.8 averages the last fifth."));
        }

        Start = start;
    }

    /// <summary>The fraction of the epochs after which averaging begins.</summary>
    public double Start { get; }

    internal override string Settings => Wording.Of($"StochasticWeightAveraging, Start = {Start}");

    internal override void EpochFinished(int epoch, int epochs)
    {
        if (epoch > (int)(Start * epochs))
            Add(1f / (Count + 1));
    }
}
