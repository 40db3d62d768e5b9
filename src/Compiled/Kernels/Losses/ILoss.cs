using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// A user-defined loss that is a mean over single outputs, for <c>[Loss(typeof(MyLoss))]</c>: written once, and compiled into the network
/// for every vector width.
/// </summary>
/// <remarks>
/// <para>L = 1/n · Σ_o <see cref="Value{TLanes}">Value</see>(y_o, t_o) for the n outputs y and targets t of a row, averaged over the rows;
/// ∂L/∂y_o = 1/n · <see cref="Derivative{TLanes}">Derivative</see>(y_o, t_o).</para>
/// <para>Implement it with a struct. It is created by its parameterless constructor, which may set fields. Both methods take lanes side by side: use
/// the operators and selections of <see cref="ILanes{TSelf}"/> and the functions of <see cref="LaneMath"/>, no branches on values. They must be pure: they
/// run on any thread, and again for padding of any value, whose results are dropped. Mark them with
/// <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>.</para>
/// <code>
/// public readonly struct LogCosh : ILoss
/// {
///     public TLanes Value&lt;TLanes&gt;(TLanes output, TLanes target) where TLanes : struct, ILanes&lt;TLanes&gt;
///     {
///         var distance = TLanes.Abs(output - target);
///         return distance + LaneMath.Softplus(distance * TLanes.Create(-2f)) - TLanes.Create(0.6931472f);
///     }
///
///     public TLanes Derivative&lt;TLanes&gt;(TLanes output, TLanes target) where TLanes : struct, ILanes&lt;TLanes&gt; =>
///         LaneMath.Tanh(output - target);
/// }
/// </code>
/// </remarks>
public interface ILoss
{
    /// <summary>The loss of each lane. NaN should give NaN, so that failed training is detected.</summary>
    TLanes Value<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>∂<see cref="Value{TLanes}">Value</see>/∂output of each lane.</summary>
    TLanes Derivative<TLanes>(TLanes output, TLanes target)
        where TLanes : struct, ILanes<TLanes>;
}
