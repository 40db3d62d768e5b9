using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// The gradient of weights after one row: input i times the gradient of output o, panel after panel of outputs, as the weights lie. Biases that follow them are one more input, which is 1.
/// </summary>
internal readonly ref struct OuterGradient
{
    private readonly ref readonly float _one;

    /// <summary>The inputs of one panel, or of several that lie one after the other.</summary>
    /// <param name="input">The first input.</param>
    /// <param name="outputs">The gradient at the first output.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="width">Outputs in one panel: 4, 8, or a multiple of 16.</param>
    /// <param name="columns">Outputs of all of them.</param>
    /// <param name="one">Where a 1 stands, if as many biases follow; else a null reference. A constant of this type would be initialised inside the loops, by a call.</param>
    public OuterGradient(ref readonly float input, ref readonly float outputs, int inputs, int width, int columns, ref readonly float one)
    {
        Input = ref input;
        Outputs = ref outputs;
        (Inputs, Width, Columns) = ((nuint)(uint)inputs, (nuint)(uint)width, (nuint)(uint)columns);
        _one = ref one;
    }

    public readonly ref readonly float Input;
    public readonly ref readonly float Outputs;
    public readonly nuint Inputs;
    public readonly nuint Width;
    public readonly nuint Columns;

    /// <summary>What is left where the panels of weights end: the biases, or nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OuterGradient AfterWeights() =>
        Unsafe.IsNullRef(in _one) ? default : new OuterGradient(in _one, in Outputs, 1, (int)Columns, (int)Columns, in Unsafe.NullRef<float>());
}
