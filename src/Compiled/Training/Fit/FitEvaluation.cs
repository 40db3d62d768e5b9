namespace Compiled;

/// <summary>The figures after an epoch: losses and metrics, with one buffer of outputs for all of them.</summary>
internal sealed class FitEvaluation(IFitTrainer trainer, Dataset data, FitOptions options)
{
    private readonly float[] _outputs = new float[OutputCount(data, options)];

    private readonly OutputJudge _judge = new(trainer.Topology, data);

    public string MetricName => _judge.MetricName;

    public double? TrainingMetric() => options.TrainingMetrics ? Metric(data) : null;

    public double? ValidationLoss() => options.Validation is { } validation ? trainer.MeanLoss(validation) : null;

    public double? ValidationMetric() => options.Validation is { } validation ? Metric(validation) : null;

    private double Metric(Dataset judged)
    {
        var outputs = _outputs.AsSpan(0, judged.Count * judged.TargetSize);
        trainer.PredictBatch(judged.Inputs, outputs);
        return _judge.Metric(outputs, judged);
    }

    private static int OutputCount(Dataset data, FitOptions options) =>
        Math.Max(
            options.TrainingMetrics ? data.Count * data.TargetSize : 0,
            options.Validation is { } validation ? validation.Count * validation.TargetSize : 0);
}
