using Compiled;

namespace Mnist;

/// <summary>28 × 28 pixels in, ten digits out, one hidden layer.</summary>
[Network(inputs: 784)]
[Dense(128), Relu]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class PlainNet;

/// <summary>Two hidden layers, for training with augmentation.</summary>
[Network(inputs: 784)]
[Dense(256), Relu]
[Dense(128), Relu]
[Dense(10), Softmax]
[CrossEntropy]
public sealed partial class DeepNet;
