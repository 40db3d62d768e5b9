using Compiled;

namespace Iris;

/// <summary>Four lengths in centimetres in, three species out. The inputs are scaled by what the network learns of them.</summary>
[Network(inputs: 4)]
[Standardize]
[Dense(16), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class IrisNet;
