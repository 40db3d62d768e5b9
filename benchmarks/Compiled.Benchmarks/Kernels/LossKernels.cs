using BenchmarkDotNet.Attributes;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Kernels;

/// <summary>Loss and gradient of 256 rows of ten outputs: time a row.</summary>
[MemoryDiagnoser]
public class LossKernels
{
    private const int Rows = 256;
    private const int Count = 10;
    private const int Stride = 16;

    private readonly AlignedMemory _outputs = Floats.Create(Rows * Stride, 3);
    private readonly AlignedMemory _targets = new(Rows * Count);
    private readonly AlignedMemory _gradients = new(Rows * Stride);

    [GlobalSetup]
    public void Setup()
    {
        for (var row = 0; row < Rows; row++)
            _targets.Span[row * Count + row % Count] = 1;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public double MeanSquaredError() => ValueAndGradient(new ElementLossKernel<SquaredLoss>());

    [Benchmark(OperationsPerInvoke = Rows)]
    public double BinaryCrossEntropy() => ValueAndGradient(new ElementLossKernel<LogisticLoss>());

    [Benchmark(OperationsPerInvoke = Rows)]
    public double CrossEntropy() => ValueAndGradient(new CrossEntropyKernel());

    private double ValueAndGradient<TLoss>(TLoss loss)
        where TLoss : struct, ILossKernel =>
        loss.ValueAndGradient(in _outputs.Origin, in _targets.Origin, ref _gradients.Origin, Rows, Count, Stride, new LossTerms(1f / Rows));
}
