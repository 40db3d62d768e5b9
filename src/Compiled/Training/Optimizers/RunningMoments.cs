using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// The running means of a gradient and of its square. A gradient too small for either counts as 0 for both, so that they always speak of the same gradients:
/// a mean that moved while its square stood still would be divided by ε alone. It is also one compare instead of two.
/// </summary>
internal readonly struct RunningMoments
{
    private readonly RunningMean _mean;
    private readonly RunningMean _square;
    private readonly float _smallest;

    public RunningMoments(double beta1, double beta2)
    {
        _mean = new RunningMean(beta1);
        _square = new RunningMean(beta2);
        _smallest = Math.Max(_mean.Smallest, _square.SmallestSquared);
    }

    /// <summary>Both with one gradient more.</summary>
    /// <returns>The gradient as it counts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Add<TLanes>(ref TLanes mean, ref TLanes square, TLanes gradient)
        where TLanes : struct, ILanes<TLanes>
    {
        gradient = LaneRules.ClearBelow(gradient, _smallest);
        mean = _mean.WithValue(mean, gradient);
        square = _square.WithSquare(square, gradient);
        return gradient;
    }

    /// <summary>Both for a loop: their constants are broadcast once.</summary>
    public readonly struct Staged<TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly RunningMean.Values<TLanes> _mean;
        private readonly RunningMean.Squares<TLanes> _square;
        private readonly TLanes _smallest;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Staged(ref readonly RunningMoments moments)
        {
            _mean = new RunningMean.Values<TLanes>(in moments._mean);
            _square = new RunningMean.Squares<TLanes>(in moments._square);
            _smallest = TLanes.Create(moments._smallest);
        }

        /// <summary>Both with one gradient more.</summary>
        /// <returns>The gradient as it counts.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Add(ref TLanes mean, ref TLanes square, TLanes gradient)
        {
            gradient = LaneRules.ClearBelow(gradient, _smallest);
            mean = _mean.With(mean, gradient);
            square = _square.With(square, gradient);
            return gradient;
        }
    }
}
