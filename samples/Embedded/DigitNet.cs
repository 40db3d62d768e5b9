using Compiled;

namespace Embedded;

/// <summary>8 × 8 pixels in, ten digits out; the weights are in the program. They were trained as samples/Digits trains, and written by <c>WeightsFile.Save</c>.</summary>
[Network(inputs: 64)]
[Standardize]
[Dense(32), Relu]
[Dense(10), Softmax]
[CrossEntropy]
[Weights("digits.weights")]
public sealed partial class DigitNet;
