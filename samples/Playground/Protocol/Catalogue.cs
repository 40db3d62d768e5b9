namespace Playground.Protocol;

/// <summary>What a visitor can choose from, each with a sentence that says what it does. A test compiles every entry.</summary>
public static class Catalogue
{
    /// <summary>The data sets.</summary>
    public static IReadOnlyList<DataEntry> Data { get; } =
    [
        new("circle", "circle", "A disc inside a ring: no straight line separates them.", 2, 2),
        new("xor", "xor", "Opposite quadrants belong together, which a single layer cannot learn.", 2, 2),
        new("spiral", "spiral", "Two arms around each other: it needs several layers, or wide ones.", 2, 2),
        new("halfplane", "half-plane", "Everything on one side of a line: one dense block is enough.", 2, 2),
        new("convex", "convex", "A pentagon: what five half-planes have in common.", 2, 2),
        new("region", "region", "An open ring with an island in it: neither convex nor of one piece.", 2, 2),
        new("own", "own points", "Only the points that you paint or paste.", 2, 10),
        new("digits", "digits", "Handwritten digits of 8 × 8 pixels, ten classes.", 64, 10),
    ];

    /// <summary>What a head can learn; it is named after it.</summary>
    public static IReadOnlyList<TargetEntry> Targets { get; } =
    [
        new("class", "The class: what networks without heads learn.", 2, false),
        new("radius", "The distance from the middle: a number, learned by a regression.", 2, true),
        new("quadrant", "Which of the four quadrants a point is in: a second class.", 2, false),
        new("value", "The fourth column of a pasted table: a number of your own.", 2, true),
        new("class", "The digit: what networks without heads learn.", 64, false),
        new("even", "Whether the digit is even: a second class.", 64, false),
        new("ink", "How dark the picture is on average: a number, learned by a regression.", 64, true),
    ];

    /// <summary>The blocks that can be inserted.</summary>
    public static IReadOnlyList<BlockEntry> Blocks { get; } =
    [
        new("Dense", "dense", "Every unit adds up all inputs, each times a weight, and a bias.", "Dense(8)"),
        new("Relu", "activation", "max(x, 0): cheap, and its gradient does not vanish above 0.", "Relu"),
        new("LeakyRelu", "activation", "x above 0, a small slope below, so that no unit dies.", "LeakyRelu(0.01)"),
        new("PRelu", "activation", "As LeakyRelu, with a slope that is learned.", "PRelu"),
        new("Elu", "activation", "x above 0, eˣ − 1 below: smooth, with outputs around 0.", "Elu"),
        new("Selu", "activation", "An Elu whose constants keep the variance from block to block.", "Selu"),
        new("Celu", "activation", "As Elu for α = 1; its slope has no jump at 0 for any other α either.", "Celu"),
        new("Gelu", "activation", "x · Φ(x): a smooth Relu, usual in transformers.", "Gelu"),
        new("Silu", "activation", "x · sigmoid(x): a smooth Relu, also called swish.", "Silu"),
        new("Mish", "activation", "x · tanh(ln(1 + eˣ)): a smooth Relu.", "Mish"),
        new("Softplus", "activation", "ln(1 + eˣ): a Relu without a corner.", "Softplus"),
        new("Tanh", "activation", "Between −1 and 1; flat, and so without gradient, far from 0.", "Tanh"),
        new("Sigmoid", "activation", "Between 0 and 1: a probability, or an old-fashioned hidden unit.", "Sigmoid"),
        new("Softsign", "activation", "x / (1 + |x|): as Tanh, but approaches −1 and 1 more slowly.", "Softsign"),
        new("HardTanh", "activation", "x, cut off at −1 and 1.", "HardTanh"),
        new("HardSigmoid", "activation", "A Sigmoid made of straight lines.", "HardSigmoid"),
        new("HardSwish", "activation", "A Silu made of straight lines and a parabola.", "HardSwish"),
        new("Relu6", "activation", "x within 0 and 6.", "Relu6"),
        new("LogSigmoid", "activation", "The logarithm of a sigmoid.", "LogSigmoid"),
        new("Hardshrink", "activation", "0 near 0, x elsewhere.", "Hardshrink"),
        new("Softshrink", "activation", "Pulls x towards 0 and stops there.", "Softshrink"),
        new("Tanhshrink", "activation", "x − tanh x: hardly anything near 0.", "Tanhshrink"),
        new("Threshold", "activation", "x above a threshold, a constant below.", "Threshold(0, 0)"),
        new("SmoothClip", "activation", "Cuts off softly, at plus and minus the limit.", "SmoothClip"),
        new("Identity", "activation", "x: two dense blocks with nothing between are one.", "Identity"),
        new("Softmax", "output", "Probabilities of classes that exclude each other; they add up to 1.", "Softmax"),
        new("LogSoftmax", "output", "The logarithms of a softmax.", "LogSoftmax"),
        new("Dropout", "regularisation", "In each step a random share of the values is 0, so that no unit relies on another.", "Dropout(0.2)"),
        new("GaussianNoise", "regularisation", "In each step the values are blurred: as if there were more samples.", "GaussianNoise(0.1)"),
        new("Standardize", "normalisation", "Brings the inputs to mean 0 and deviation 1. First block only.", "Standardize"),
        new("StandardizeTargets", "normalisation", "Brings the targets of a regression to mean 0 and deviation 1. Last block before its loss.", "StandardizeTargets"),
        new("BatchNorm", "normalisation", "Brings each unit to mean 0 and deviation 1 over the batch.", "BatchNorm"),
        new("LayerNorm", "normalisation", "Brings each sample to mean 0 and deviation 1 over the units.", "LayerNorm"),
        new("RmsNorm", "normalisation", "Divides each sample by its root mean square over the units.", "RmsNorm"),
        new("Scale", "normalisation", "One learned factor per unit.", "Scale"),
        new("BeginResidual", "structure", "Here a shortcut begins: what arrives is added at EndResidual.", "BeginResidual"),
        new("EndResidual", "structure", "Here the shortcut ends: gradients flow past the blocks between.", "EndResidual"),
    ];

    /// <summary>The losses.</summary>
    public static IReadOnlyList<LossEntry> Losses { get; } =
    [
        new("BinaryCrossEntropy", "−ln of the probability of the right answer, after Dense(1) and Sigmoid.", "BinaryCrossEntropy"),
        new("CrossEntropy", "−ln of the probability of the right class, after Softmax.", "CrossEntropy"),
        new("MeanSquaredError", "The squared error, averaged: the lecture's first loss.", "MeanSquaredError"),
        new("SumSquaredError", "The squared error, summed over the outputs.", "SumSquaredError"),
        new("MeanAbsoluteError", "The absolute error: one outlier counts no more than others.", "MeanAbsoluteError"),
        new("Huber", "Squared near 0, absolute far away.", "Huber"),
        new("Hinge", "Asks for a margin: targets are −1 and 1.", "Hinge"),
        new("KullbackLeibler", "The divergence of distributions, after Softmax.", "KullbackLeibler"),
    ];

    /// <summary>The initialisers of dense blocks.</summary>
    public static IReadOnlyList<ChoiceEntry> Initializers { get; } =
    [
        new("Auto", "He before Relu-like activations, Xavier before others."),
        new("XavierUniform", "Keeps variances before Tanh and Sigmoid; uniform."),
        new("XavierNormal", "Keeps variances before Tanh and Sigmoid; normal."),
        new("HeUniform", "Keeps variances before Relu; uniform."),
        new("HeNormal", "Keeps variances before Relu; normal."),
        new("LeCunNormal", "Keeps variances before Selu; normal."),
        new("LeCunUniform", "Keeps variances before Selu; uniform."),
        new("Orthogonal", "A rotation: lengths stay as they are."),
        new("TruncatedNormal", "Normal with deviation 0.02, without outliers."),
        new("PyTorchDefault", "What nn.Linear begins with."),
        new("Zeros", "All 0: units stay alike, and nothing is learned. Try it."),
    ];

    /// <summary>The optimisers, with the learning rates that they are usually begun with.</summary>
    public static IReadOnlyList<OptimizerEntry> Optimizers { get; } =
    [
        new("Sgd", "Down the gradient, with momentum like a rolling ball.", 0.1, true, true),
        new("Adam", "A rate for each weight, from running means of gradients and their squares.", 0.01, false, true),
        new("AdamW", "Adam with weight decay apart from the gradient.", 0.01, false, true),
        new("NAdam", "Adam with Nesterov's look ahead.", 0.01, false, true),
        new("RAdam", "Adam that begins carefully.", 0.01, false, true),
        new("Adamax", "Adam with the largest gradient in place of the mean square.", 0.01, false, true),
        new("RmsProp", "Divides by the running root mean square of the gradient.", 0.01, true, true),
        new("Adagrad", "Divides by the root of all squares so far: rates only shrink.", 0.1, false, true),
        new("AdaDelta", "Measures steps in units of earlier steps.", 1, false, true),
        new("Rprop", "Looks at signs only. For full batches.", 0.01, false, false),
    ];

    /// <summary>The schedules of the learning rate.</summary>
    public static IReadOnlyList<ChoiceEntry> Schedules { get; } =
    [
        new("Constant", "The rate stays."),
        new("Step", "A tenth after each third of the duration."),
        new("Exponential", "Shrinks evenly, to a hundredth at the end."),
        new("Polynomial", "Shrinks to 0 along a parabola."),
        new("Cosine", "Shrinks to 0 along half a cosine."),
        new("CosineWarmRestarts", "Cosines of a quarter of the duration, one after another."),
        new("OneCycle", "Rises to ten times the rate, then falls far below it."),
        new("LinearWarmUp", "Rises to the rate during a tenth of the duration, then a cosine."),
    ];
}
