using BenchmarkDotNet.Attributes;

namespace Compiled.Benchmarks.Emitted;

/// <summary>
/// What the generator wrote for T1 to T6, in nanoseconds a call. <c>-- cells</c> measures the same beside the peers; this shows that nothing is allocated.
/// </summary>
[MemoryDiagnoser]
public class EmittedCode
{
    private Work _work = Work.Create("T1");

    [Params("T1", "T2", "T3", "T4", "T5", "T6")]
    public string Topology { get; set; } = "T1";

    [GlobalSetup]
    public void Setup()
    {
        _work = Work.Create(Topology);

        // The trainer is made at the first step.
        _work.Step(1);
    }

    [Benchmark]
    public void Predict() => _work.Predict();

    [Benchmark]
    public void PredictBatch256() => _work.PredictBatch();

    [Benchmark]
    public void Step32() => _work.Step(32);

    [Benchmark]
    public void Step256() => _work.Step(256);
}
