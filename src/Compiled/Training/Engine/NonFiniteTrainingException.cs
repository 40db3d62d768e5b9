using System.Globalization;

namespace Compiled;

/// <summary>
/// Training produced infinities or NaN. The network and the trainer are restored to the state after the last good epoch (or before the
/// first). After a direct step they are those of the last good step: see <see cref="TrainerOptions.StopOnNonFinite"/>; after <c>Minimize</c> those of
/// its last finished iteration.
/// </summary>
public sealed class NonFiniteTrainingException : ArithmeticException
{
    internal NonFiniteTrainingException(int epoch, int batch, string block, double loss)
        : base(Describe(epoch, batch, block, loss))
    {
        Epoch = epoch;
        Batch = batch;
        Block = block;
        Loss = loss;
    }

    private NonFiniteTrainingException(string message, long step, string block, double loss)
        : base(message)
    {
        Step = step;
        Block = block;
        Loss = loss;
    }

    /// <summary>The number of the direct step in which it was detected, from 1; 0 in <c>Fit</c> and <c>Minimize</c>.</summary>
    public long Step { get; }

    /// <summary>The iteration of <c>Minimize</c> in which it was detected, from 1; 0 at its start and elsewhere.</summary>
    public int Iteration { get; private init; }

    /// <summary>The epoch in which it was detected, from 1; 0 for a direct step.</summary>
    public int Epoch { get; }

    /// <summary>The batch of that epoch, from 1; 0 for a direct step.</summary>
    public int Batch { get; }

    /// <summary>
    /// The first block with a parameter that is not finite; "loss" when all were finite and only the loss, or the outputs under it, were
    /// not.
    /// </summary>
    public string Block { get; }

    /// <summary>The mean loss of that batch.</summary>
    public double Loss { get; }

    internal static NonFiniteTrainingException InStep(long step, long goodStep, string block, double loss, bool isRestored)
    {
        var what = block switch
        {
            "loss" => string.Create(CultureInfo.InvariantCulture, $"the loss is {loss}, though all parameters are finite"),
            "output gradients" => "the output gradients are not finite",
            _ => string.Create(CultureInfo.InvariantCulture, $"block {block} has parameters that are not finite (the loss is {loss})"),
        };
        var state = !isRestored ? "The parameters were not finite when this trainer received them, and are left as they are. "
            : goodStep == 0 ? "The network has the parameters from before training. "
            : string.Create(CultureInfo.InvariantCulture, $"The network has the parameters of step {goodStep}. ");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Training diverged in step {step}: {what}. {state}")
            + "Lower the learning rate, clip the gradients (TrainerOptions.ClipNorm), standardise the inputs and targets, and check the data for NaN and infinities.",
            step, block, loss);
    }

    internal static NonFiniteTrainingException InMinimize(int finished, bool isStart, string block, double loss)
    {
        const string Remedy = "standardise the inputs and targets, and check the data for NaN and infinities.";
        var seen = block == "loss"
            ? string.Create(CultureInfo.InvariantCulture, $"the loss is {loss} or a gradient is not finite")
            : string.Create(CultureInfo.InvariantCulture, $"block {block} has parameters that are not finite (the loss is {loss})");
        return isStart
            ? new($"Minimize cannot begin: {seen}. The parameters are left as they are. Use other parameters, {Remedy}", 0, block, loss)
            : new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Minimize diverged in iteration {finished + 1}: no point that the line search tried is finite (at the last one {seen}). ")
                + $"The parameters are those {(finished == 0 ? "before it" : string.Create(CultureInfo.InvariantCulture, $"after iteration {finished}"))}. "
                + "Lower Lbfgs.LearningRate, " + Remedy, 0, block, loss)
            {
                Iteration = finished + 1,
            };
    }

    private static string Describe(int epoch, int batch, string block, double loss)
    {
        var what = block == "loss"
            ? string.Create(CultureInfo.InvariantCulture, $"the loss is {loss}, though all parameters are finite")
            : string.Create(CultureInfo.InvariantCulture, $"block {block} has parameters that are not finite (the loss is {loss})");
        var restored = epoch == 1 ? "they had before training" : string.Create(CultureInfo.InvariantCulture, $"of epoch {epoch - 1}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged in epoch {epoch}, batch {batch}: {what}. The parameters are restored to the values {restored}. ")
            + "Lower the learning rate, standardise the inputs and targets, and check the data for NaN and infinities.";
    }
}
