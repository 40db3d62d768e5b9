using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// A user-defined activation, for <see cref="ActivationAttribute"/>: a struct with <see cref="IElementFunction.Value"/>, φ(x), and
/// <see cref="Derivative"/>, φ′(x), written once over the lane type. The JIT compiles them into the network for every vector width.
/// </summary>
/// <remarks>
/// <para>Mark both methods <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>: a call that is not inlined costs more than most activations.</para>
/// <para>Use the lanes' operators, their static members (<c>TLanes.Create(0.5f)</c>, <c>TLanes.SelectLess(…)</c>) and <see cref="LaneMath"/>: all of
/// them give the same bits at every width and on every machine, and so does anything built from them.</para>
/// <para>The struct is created wherever it is used and may be used on any thread: it must not have state, except constants.</para>
/// </remarks>
/// <example>
/// <code>
/// public readonly struct Swish2 : IActivationFunction
/// {
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public TLanes Value&lt;TLanes&gt;(TLanes x)
///         where TLanes : struct, ILanes&lt;TLanes&gt; =&gt;
///         x * LaneMath.Sigmoid(x + x);
///
///     [MethodImpl(MethodImplOptions.AggressiveInlining)]
///     public TLanes Derivative&lt;TLanes&gt;(TLanes x)
///         where TLanes : struct, ILanes&lt;TLanes&gt;
///     {
///         var s = LaneMath.Sigmoid(x + x);
///         return s + (x + x) * s * (TLanes.Create(1f) - s);
///     }
/// }
/// </code>
/// </example>
public interface IActivationFunction : IElementFunction
{
    /// <summary>φ′(x), lane by lane.</summary>
    /// <param name="x">The inputs of the activation, not its outputs.</param>
    /// <returns>The slopes. At a kink, either side will do.</returns>
    TLanes Derivative<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;
}
