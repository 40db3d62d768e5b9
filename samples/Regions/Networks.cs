using Compiled;

namespace Regions;

/// <summary>One line through the plane.</summary>
[Network(inputs: 2)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class OneLayer;

/// <summary>Sixteen lines, and one unit that adds up on which sides of them a point lies.</summary>
[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class TwoLayers;

/// <summary>Sixteen lines, sixteen regions cut out by them, and their union.</summary>
[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class ThreeLayers;
