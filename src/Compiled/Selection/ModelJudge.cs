namespace Compiled;

/// <summary>A network, or an ensemble, as what predicts rows.</summary>
internal sealed record Judged(Topology Topology, IReadOnlyList<string> FeatureNames, IReadOnlyList<string> ClassNames, TableEncoder? Encoder, RowPredictor Predict);

/// <summary>Computes metrics of a model on a dataset whose inputs change; the memory is taken once.</summary>
internal sealed class ModelJudge
{
    private readonly Judged _model;
    private readonly JudgedRows _rows;

    /// <exception cref="ArgumentException">The dataset does not fit the model, or it has heads.</exception>
    public ModelJudge(Judged model, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var topology = model.Topology;
        if (topology.Heads.Count > 0)
            throw new ArgumentException($"Network {topology.Name} has heads, which no single metric judges: judge each head by a network of its own, or by its part of the outputs.", nameof(model));
        Data = FeatureMatch.Align(topology, model.FeatureNames, data, "The dataset", nameof(data));
        EncoderMatch.Check(topology, model.Encoder, Data, "The dataset", nameof(data));
        DatasetChecks.FitsNetwork(topology, Data, "The dataset", nameof(data), model.ClassNames);
        _model = model;
        // The names of the network where the data has none.
        if (!Data.HasFeatureNames && model.FeatureNames.Count > 0)
            Data = Data.WithFeatureNames(model.FeatureNames);
        _rows = new OutputJudge(topology, Data).Rows(new float[Data.Targets.Length], Data, model.ClassNames);
    }

    /// <summary>The rows, with the features in the model's order.</summary>
    public Dataset Data { get; }

    /// <summary>Accuracy, or R², or the pinball loss.</summary>
    public Metric UsualMetric => _rows.Judgement != Judgement.Numbers ? Metric.Accuracy
        : _rows.Section.Meaning == OutputMeaning.Quantiles ? Metric.Pinball(_rows.Section.Quantile) : Metric.RSquared;

    /// <exception cref="ArgumentException">The metric does not fit the outputs.</exception>
    public void CheckFits(Metric metric) => _rows.CheckFits(metric);

    /// <summary>The metric of other inputs for the same targets.</summary>
    public double Compute(Metric metric, ReadOnlySpan<float> inputs)
    {
        Predict(inputs);
        return metric.Compute(_rows.Rows());
    }

    /// <summary>The outputs for inputs, in the unit of the targets; valid until the next call.</summary>
    public ReadOnlySpan<float> Predict(ReadOnlySpan<float> inputs)
    {
        _model.Predict(inputs, _rows.Outputs);
        OutputJudge.Read(_rows.Section, _rows.Outputs, _rows.Section.Size, alsoClasses: true);
        return _rows.Outputs;
    }
}
