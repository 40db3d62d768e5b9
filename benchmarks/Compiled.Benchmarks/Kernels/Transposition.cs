using BenchmarkDotNet.Attributes;
using Compiled.Runtime;

namespace Compiled.Benchmarks.Kernels;

/// <summary>The transposed copy of a block of 128 outputs, which back-propagation reads: time for the block.</summary>
[MemoryDiagnoser]
public class Transposition
{
    private const int Outputs = 128;
    private const int PanelWidth = 64;
    private const int TransposedPanelWidth = 16;

    private AlignedMemory _weights = new(0);
    private AlignedMemory _transposed = new(0);

    [Params(64, 128, 784)]
    public int Inputs { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _weights = Floats.Create(Inputs * Outputs, 1);
        _transposed = new AlignedMemory(Inputs * Outputs);
    }

    [Benchmark]
    public void Transpose() =>
        TransposeKernel.Transpose(ref _weights.Origin, ref _transposed.Origin, Inputs, Outputs, PanelWidth, TransposedPanelWidth);
}
