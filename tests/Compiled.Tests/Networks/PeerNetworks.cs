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
        ["3-5-2 Elu MeanSquaredError"] = new LearnerCase<Peer352EluMeanSquaredError>(),
        ["3-5-2 Selu MeanSquaredError"] = new LearnerCase<Peer352SeluMeanSquaredError>(),
        ["3-5-2 Gelu MeanSquaredError"] = new LearnerCase<Peer352GeluMeanSquaredError>(),
        ["3-5-2 GeluTanh MeanSquaredError"] = new LearnerCase<Peer352GeluTanhMeanSquaredError>(formula: "GeluTanh"),
        ["3-5-2 Silu MeanSquaredError"] = new LearnerCase<Peer352SiluMeanSquaredError>(),
        ["3-5-2 Mish MeanSquaredError"] = new LearnerCase<Peer352MishMeanSquaredError>(),
        ["3-5-2 Softplus MeanSquaredError"] = new LearnerCase<Peer352SoftplusMeanSquaredError>(),
        ["3-5-2 Softsign MeanSquaredError"] = new LearnerCase<Peer352SoftsignMeanSquaredError>(),
        ["3-5-2 HardSigmoid MeanSquaredError"] = new LearnerCase<Peer352HardSigmoidMeanSquaredError>(),
        ["3-5-2 HardTanh MeanSquaredError"] = new LearnerCase<Peer352HardTanhMeanSquaredError>(),
        ["3-5-2 HardSwish MeanSquaredError"] = new LearnerCase<Peer352HardSwishMeanSquaredError>(),
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
        ["4-3-2 Elu MeanSquaredError"] = new LearnerCase<Peer432EluMeanSquaredError>(),
        ["4-3-2 Selu MeanSquaredError"] = new LearnerCase<Peer432SeluMeanSquaredError>(),
        ["4-3-2 Gelu MeanSquaredError"] = new LearnerCase<Peer432GeluMeanSquaredError>(),
        ["4-3-2 GeluTanh MeanSquaredError"] = new LearnerCase<Peer432GeluTanhMeanSquaredError>(formula: "GeluTanh"),
        ["4-3-2 Silu MeanSquaredError"] = new LearnerCase<Peer432SiluMeanSquaredError>(),
        ["4-3-2 Mish MeanSquaredError"] = new LearnerCase<Peer432MishMeanSquaredError>(),
        ["4-3-2 Softplus MeanSquaredError"] = new LearnerCase<Peer432SoftplusMeanSquaredError>(),
        ["4-3-2 Softsign MeanSquaredError"] = new LearnerCase<Peer432SoftsignMeanSquaredError>(),
        ["4-3-2 HardSigmoid MeanSquaredError"] = new LearnerCase<Peer432HardSigmoidMeanSquaredError>(),
        ["4-3-2 HardTanh MeanSquaredError"] = new LearnerCase<Peer432HardTanhMeanSquaredError>(),
        ["4-3-2 HardSwish MeanSquaredError"] = new LearnerCase<Peer432HardSwishMeanSquaredError>(),
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
        ["7-17-9-3 Elu MeanSquaredError"] = new LearnerCase<Peer71793EluMeanSquaredError>(),
        ["7-17-9-3 Selu MeanSquaredError"] = new LearnerCase<Peer71793SeluMeanSquaredError>(),
        ["7-17-9-3 Gelu MeanSquaredError"] = new LearnerCase<Peer71793GeluMeanSquaredError>(),
        ["7-17-9-3 GeluTanh MeanSquaredError"] = new LearnerCase<Peer71793GeluTanhMeanSquaredError>(formula: "GeluTanh"),
        ["7-17-9-3 Silu MeanSquaredError"] = new LearnerCase<Peer71793SiluMeanSquaredError>(),
        ["7-17-9-3 Mish MeanSquaredError"] = new LearnerCase<Peer71793MishMeanSquaredError>(),
        ["7-17-9-3 Softplus MeanSquaredError"] = new LearnerCase<Peer71793SoftplusMeanSquaredError>(),
        ["7-17-9-3 Softsign MeanSquaredError"] = new LearnerCase<Peer71793SoftsignMeanSquaredError>(),
        ["7-17-9-3 HardSigmoid MeanSquaredError"] = new LearnerCase<Peer71793HardSigmoidMeanSquaredError>(),
        ["7-17-9-3 HardTanh MeanSquaredError"] = new LearnerCase<Peer71793HardTanhMeanSquaredError>(),
        ["7-17-9-3 HardSwish MeanSquaredError"] = new LearnerCase<Peer71793HardSwishMeanSquaredError>(),
    };

    /// <summary>The network of optimizers.json.</summary>
    public static NetworkCase Optimizers { get; } = new LearnerCase<Peer231>();

    public static IEnumerable<NetworkCase> All => [.. Gradients.Values, Optimizers];
}
