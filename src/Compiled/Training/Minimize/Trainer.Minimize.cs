using Compiled.Runtime;

namespace Compiled;

public abstract partial class Trainer : IMinimizingTrainer
{
    /// <summary>
    /// Trains on the whole dataset at once by L-BFGS with a strong Wolfe line search, from the current parameters; often after a few epochs of
    /// <see cref="Fit"/>. For small datasets: every evaluation is a pass over all rows.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The objective is the mean loss, weighted by <see cref="Dataset.SampleWeights"/> and <see cref="TrainerOptions.ClassWeights"/> if present, plus
    /// λ/2·Σw², the penalty of <see cref="TrainerOptions.L2"/>, over the parameters it covers. Frozen blocks stay as they are, bit for bit.
    /// </para>
    /// <para>
    /// The trainer's own optimiser is not used: its rate, weight decay, state and <see cref="StepCount"/> stay as they are, and no
    /// <see cref="Health"/> is sampled. Afterwards <see cref="Loss"/> and, with <see cref="TrainerOptions.KeepGradients"/>, the gradients are those at the
    /// end. Everything is allocated before the first iteration: eight floats per parameter and two more for each step of the history.
    /// </para>
    /// <para>
    /// Features are matched by their names, and names are learned, as in <see cref="Fit"/>. A network with <c>[Standardize]</c> or <c>[StandardizeTargets]</c> has them fitted to the data first,
    /// unless they were already fitted or set. Every call begins without a history. Cancelling does not throw. However a run ends, even with an exception of the loss or
    /// of <see cref="Lbfgs.Progress"/>,
    /// the parameters are those of the last finished iteration. Runs on the calling thread and on those of
    /// <see cref="TrainerOptions.Threads"/>, with the same bits for every number; no other thread may use the network meanwhile.
    /// </para>
    /// </remarks>
    /// <param name="data">The training data, with as many features as the network has inputs and as many targets as it has outputs.</param>
    /// <param name="settings">Limits and tolerances; null for the defaults.</param>
    /// <returns>The result, and why the run ended.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network or its loss; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The trainer uses options that L-BFGS does not support: <see cref="TrainerOptions.L1"/>, <see cref="TrainerOptions.ClipNorm"/>,
    /// <see cref="TrainerOptions.ClipValue"/>, <see cref="TrainerOptions.MaxNorm"/>, a block with its own rate, blocks that draw random numbers, or <c>BatchNorm</c>; or the network is frozen. Nothing
    /// is changed.
    /// </exception>
    /// <exception cref="NonFiniteTrainingException">
    /// The loss or a gradient is infinite or NaN at the start, or at every point that a line search tried. The parameters are those of the last finished
    /// iteration.
    /// </exception>
    public LbfgsResult Minimize(Dataset data, Lbfgs? settings = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Parameters.ThrowIfFrozen();
        var matched = Match(data, validation: null);
        CheckMinimizable();
        Parameters.StandardizeIfNew(matched.Data);
        Parameters.Names = matched.Names;
        return new LbfgsRun(this, matched.Data, settings ?? new Lbfgs()).Run();
    }

    /// <summary>Loss and gradient at the parameters as they are. Frozen blocks have a gradient of 0.</summary>
    /// <returns>The loss with its penalty, and the mean loss alone, neither rounded to float.</returns>
    private protected abstract (double Objective, double Loss) Evaluate(Dataset data, Span<float> gradient);

    /// <summary>Parameters ← start + step·direction, where blocks are not frozen.</summary>
    private protected abstract void MoveTo(ReadOnlySpan<float> start, ReadOnlySpan<float> direction, float step);

    /// <summary>Makes them the gradients that the trainer shows.</summary>
    private protected abstract void ShowGradients(ReadOnlySpan<float> gradient);

    ParameterStore IMinimizingTrainer.Parameters => Parameters;

    (double Objective, double Loss) IMinimizingTrainer.Evaluate(Dataset data, Span<float> gradient) => Evaluate(data, gradient);

    void IMinimizingTrainer.MoveTo(ReadOnlySpan<float> start, ReadOnlySpan<float> direction, float step) => MoveTo(start, direction, step);

    void IMinimizingTrainer.Show(ReadOnlySpan<float> gradient, float loss)
    {
        ShowGradients(gradient);
        Loss = loss;
    }

    string? IMinimizingTrainer.NonFiniteBlock() => NonFiniteBlock();

    /// <summary>Throws where options or blocks make the objective something that L-BFGS cannot minimise.</summary>
    private protected virtual void CheckMinimizable()
    {
        Refuse(_options.L1 != 0, "TrainerOptions.L1", _options.L1, "the penalty has no derivative at 0, where many weights end up: use L2, or Fit with an optimizer");
        Refuse(_options.ClipNorm is not null, "TrainerOptions.ClipNorm", _options.ClipNorm, "a clipped gradient is not that of the loss; the line search bounds the steps");
        Refuse(_options.ClipValue is not null, "TrainerOptions.ClipValue", _options.ClipValue, "a clipped gradient is not that of the loss; the line search bounds the steps");
        Refuse(_options.MaxNorm is not null, "TrainerOptions.MaxNorm", _options.MaxNorm, "it would change parameters without the line search: use L2");
        foreach (var block in Topology.Blocks)
        {
            if (block.Has(BlockTraits.DrawsNoise))
            {
                throw new InvalidOperationException(
                    $"Minimize cannot train network {Topology.Name}: its block {block.Kind} draws random numbers in every pass, so losses cannot be "
                    + "compared. Train it with Fit.");
            }

            if (block.Has(BlockTraits.BatchStatistics))
            {
                throw new InvalidOperationException(
                    $"Minimize cannot train network {Topology.Name}: its block {block.Name} takes its statistics from each batch, so the loss of the "
                    + "whole data is not the sum over its batches. Train it with Fit, or use LayerNorm.");
            }
        }
    }

    private protected static void Refuse(bool isSet, string name, float? value, string why)
    {
        if (isSet)
            throw new InvalidOperationException(Wording.Of($"{name} is {value}, but Minimize does not support it: {why}."));
    }
}
