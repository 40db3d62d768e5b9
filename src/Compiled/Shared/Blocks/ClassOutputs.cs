namespace Compiled;

/// <summary>Last blocks that give probabilities of classes.</summary>
internal static class ClassOutputs
{
    public static readonly BlockKind Softmax = new(
        "Softmax", BlockTraits.InSequential | BlockTraits.Nonlinear | BlockTraits.StandsAlone | BlockTraits.Probabilities, "probabilities; the last block before the loss");

    public static readonly BlockKind LogSoftmax = new(
        "LogSoftmax", BlockTraits.InSequential | BlockTraits.Nonlinear | BlockTraits.StandsAlone | BlockTraits.LogProbabilities,
        "the logarithms of probabilities; the last block before the loss");

    public static BlockKind[] All => [Softmax, LogSoftmax];
}
