namespace Compiled;

/// <summary>What everybody outside a kind of block may ask of it. A block of a topology carries the traits of its kind.</summary>
[Flags]
#if COMPILED_GENERATOR
internal
#else
public
#endif
enum BlockTraits
{
    /// <summary>Nothing that anybody asks for; also what a block of an unknown kind has.</summary>
    None = 0,

    /// <summary>An <c>nn.Sequential</c> would hold it, so that it counts in the names of tensors: <c>0.weight</c>.</summary>
    InSequential = 1 << 0,

    /// <summary>Each output depends on its own input alone.</summary>
    Elementwise = 1 << 1,

    /// <summary>It bends what it gets: it is no affine map.</summary>
    Nonlinear = 1 << 2,

    /// <summary>A second such block right before or after it is almost always a slip.</summary>
    StandsAlone = 1 << 3,

    /// <summary>An activation that is put behind sums: in an <c>nn.Sequential</c>, element by element, nonlinear, and alone.</summary>
    Activation = InSequential | Elementwise | Nonlinear | StandsAlone,

    /// <summary>It multiplies by a matrix of weights.</summary>
    Dense = 1 << 4,

    /// <summary>It may learn parameters.</summary>
    HasParameters = 1 << 5,

    /// <summary>It keeps figures of the data that are not learned.</summary>
    HasStatistics = 1 << 6,

    /// <summary>It brings the values to a common scale inside the network.</summary>
    Norm = 1 << 7,

    /// <summary>In a step its statistics are those of the batch, so that rows depend on each other.</summary>
    BatchStatistics = 1 << 8,

    /// <summary>Only training runs it.</summary>
    TrainingOnly = 1 << 9,

    /// <summary>It draws random numbers in a training step.</summary>
    DrawsNoise = 1 << 10,

    /// <summary>Predictions are the same without it.</summary>
    ChangesNothing = 1 << 11,

    /// <summary>It gives the probabilities of classes that exclude each other.</summary>
    Probabilities = 1 << 12,

    /// <summary>It gives the logarithms of such probabilities.</summary>
    LogProbabilities = 1 << 13,

    /// <summary>It gives the probabilities of classes, or their logarithms.</summary>
    Classes = Probabilities | LogProbabilities,

    /// <summary>Each of its outputs can be the probability of a yes.</summary>
    BinaryProbability = 1 << 14,

    /// <summary>It standardises the inputs of the network.</summary>
    ScalesInputs = 1 << 15,

    /// <summary>It standardises the targets in training.</summary>
    ScalesTargets = 1 << 16,

    /// <summary>A residual begins.</summary>
    BeginsResidual = 1 << 17,

    /// <summary>A residual ends.</summary>
    EndsResidual = 1 << 18,

    /// <summary>A head begins.</summary>
    BeginsHead = 1 << 19,

    /// <summary>It is a loss.</summary>
    Loss = 1 << 20,

    /// <summary>Its formula is a type of the user's.</summary>
    UserDefined = 1 << 21,
}
