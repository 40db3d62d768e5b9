using Compiled.Numerics;

namespace Compiled;

/// <summary>The copies of a batch that an <see cref="Augmentation"/> may change, and its random numbers.</summary>
internal sealed class FitAugmentation(Augmentation augment, Dataset data, int batchSize, long seed)
{
    private readonly float[] _inputs = new float[batchSize * data.InputSize];
    private readonly float[] _targets = new float[batchSize * data.TargetSize];
    private readonly SeededRandom _random = new(0);

    /// <summary>Replaces a batch by its changed copy.</summary>
    /// <param name="epoch">As the shuffling counts it.</param>
    /// <param name="batch">From 1: stream 0 of the epoch's seed is the shuffling's.</param>
    /// <param name="inputs">The rows' features.</param>
    /// <param name="targets">The rows' targets.</param>
    public void Apply(int epoch, int batch, ref ReadOnlySpan<float> inputs, ref ReadOnlySpan<float> targets)
    {
        var changedInputs = _inputs.AsSpan(0, inputs.Length);
        var changedTargets = _targets.AsSpan(0, targets.Length);
        inputs.CopyTo(changedInputs);
        targets.CopyTo(changedTargets);
        _random.Reseed(BatchReader.EpochSeed(seed, epoch), batch);
        augment(changedInputs, changedTargets, inputs.Length / data.InputSize, _random);
        inputs = changedInputs;
        targets = changedTargets;
    }
}
