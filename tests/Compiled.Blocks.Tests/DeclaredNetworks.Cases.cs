using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <content>Blocks that are neither dense nor activations.</content>
internal static partial class DeclaredNetworks
{
    private static readonly NetworkCase[] Cases =
    [
        new LearnerCase<Plain>(),
        new LearnerCase<ResidualOfInputs>(),
        new LearnerCase<ResidualClasses>(),
        new LearnerCase<ResidualThenSoftmax>(),
        new LearnerCase<ResidualsNested>(formula: "Gelu"),
        new LearnerCase<ResidualAlone>(),
        new LearnerCase<ResidualsInARow>(),
        new LearnerCase<ResidualsDeep>(lossSetting: 1),
        new PredictorCase<ResidualPredicts>(),
        new LearnerCase<HeadsOfAgent>(),
        new LearnerCase<HeadsOfMany>(formula: "Gelu"),
        new LearnerCase<HeadsWithoutTrunk>(),
        new LearnerCase<HeadOfDeep>(),
    ];
}
