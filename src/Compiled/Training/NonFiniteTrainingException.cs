using System.Globalization;

namespace Compiled;

/// <summary>
/// Training turned into infinities or NaN. The network and the trainer are back where they were after the last good epoch (or before the
/// first).
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

    /// <summary>The epoch in which it was noticed, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch of that epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>
    /// The first block with a parameter that is not finite; "loss" when all were finite and only the loss, or the outputs under it, were
    /// not.
    /// </summary>
    public string Block { get; }

    /// <summary>The mean loss of that batch.</summary>
    public double Loss { get; }

    private static string Describe(int epoch, int batch, string block, double loss)
    {
        var what = block == "loss"
            ? string.Create(CultureInfo.InvariantCulture, $"the loss is {loss}, though all parameters are finite")
            : string.Create(CultureInfo.InvariantCulture, $"block {block} has parameters that are not finite (the loss is {loss})");
        var restored = epoch == 1 ? "they had before training" : string.Create(CultureInfo.InvariantCulture, $"of epoch {epoch - 1}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged in epoch {epoch}, batch {batch}: {what}. The parameters are back at the values {restored}. ")
            + "Lower the learning rate, standardise the inputs and targets, and check the data for NaN and infinities.";
    }
}
