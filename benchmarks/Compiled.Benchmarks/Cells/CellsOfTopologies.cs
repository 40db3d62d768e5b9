namespace Compiled.Benchmarks.Cells;

internal readonly struct Cell1() : ICell
{
    private readonly T1 _network = new();
    private readonly T1.Trainer<Adam>?[] _trainer = [null];

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}

internal readonly struct Cell2() : ICell
{
    private readonly T2 _network = new();
    private readonly T2.Trainer<Adam>?[] _trainer = [null];

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}

internal readonly struct Cell3() : ICell
{
    private readonly T3 _network = new();
    private readonly T3.Trainer<Adam>?[] _trainer = [null];

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}

internal readonly struct Cell4() : ICell
{
    private readonly T4 _network = new();
    private readonly T4.Trainer<Adam>?[] _trainer = [null];

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}

internal readonly struct Cell5() : ICell
{
    private readonly T5 _network = new();
    private readonly T5.Trainer<Adam>?[] _trainer = [null];

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}

internal readonly struct Cell6() : ICell
{
    private readonly T6 _network = new();
    private readonly T6.Trainer<Adam>?[] _trainer = [null];

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}
