using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Training;

/// <summary>A rule at work on bare vectors through the kernel, at the machine's width or a given one.</summary>
internal sealed class OptimizerRun<TOptimizer>
    where TOptimizer : struct, IOptimizer
{
    private TOptimizer _optimizer;
    private long _step;

    public OptimizerRun(TOptimizer optimizer, ReadOnlySpan<float> start)
    {
        optimizer.Validate();
        _optimizer = optimizer;
        Parameters = new AlignedMemory(start.Length);
        Gradients = new AlignedMemory(start.Length);
        State = new AlignedMemory(optimizer.StateSlots * OptimizerKernel.SlotStride(start.Length));
        start.CopyTo(Parameters.Span);
    }

    public AlignedMemory Parameters { get; }

    public AlignedMemory Gradients { get; }

    public AlignedMemory State { get; }

    public void Step(ReadOnlySpan<float> gradients)
    {
        gradients.CopyTo(Gradients.Span);
        _optimizer.BeginStep(++_step);
        OptimizerKernel.Update(in _optimizer, ref Parameters.Origin, in Gradients.Origin, ref State.Origin, Parameters.Length);
    }

    public void StepAt<TLanes>(ReadOnlySpan<float> gradients)
        where TLanes : struct, ILanes<TLanes>
    {
        gradients.CopyTo(Gradients.Span);
        _optimizer.BeginStep(++_step);
        OptimizerKernel.Update<TOptimizer, TLanes>(in _optimizer, ref Parameters.Origin, ref Gradients.Origin, in Unsafe.NullRef<float>(), ref State.Origin, Parameters.Length, 0, Parameters.Length);
    }

    /// <summary>The rule itself, on one parameter after the other.</summary>
    public void StepByFormula(ReadOnlySpan<float> gradients)
    {
        _optimizer.BeginStep(++_step);
        var parameters = Parameters.Span;
        var state = State.Span;
        var slots = _optimizer.StateSlots;
        var stride = OptimizerKernel.SlotStride(parameters.Length);
        for (var k = 0; k < parameters.Length; k++)
        {
            Lanes1 state0 = slots > 0 ? state[k] : default, state1 = slots > 1 ? state[k + stride] : default, state2 = slots > 2 ? state[k + 2 * stride] : default;
            parameters[k] = _optimizer.Update<Lanes1>(parameters[k], gradients[k], ref state0, ref state1, ref state2);
            if (slots > 0)
                state[k] = state0;
            if (slots > 1)
                state[k + stride] = state1;
            if (slots > 2)
                state[k + 2 * stride] = state2;
        }
    }

    /// <summary>After a batch of one row, whose gradients are products.</summary>
    public void StepAfterOneRow(float[] input, float[] gradient)
    {
        _optimizer.BeginStep(++_step);
        OuterKernel.Update(
            in _optimizer, ref Parameters.Origin, ref State.Origin, OptimizerKernel.SlotStride(Parameters.Length),
            new OuterGradient(in input[0], in gradient[0], input.Length, gradient.Length, gradient.Length, in Unsafe.NullRef<float>()));
    }
}
