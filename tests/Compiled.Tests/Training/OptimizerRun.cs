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
}
