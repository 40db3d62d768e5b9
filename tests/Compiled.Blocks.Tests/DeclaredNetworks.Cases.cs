using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <content>Blocks that are neither dense nor activations.</content>
internal static partial class DeclaredNetworks
{
    private static readonly NetworkCase[] Cases =
    [
        new LearnerCase<Plain>(),
        new LearnerCase<LogarithmsOfClasses>(),
        new LearnerCase<LogarithmsOfDistributions>(),
        new LearnerCase<Dropped>(),
        new LearnerCase<DroppedClasses>(),
        new LearnerCase<Disturbed>(),
        new PredictorCase<QuietPredictor>(),
        new LearnerCase<MaskOfInputs>(),
        new LearnerCase<NoisyOutputs>(),
        new LearnerCase<DeepNoisy>(),
    ];
}
