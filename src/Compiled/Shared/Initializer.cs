namespace Compiled;

/// <summary>How the weights of a dense block begin. Biases always begin at zero.</summary>
/// <remarks>
/// With <c>fanIn</c> inputs and <c>fanOut</c> outputs of the block; N is the normal, U the uniform distribution.
/// Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015 (He), LeCun et al. 1998 (LeCun).
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

    /// <summary>U(−a, a) with a = √(6 / fanIn); for ReLU and its kin.</summary>
    HeUniform = 3,

    /// <summary>N(0, 2 / fanIn).</summary>
    HeNormal = 4,

    /// <summary>N(0, 1 / fanIn).</summary>
    LeCunNormal = 5,

    /// <summary>U(−a, a) with a = √(3 / fanIn).</summary>
    LeCunUniform = 6,

    /// <summary>All weights 0. Fit for a last block only: equal hidden units learn the same thing.</summary>
    Zeros = 7,

    /// <summary>All weights equal to <c>InitializerConstant</c>.</summary>
    Constant = 8,
}
