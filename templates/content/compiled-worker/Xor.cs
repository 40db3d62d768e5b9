using Compiled;

namespace CompiledWorker;

/// <summary>
/// A network whose weights are part of the binary: the compiler reads them from models/xor.weights. A training program wrote that file with
/// WeightsFile.Save(network, "xor.weights"); a network without a loss has no training code.
/// </summary>
[Network(inputs: 2)]
[Dense(2), Relu]
[Dense(1)]
[Weights("xor.weights")]
public sealed partial class Xor;
