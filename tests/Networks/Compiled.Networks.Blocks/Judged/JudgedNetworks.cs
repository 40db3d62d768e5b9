namespace Compiled.Tests.Judged;

// One of each kind of output, with one input per output, so that a test can set y = x.

[Network(1)]
[Dense(1)]
[Hinge]
public sealed partial class Margin;

[Network(3)]
[Dense(3)]
[Hinge]
public sealed partial class Margins;

[Network(1)]
[Dense(1)]
[Poisson]
public sealed partial class Counts;

[Network(2)]
[Dense(2)]
[Poisson]
public sealed partial class TwoCounts;

[Network(1)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class YesOrNo;

[Network(3)]
[Dense(3), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Tags;

[Network(2)]
[Dense(2), LogSoftmax]
[CrossEntropy]
public sealed partial class LogClasses;

[Network(2)]
[Dense(2), Softmax]
[KullbackLeibler]
public sealed partial class Shares;

[Network(1)]
[Dense(1)]
[Quantile(0.9)]
public sealed partial class Upper;

[Network(1)]
[Dense(1)]
[Huber]
public sealed partial class Robust;

[Network(1)]
[Dense(1), Tanh]
[MeanSquaredError]
public sealed partial class Signs;

[Network(3)]
[Head("side")]
[Dense(1)]
[Hinge]
[Head("rate")]
[Dense(1)]
[Poisson]
[Head("tags")]
[Dense(2), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Mixed;

[Network(2)]
[Head("side")]
[Dense(1)]
[Hinge]
[Head("kind")]
[Dense(2), LogSoftmax]
[CrossEntropy]
public sealed partial class Decisions;

[Network(1)]
[Standardize]
[Dense(1)]
[MeanSquaredError]
public sealed partial class StandardizedNumber;
