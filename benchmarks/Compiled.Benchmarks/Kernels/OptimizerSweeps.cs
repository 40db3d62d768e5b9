using BenchmarkDotNet.Attributes;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Kernels;

/// <summary>One update of 8,192 parameters, which with gradients and two moments take 128 KB: time a parameter.</summary>
[MemoryDiagnoser]
public class OptimizerSweeps
{
    private const int Length = 8192;

    private readonly AlignedMemory _parameters = Floats.Create(Length, 1);
    private readonly AlignedMemory _gradients = Floats.Create(Length, 0.01f);
    private readonly AlignedMemory _state = new(2 * OptimizerKernel.SlotStride(Length));
    private Sgd _sgd = new(1e-6f);
    private Sgd _momentum = new(1e-6f) { Momentum = 0.9f };
    private Sgd _nesterov = new(1e-6f) { Momentum = 0.9f, Nesterov = true };
    private Adam _adam = new(1e-6f);
    private Adam _decayed = new(1e-6f) { WeightDecay = 1e-2f };
    private long _step;

    [Benchmark(OperationsPerInvoke = Length)]
    public void Sgd() => Update(ref _sgd);

    [Benchmark(OperationsPerInvoke = Length)]
    public void SgdMomentum() => Update(ref _momentum);

    [Benchmark(OperationsPerInvoke = Length)]
    public void SgdNesterov() => Update(ref _nesterov);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Adam() => Update(ref _adam);

    [Benchmark(OperationsPerInvoke = Length)]
    public void AdamWeightDecay() => Update(ref _decayed);

    private void Update<TOptimizer>(ref TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
    {
        optimizer.BeginStep(++_step);
        OptimizerKernel.Update(in optimizer, ref _parameters.Origin, in _gradients.Origin, ref _state.Origin, Length);
    }
}
