using System.Runtime.CompilerServices;
using Compiled.Runtime;

namespace Compiled;

/// <summary>The last steps s and the changes y of the gradient along them: what L-BFGS knows of the curvature.</summary>
internal sealed class LbfgsHistory
{
    /// <summary>Below it a step tells nothing of the curvature, or that it is negative. PyTorch's constant.</summary>
    private const double LeastCurvature = 1e-10;

    private readonly AlignedMemory[] _steps;
    private readonly AlignedMemory[] _changes;
    private readonly double[] _inverses;
    private readonly double[] _factors;
    private int _next;
    private int _count;
    private double _scale = 1;

    /// <summary>Allocates one pair more than it remembers: a new pair is judged before the oldest gives way.</summary>
    public LbfgsHistory(int capacity, int length)
    {
        _steps = new AlignedMemory[capacity + 1];
        _changes = new AlignedMemory[capacity + 1];
        for (var index = 0; index <= capacity; index++)
            (_steps[index], _changes[index]) = (new AlignedMemory(length), new AlignedMemory(length));
        _inverses = new double[capacity + 1];
        _factors = new double[capacity + 1];
    }

    /// <summary>Remembers the step t·d and what it did to the gradient.</summary>
    public void Add(double step, AlignedMemory direction, AlignedMemory before, AlignedMemory after)
    {
        var (s, y) = (_steps[_next], _changes[_next]);
        VectorKernel.Multiply(s.Span, direction.Span, (float)step);
        VectorKernel.Subtract(y.Span, after.Span, before.Span);
        var curvature = VectorKernel.Dot(y.Span, s.Span);
        if (!(curvature > LeastCurvature))
            return;
        _inverses[_next] = 1 / curvature;
        _scale = curvature / VectorKernel.Dot(y.Span, y.Span);
        _next = (_next + 1) % _steps.Length;
        _count = Math.Min(_count + 1, _steps.Length - 1);
    }

    /// <summary>d ← −H·g by the two-loop recursion.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Direct(Span<float> direction, ReadOnlySpan<float> gradient)
    {
        VectorKernel.Multiply(direction, gradient, -1);
        var pair = _next;
        for (var age = 0; age < _count; age++)
        {
            pair = pair == 0 ? _steps.Length - 1 : pair - 1;
            var factor = VectorKernel.Dot(_steps[pair].Span, direction) * _inverses[pair];
            _factors[pair] = factor;
            VectorKernel.Add(direction, _changes[pair].Span, (float)-factor);
        }

        VectorKernel.Multiply(direction, direction, (float)_scale);
        for (var age = 0; age < _count; age++)
        {
            var back = VectorKernel.Dot(_changes[pair].Span, direction) * _inverses[pair];
            VectorKernel.Add(direction, _steps[pair].Span, (float)(_factors[pair] - back));
            pair = pair == _steps.Length - 1 ? 0 : pair + 1;
        }
    }
}
