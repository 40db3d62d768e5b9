namespace Compiled;

/// <summary>Predicts rows: <c>network.PredictBatch</c>, or that of an ensemble.</summary>
/// <param name="inputs">[row][input].</param>
/// <param name="outputs">[row][output]; receives the predictions.</param>
public delegate void RowPredictor(ReadOnlySpan<float> inputs, Span<float> outputs);
