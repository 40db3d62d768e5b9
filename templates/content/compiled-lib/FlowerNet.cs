using Compiled;

namespace CompiledLibrary;

/// <summary>Four measurements of a flower in, the probabilities of three species out. The compiler writes the rest of the class.</summary>
[Network(inputs: 4)]
[Standardize]
[Dense(16), Relu]
[Dense(3), Softmax]
[CrossEntropy]
internal sealed partial class FlowerNet;
