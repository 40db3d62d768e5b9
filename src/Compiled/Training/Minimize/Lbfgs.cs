using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>
/// L-BFGS with a strong Wolfe line search, for full-batch training on small datasets: <c>trainer.Minimize(data, new Lbfgs())</c>. The algorithm of PyTorch's
/// <c>LBFGS</c> with <c>line_search_fn="strong_wolfe"</c>.
/// </summary>
/// <remarks>
/// <code>
/// d ← −H·g,  H from the last HistorySize pairs s = x − x₋₁, y = g − g₋₁ (two-loop recursion; H₀ = s·y / y·y; the first d is −g)
/// t: f(x + t·d) ≤ f(x) + 1e-4·t·g·d  and  |g(x + t·d)·d| ≤ 0.9·|g·d|   (strong Wolfe; cubic interpolation, then zoom; at most 25 steps)
/// x ← x + t·d
/// </code>
/// <para>
/// A pair enters the history when s·y &gt; 1e-10. The line search begins at t = LearningRate, in the first iteration at min(1, 1/Σ|g|)·LearningRate.
/// Parameters, gradients and history are floats; losses and dot products are doubles, summed in one fixed order, so that every machine and every number
/// of threads has the same bits.
/// </para>
/// <para>
/// Differences from PyTorch: <see cref="MaxIterations"/> is 100 instead of 20, because a call of <c>Minimize</c> is a whole run, which begins without a
/// history; the line search is always on; a step so long that the loss is infinite or NaN is shortened, whereas PyTorch does so only for infinities
/// and a cubic whose minimum is not finite is halved.
/// </para>
/// Source: Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 3.5, 3.6 and 7.4.
/// </remarks>
public sealed record Lbfgs
{
    /// <summary>The first step length that a line search tries; finite and above 0, 1 by default, which is nearly always right.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public float LearningRate
    {
        get;
        init
        {
            OptimizerSetting.Positive("Lbfgs.LearningRate", value);
            field = value;
        }
    } = 1;

    /// <summary>The largest number of directions to follow; at least 1, 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations { get; init => field = AtLeastOne(value); } = 100;

    /// <summary>
    /// The largest number of evaluations of loss and gradient; at least 1. Null, the default, is 5/4 of <see cref="MaxIterations"/>. It is checked between
    /// iterations, as in PyTorch: a line search that has begun is finished, so up to 25 more are possible.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxEvaluations
    {
        get;
        init => field = value is { } most ? AtLeastOne(most) : null;
    }

    /// <summary>
    /// The run has converged when no gradient's magnitude is above it; finite and not negative, 1e-7 by default. Gradients are floats: below some 1e-7 of
    /// what they are summed from they are rounding.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double GradientTolerance { get; init => field = NotNegative(value); } = 1e-7;

    /// <summary>
    /// The run has converged when an iteration moves no parameter by more, changes the loss by less, or is expected to gain less along its direction (−g·d); finite
    /// and not negative, 1e-9 by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double ChangeTolerance { get; init => field = NotNegative(value); } = 1e-9;

    /// <summary>
    /// The number of steps that the approximation of the curvature remembers; at least 1, 100 by default. Each takes two floats per parameter.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int HistorySize { get; init => field = AtLeastOne(value); } = 100;

    /// <summary>Receives progress after each iteration, on the calling thread.</summary>
    public IProgress<LbfgsProgress>? Progress { get; init; }

    /// <summary>Stops between two evaluations: the result is then <see cref="LbfgsStop.Cancelled"/>, and nothing is thrown.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The limit in force.</summary>
    internal long MostEvaluations => MaxEvaluations ?? MaxIterations * 5L / 4;

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"Lbfgs.{name} is {value}, but must be at least 1."));

    private static double NotNegative(double value, [CallerMemberName] string name = "")
    {
        OptimizerSetting.NotNegative($"Lbfgs.{name}", value);
        return value;
    }
}
