using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>The declared networks that stand for the fixtures' cases, by the cases' names.</summary>
internal static class PeerNetworks
{
    /// <summary>Name of the case in gradients.json, and its network.</summary>
    public static IReadOnlyDictionary<string, NetworkCase> Gradients { get; } = new Dictionary<string, NetworkCase>
    {
        ["3-5-2 Identity MeanSquaredError"] = new LearnerCase<Peer352IdentityMeanSquaredError>(),
        ["3-5-2 Sigmoid MeanSquaredError"] = new LearnerCase<Peer352SigmoidMeanSquaredError>(),
        ["3-5-2 Tanh MeanSquaredError"] = new LearnerCase<Peer352TanhMeanSquaredError>(),
        ["3-5-2 Tanh SumSquaredError"] = new LearnerCase<Peer352TanhSumSquaredError>(),
        ["3-5-2 Tanh BinaryCrossEntropy"] = new LearnerCase<Peer352TanhBinaryCrossEntropy>(),
        ["3-5-2 Tanh CrossEntropy"] = new LearnerCase<Peer352TanhCrossEntropy>(),
        ["3-5-2 Relu MeanSquaredError"] = new LearnerCase<Peer352ReluMeanSquaredError>(),
        ["3-5-2 Relu SumSquaredError"] = new LearnerCase<Peer352ReluSumSquaredError>(),
        ["3-5-2 Relu BinaryCrossEntropy"] = new LearnerCase<Peer352ReluBinaryCrossEntropy>(),
        ["3-5-2 Relu CrossEntropy"] = new LearnerCase<Peer352ReluCrossEntropy>(),
        ["3-5-2 LeakyRelu MeanSquaredError"] = new LearnerCase<Peer352LeakyReluMeanSquaredError>(),
        ["4-3-2 Identity MeanSquaredError"] = new LearnerCase<Peer432IdentityMeanSquaredError>(),
        ["4-3-2 Sigmoid MeanSquaredError"] = new LearnerCase<Peer432SigmoidMeanSquaredError>(),
        ["4-3-2 Tanh MeanSquaredError"] = new LearnerCase<Peer432TanhMeanSquaredError>(),
        ["4-3-2 Tanh SumSquaredError"] = new LearnerCase<Peer432TanhSumSquaredError>(),
        ["4-3-2 Tanh BinaryCrossEntropy"] = new LearnerCase<Peer432TanhBinaryCrossEntropy>(),
        ["4-3-2 Tanh CrossEntropy"] = new LearnerCase<Peer432TanhCrossEntropy>(),
        ["4-3-2 Relu MeanSquaredError"] = new LearnerCase<Peer432ReluMeanSquaredError>(),
        ["4-3-2 Relu SumSquaredError"] = new LearnerCase<Peer432ReluSumSquaredError>(),
        ["4-3-2 Relu BinaryCrossEntropy"] = new LearnerCase<Peer432ReluBinaryCrossEntropy>(),
        ["4-3-2 Relu CrossEntropy"] = new LearnerCase<Peer432ReluCrossEntropy>(),
        ["4-3-2 LeakyRelu MeanSquaredError"] = new LearnerCase<Peer432LeakyReluMeanSquaredError>(),
        ["7-17-9-3 Identity MeanSquaredError"] = new LearnerCase<Peer71793IdentityMeanSquaredError>(),
        ["7-17-9-3 Sigmoid MeanSquaredError"] = new LearnerCase<Peer71793SigmoidMeanSquaredError>(),
        ["7-17-9-3 Tanh MeanSquaredError"] = new LearnerCase<Peer71793TanhMeanSquaredError>(),
        ["7-17-9-3 Tanh SumSquaredError"] = new LearnerCase<Peer71793TanhSumSquaredError>(),
        ["7-17-9-3 Tanh BinaryCrossEntropy"] = new LearnerCase<Peer71793TanhBinaryCrossEntropy>(),
        ["7-17-9-3 Tanh CrossEntropy"] = new LearnerCase<Peer71793TanhCrossEntropy>(),
        ["7-17-9-3 Relu MeanSquaredError"] = new LearnerCase<Peer71793ReluMeanSquaredError>(),
        ["7-17-9-3 Relu SumSquaredError"] = new LearnerCase<Peer71793ReluSumSquaredError>(),
        ["7-17-9-3 Relu BinaryCrossEntropy"] = new LearnerCase<Peer71793ReluBinaryCrossEntropy>(),
        ["7-17-9-3 Relu CrossEntropy"] = new LearnerCase<Peer71793ReluCrossEntropy>(),
        ["7-17-9-3 LeakyRelu MeanSquaredError"] = new LearnerCase<Peer71793LeakyReluMeanSquaredError>(),
        ["3-5-2 Tanh MeanAbsoluteError"] = new LearnerCase<Peer352TanhMeanAbsoluteError>(),
        ["3-5-2 Tanh Huber"] = new LearnerCase<Peer352TanhHuber>(lossSetting: 1),
        ["3-5-2 Tanh CrossEntropyLabelSmoothing0.1"] = new LearnerCase<Peer352TanhLabelSmoothing>(lossSetting: 0.1f),
        ["3-5-2 Relu MeanAbsoluteError"] = new LearnerCase<Peer352ReluMeanAbsoluteError>(),
        ["3-5-2 Relu Huber"] = new LearnerCase<Peer352ReluHuber>(lossSetting: 1),
        ["3-5-2 Relu CrossEntropyLabelSmoothing0.1"] = new LearnerCase<Peer352ReluLabelSmoothing>(lossSetting: 0.1f),
        ["4-3-2 Tanh MeanAbsoluteError"] = new LearnerCase<Peer432TanhMeanAbsoluteError>(),
        ["4-3-2 Tanh Huber"] = new LearnerCase<Peer432TanhHuber>(lossSetting: 1),
        ["4-3-2 Tanh CrossEntropyLabelSmoothing0.1"] = new LearnerCase<Peer432TanhLabelSmoothing>(lossSetting: 0.1f),
        ["4-3-2 Relu MeanAbsoluteError"] = new LearnerCase<Peer432ReluMeanAbsoluteError>(),
        ["4-3-2 Relu Huber"] = new LearnerCase<Peer432ReluHuber>(lossSetting: 1),
        ["4-3-2 Relu CrossEntropyLabelSmoothing0.1"] = new LearnerCase<Peer432ReluLabelSmoothing>(lossSetting: 0.1f),
        ["7-17-9-3 Tanh MeanAbsoluteError"] = new LearnerCase<Peer71793TanhMeanAbsoluteError>(),
        ["7-17-9-3 Tanh Huber"] = new LearnerCase<Peer71793TanhHuber>(lossSetting: 1),
        ["7-17-9-3 Tanh CrossEntropyLabelSmoothing0.1"] = new LearnerCase<Peer71793TanhLabelSmoothing>(lossSetting: 0.1f),
        ["7-17-9-3 Relu MeanAbsoluteError"] = new LearnerCase<Peer71793ReluMeanAbsoluteError>(),
        ["7-17-9-3 Relu Huber"] = new LearnerCase<Peer71793ReluHuber>(lossSetting: 1),
        ["7-17-9-3 Relu CrossEntropyLabelSmoothing0.1"] = new LearnerCase<Peer71793ReluLabelSmoothing>(lossSetting: 0.1f),
    };

    /// <summary>The network of optimizers.json.</summary>
    public static NetworkCase Optimizers { get; } = new LearnerCase<Peer231>();

    public static IEnumerable<NetworkCase> All => [.. Gradients.Values, Optimizers];
}
