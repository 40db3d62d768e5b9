using Compiled;

namespace CompiledTests;

/// <summary>The network under test: declare your own, or reference the project that has it.</summary>
[Network(inputs: 2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class ExclusiveOr;
