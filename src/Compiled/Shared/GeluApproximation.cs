namespace Compiled;

/// <summary>The formulas of <c>Gelu</c>: PyTorch's <c>approximate</c>.</summary>
#if COMPILED_GENERATOR
internal
#else
public
#endif
enum GeluApproximation
{
    /// <summary>x · Φ(x), by the error function itself.</summary>
    None = 0,

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))): what GPT-2 and BERT's TensorFlow code use.</summary>
    Tanh = 1,
}
