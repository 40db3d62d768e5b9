namespace Compiled;

/// <summary>A network, or an ensemble, as what predicts rows.</summary>
internal sealed record Judged(Topology Topology, IReadOnlyList<string> FeatureNames, IReadOnlyList<string> ClassNames, TableEncoder? Encoder, RowPredictor Predict);

/// <summary>Computes metrics of a model on a dataset whose inputs change; the memory is taken once.</summary>
internal sealed class ModelJudge
{
    private readonly Judged _model;
    private readonly float[] _outputs;

    /// <exception cref="ArgumentException">The dataset does not fit the model.</exception>
    public ModelJudge(Judged model, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var topology = model.Topology;
        Data = FeatureMatch.Align(topology, model.FeatureNames, data, "The dataset", nameof(data));
        EncoderMatch.Check(topology, model.Encoder, Data, "The dataset", nameof(data));
        DatasetChecks.FitsNetwork(topology, Data, "The dataset", nameof(data), model.ClassNames);
        _model = model;
        // The names of the network where the data has none.
        if (!Data.HasFeatureNames && model.FeatureNames.Count > 0)
            Data = Data.WithFeatureNames(model.FeatureNames);
        _outputs = new float[Data.Targets.Length];
        Heads = new OutputJudge(topology, Data).RowsOfEach(_outputs, Data, model.ClassNames);
    }

    /// <summary>The rows, with the features in the model's order.</summary>
    public Dataset Data { get; }

    /// <summary>The outputs that were predicted last with their targets: of each head, or one without heads.</summary>
    public IReadOnlyList<JudgedRows> Heads { get; }

    /// <summary>Accuracy, or R², or the pinball loss.</summary>
    public static Metric UsualMetric(JudgedRows head) => head.Judgement != Judgement.Numbers ? Metric.Accuracy
        : head.Section.Meaning == OutputMeaning.Quantiles ? Metric.Pinball(head.Section.Quantile) : Metric.RSquared;

    /// <summary>The outputs for inputs, in the unit of the targets, [row][output]; valid until the next call.</summary>
    public ReadOnlySpan<float> Predict(ReadOnlySpan<float> inputs)
    {
        _model.Predict(inputs, _outputs);
        var size = Data.TargetSize;
        foreach (var head in Heads)
        {
            var section = head.Section;
            OutputJudge.Read(section, _outputs, size, alsoClasses: true);
            for (var row = 0; row < Data.Count; row++)
                _outputs.AsSpan(row * size + section.Offset, section.Size).CopyTo(head.Outputs.AsSpan(row * section.Size));
        }

        return _outputs;
    }
}
