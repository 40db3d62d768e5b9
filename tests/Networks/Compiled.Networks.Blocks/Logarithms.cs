namespace Compiled.Tests.Networks.Declared;

// The losses of class probabilities take the logarithm of a softmax as they take the softmax itself.

[Network(inputs: 5)]
[Dense(7), Tanh]
[Dense(4), LogSoftmax]
[CrossEntropy]
public sealed partial class LogarithmsOfClasses;

[Network(inputs: 40)]
[Dense(24), Relu]
[Dense(17), LogSoftmax]
[KullbackLeibler]
public sealed partial class LogarithmsOfDistributions;
