using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <content>Blocks that are neither dense nor activations.</content>
internal static partial class DeclaredNetworks
{
    private static readonly NetworkCase[] Cases =
    [
        new LearnerCase<Plain>(),
        new LearnerCase<StandardizedPlain>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<StandardizedClasses>(prepare: network => TestStatistics.Set(network.Scaling)),
        new LearnerCase<StandardizedDot>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<StandardizedTanh>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new PredictorCase<StandardizedPredictor>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<NormedRelu>(prepare: network => TestStatistics.Set(network.BatchNorm0)),
        new LearnerCase<NormedClasses>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0, network.BatchNorm1);
        }),
        new LearnerCase<NormedDeep>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0);
        }),
        new LearnerCase<NormedRows>(prepare: network => TestStatistics.Set(network.Inner, network.Outer)),
        new PredictorCase<NormedPredictor>(prepare: network => TestStatistics.Set(network.BatchNorm0, network.BatchNorm1, network.BatchNorm2)),
    ];
}
