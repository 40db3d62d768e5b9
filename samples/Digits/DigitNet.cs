using Compiled;

namespace Digits;

/// <summary>8 × 8 pixels in, ten digits out.</summary>
[Network(inputs: 64)]
[Dense(32), Relu]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class DigitNet;
