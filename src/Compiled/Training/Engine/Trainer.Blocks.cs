using System.Globalization;

namespace Compiled;

public abstract partial class Trainer
{
    /// <summary>
    /// The figures of the last sampled step, or null before the first one and if <see cref="TrainerOptions.HealthInterval"/> is 0. The same object is
    /// filled again with each sample.
    /// </summary>
    public abstract TrainingHealth? Health { get; }

    /// <summary>
    /// Runs rows forward as a prediction does, without dropout and noise and with running statistics, and returns what each block with parameters gives, from input to output. It changes
    /// neither parameters nor the optimiser's state. It allocates the result.
    /// </summary>
    /// <param name="inputs">[row][input], at least one row, in the network's order of features.</param>
    /// <returns>One entry for each block with parameters; none from a trainer that keeps no activations.</returns>
    /// <exception cref="ArgumentException">The span is empty, or not a whole number of rows.</exception>
    public abstract IReadOnlyList<BlockActivations> ObserveActivations(ReadOnlySpan<float> inputs);

    /// <summary>Freezes the weights and biases of a block while the others are trained, as with PyTorch's <c>requires_grad = False</c>.</summary>
    /// <remarks>The optimiser state of the block is frozen too, including its step count. Gradients are still computed, but do not count for clipping.</remarks>
    /// <param name="block">The name of the block's view, such as "Dense0".</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    public void Freeze(string block) => Tune(IndexOf(block), isFrozen: true);

    /// <summary>Unfreezes a block.</summary>
    /// <param name="block">The name of the block's view, such as "Dense0".</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    public void Unfreeze(string block) => Tune(IndexOf(block), isFrozen: false);

    /// <summary>Sets the learning rate of a block as a multiple of <see cref="LearningRate"/>, which schedules continue to change: 0.1 is a tenth of it.</summary>
    /// <param name="block">The name of the block's view, such as "Dense0".</param>
    /// <param name="factor">Finite and not negative; initially 1. At 0 the optimiser state still changes, unlike in a frozen block.</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public void SetRate(string block, float factor)
    {
        var index = IndexOf(block);
        OptimizerSetting.NotNegative($"The rate factor of {block}", factor);
        TuneRates(index, factor, factor);
    }

    /// <summary>Sets the learning rates of the weights and of the biases of a block, each as a multiple of <see cref="LearningRate"/>.</summary>
    /// <param name="block">The name of the block's view, such as "Dense0".</param>
    /// <param name="weights">The factor of the weights, or of a norm's scales: finite and not negative; initially 1.</param>
    /// <param name="biases">The factor of the biases, or of a norm's shifts: finite and not negative; initially 1. Of no effect for a block without biases.</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public void SetRate(string block, float weights, float biases)
    {
        var index = IndexOf(block);
        OptimizerSetting.NotNegative($"The rate factor of the weights of {block}", weights);
        OptimizerSetting.NotNegative($"The rate factor of the biases of {block}", biases);
        TuneRates(index, weights, biases);
    }

    /// <summary>Limits the norm of the incoming weights of each unit of a block, in place of <see cref="TrainerOptions.MaxNorm"/>.</summary>
    /// <param name="block">The name of the block's view, such as "Dense0".</param>
    /// <param name="maxNorm">Finite and above 0. Norms and slopes, which have one weight per unit, are never limited.</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The norm is not above 0, or not finite.</exception>
    public void SetMaxNorm(string block, float maxNorm)
    {
        var index = IndexOf(block);
        OptimizerSetting.Positive($"The maximum norm of {block}", maxNorm);
        TuneMaxNorm(index, maxNorm);
    }

    /// <summary>Sets whether the optimiser's weight decay, decoupled or not, covers a block; initially it covers all.</summary>
    /// <remarks>Parameters excluded by <see cref="TrainerOptions.WeightDecayExclusions"/> stay excluded. An optimiser without weight decay is not affected.</remarks>
    /// <param name="block">The name of the block's view, such as "Dense0".</param>
    /// <param name="decays">False excludes the block.</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    public void SetWeightDecay(string block, bool decays) => TuneWeightDecay(IndexOf(block), decays);

    private protected abstract void TuneMaxNorm(int block, float maxNorm);

    private protected abstract void TuneWeightDecay(int block, bool decays);

    private protected abstract void Tune(int block, bool isFrozen);

    private protected abstract void TuneRates(int block, float weights, float biases);

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var blocks = Parameters.Layout.Blocks;
        for (var index = 0; index < blocks.Count; index++)
        {
            if (blocks[index].Name == name)
                return index;
        }

        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"The network has no block '{name}' with parameters: it has {string.Join(", ", blocks.Select(block => block.Name))}."),
            nameof(name));
    }
}
