namespace Compiled.Checkpoints.Child;

/// <summary>Large enough that saving it takes a while, and with noise, so that a step draws numbers.</summary>
[Network(inputs: 32)]
[Dense(96), Relu, Dropout(0.2)]
[Dense(4), Softmax]
[CrossEntropy]
public sealed partial class ChildNet;
