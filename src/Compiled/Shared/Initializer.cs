namespace Compiled;

/// <summary>How the weights of a dense block are initialised. Biases start at zero, except with <c>PyTorchDefault</c>.</summary>
/// <remarks>
/// With <c>fanIn</c> inputs and <c>fanOut</c> outputs of the block; N is the normal, U the uniform distribution.
/// Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015 (He), LeCun et al. 1998 (LeCun), Saxe et al. 2014 (orthogonal).
/// </remarks>
#if COMPILED_GENERATOR
internal
#else
public
#endif
enum Initializer
{
    /// <summary>Chosen by the block that follows: He before ReLU-like blocks, Xavier before all others.</summary>
    Auto = 0,

    /// <summary>U(−a, a) with a = √(6 / (fanIn + fanOut)); for sigmoid, tanh, softmax and linear outputs.</summary>
    XavierUniform = 1,

    /// <summary>N(0, 2 / (fanIn + fanOut)).</summary>
    XavierNormal = 2,

    /// <summary>U(−a, a) with a = √(6 / fanIn); for ReLU and similar activations.</summary>
    HeUniform = 3,

    /// <summary>N(0, 2 / fanIn).</summary>
    HeNormal = 4,

    /// <summary>N(0, 1 / fanIn).</summary>
    LeCunNormal = 5,

    /// <summary>U(−a, a) with a = √(3 / fanIn).</summary>
    LeCunUniform = 6,

    /// <summary>All weights 0. Suitable only for the last block: equal hidden units learn the same thing.</summary>
    Zeros = 7,

    /// <summary>All weights equal to <c>InitializerConstant</c>.</summary>
    Constant = 8,

    /// <summary>
    /// Rows (or columns, if there are more outputs than inputs) of length 1 that are orthogonal to each other, each such matrix as likely as
    /// any other: the signal keeps its length. PyTorch's <c>orthogonal_</c>.
    /// </summary>
    Orthogonal = 9,

    /// <summary>
    /// N(0, σ²) without the values beyond ±2σ, with σ = 1.1368 · √(1 / fanIn), so that the remaining variance is 1 / fanIn.
    /// </summary>
    TruncatedNormal = 10,

    /// <summary>
    /// U(−a, a) with a = √(1 / fanIn), for the weights and for the biases: what PyTorch's <c>nn.Linear</c> does (<c>kaiming_uniform_</c> with a = √5).
    /// </summary>
    PyTorchDefault = 11,
}
