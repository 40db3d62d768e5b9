namespace Compiled;

/// <summary>Which parameters are spared by weight decay and by the penalties <see cref="TrainerOptions.L1"/> and <see cref="TrainerOptions.L2"/>.</summary>
public enum WeightDecayExclusions
{
    /// <summary>None: all parameters decay, as in PyTorch.</summary>
    None = 0,

    /// <summary>Biases, the scales and shifts of normalising blocks, and learned slopes: only weights of dense blocks decay.</summary>
    BiasesAndNorms = 1,
}
