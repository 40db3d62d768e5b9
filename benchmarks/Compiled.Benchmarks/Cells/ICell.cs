namespace Compiled.Benchmarks.Cells;

/// <summary>One network and its trainer behind a struct, so that the measured calls are the public members themselves and no interface.</summary>
internal interface ICell
{
    /// <summary>Whether its members are indirect calls, which no compiler sees through.</summary>
    static virtual bool IsIndirect => false;

    void CopyParametersFrom(ReadOnlySpan<float> parameters);

    void CopyParametersTo(Span<float> parameters);

    void Predict(ReadOnlySpan<float> input, Span<float> output);

    void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);
}
