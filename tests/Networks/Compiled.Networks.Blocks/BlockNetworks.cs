using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>Blocks that are neither dense nor activations.</summary>
public sealed class BlockNetworks : NetworkList<BlockNetworks>, INetworkList
{
    /// <inheritdoc />
    public static IEnumerable<NetworkCase> Cases { get; } =
    [
        new LearnerCase<Plain>(),
        new LearnerCase<LogarithmsOfClasses>(),
        new LearnerCase<LogarithmsOfDistributions>(),
        new LearnerCase<NormsAndSlopes>(),
        new LearnerCase<NormsBeforeActivations>(first: 0.125f),
        new LearnerCase<SlopesEverywhere>(),
        new LearnerCase<DeepNorms>(),
        new PredictorCase<NormedOutputs>(),
        new LearnerCase<RescaledRows>(),
        new LearnerCase<Factors>(),
        new LearnerCase<FactorsOfInputs>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<RescaledBatches>(prepare: network => TestStatistics.Set(network.BatchNorm0, network.Middle, network.BatchNorm2)),
        new PredictorCase<RescaledOutputs>(),
        new LearnerCase<Dropped>(),
        new LearnerCase<DroppedClasses>(),
        new LearnerCase<Disturbed>(),
        new PredictorCase<QuietPredictor>(),
        new LearnerCase<MaskOfInputs>(),
        new LearnerCase<NoisyOutputs>(),
        new LearnerCase<StandardizedPlain>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<StandardizedClasses>(prepare: network => TestStatistics.Set(network.Scaling)),
        new LearnerCase<StandardizedDot>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<StandardizedTanh>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new PredictorCase<StandardizedPredictor>(prepare: network => TestStatistics.Set(network.Standardize0)),
        new LearnerCase<TargetsNarrow>(prepare: network => TestStatistics.Set(network.StandardizeTargets0)),
        new LearnerCase<TargetsRows>(lossSetting: 0.75, prepare: network => TestStatistics.Set(network.Prices)),
        new LearnerCase<TargetsDots>(prepare: network => TestStatistics.Set(network.StandardizeTargets0)),
        new LearnerCase<TargetsMixed>(lossSetting: 0.25, prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0);
            TestStatistics.Set(network.StandardizeTargets0);
        }),
        new LearnerCase<TargetsOfHeads>(lossSetting: 1, prepare: network => TestStatistics.Set(network.StandardizeTargets0, network.StandardizeTargets1)),
        new PredictorCase<TargetsPredictor>(prepare: network => TestStatistics.Set(network.StandardizeTargets0)),
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
        new LearnerCase<MixedBatches>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0, network.BatchNorm1, network.BatchNorm2);
        }),
        new LearnerCase<MixedShapes>(prepare: network => TestStatistics.Set(network.BatchNorm0, network.BatchNorm1)),
        new LearnerCase<MixedTransformer>(first: 0.125f),
        new LearnerCase<MixedHeads>(prepare: network =>
        {
            TestStatistics.Set(network.Standardize0);
            TestStatistics.Set(network.BatchNorm0);
        }),
        new LearnerCase<MixedNoise>(first: 0.125f, lossSetting: 1),
        new LearnerCase<DeepNoisy>(),
    ];
}
