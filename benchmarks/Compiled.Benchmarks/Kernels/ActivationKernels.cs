using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Kernels;

/// <summary>Activations over 1,024 floats in the first-level cache: time a float. Those that work in place get fresh inputs; the copy is a row of its own.</summary>
[MemoryDiagnoser]
public class ActivationKernels
{
    private const int Length = 1024;
    private const int SoftmaxStride = 16;

    private readonly AlignedMemory _inputs = Floats.Create(Length, 4);
    private readonly AlignedMemory _values = Floats.Create(Length, 4);

    [Benchmark(OperationsPerInvoke = Length, Baseline = true)]
    public void Copy() => _inputs.Span.CopyTo(_values.Span);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Relu() => Apply(new ReluActivation());

    [Benchmark(OperationsPerInvoke = Length)]
    public void Tanh() => Apply(new TanhActivation());

    [Benchmark(OperationsPerInvoke = Length)]
    public void Sigmoid() => Apply(new SigmoidActivation());

    /// <summary>Fresh gradients each time: multiplied over and over they would end as denormals.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public void TanhDerivative() =>
        ActivationKernel.MultiplyByDerivative(new TanhActivation(), in _inputs.Origin, ref Copied().Origin, Length);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Exp()
    {
        if (Vector512.IsHardwareAccelerated)
            Exp<Lanes16>(ref _inputs.Origin, ref _values.Origin);
        else
            Exp<Lanes8>(ref _inputs.Origin, ref _values.Origin);
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Log()
    {
        if (Vector512.IsHardwareAccelerated)
            Log<Lanes16>(ref _inputs.Origin, ref _values.Origin);
        else
            Log<Lanes8>(ref _inputs.Origin, ref _values.Origin);
    }

    /// <summary>Rows of ten logits, as a classifier of digits has them.</summary>
    [Benchmark(OperationsPerInvoke = Length / SoftmaxStride)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SoftmaxRowOf10()
    {
        ref var values = ref Copied().Origin;
        for (var row = 0; row < Length; row += SoftmaxStride)
            SoftmaxKernel.Row(ref Unsafe.Add(ref values, row), 10, SoftmaxStride);
    }

    private void Apply<TActivation>(TActivation activation)
        where TActivation : struct, IActivation =>
        ActivationKernel.Apply(activation, ref Copied().Origin, Length);

    private AlignedMemory Copied()
    {
        _inputs.Span.CopyTo(_values.Span);
        return _values;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Exp<TLanes>(ref float inputs, ref float values)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nuint i = 0; i < Length; i += (nuint)TLanes.Count)
            TLanes.Store(LaneMath.Exp(TLanes.Load(in inputs, i)), ref values, i);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Log<TLanes>(ref float inputs, ref float values)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nuint i = 0; i < Length; i += (nuint)TLanes.Count)
            TLanes.Store(LaneMath.Log(TLanes.Abs(TLanes.Load(in inputs, i))), ref values, i);
    }
}
