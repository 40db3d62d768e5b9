namespace Compiled;

/// <summary>The outputs of one loss in the unit of their targets, the targets, and how they are judged.</summary>
/// <param name="Network">The network in messages.</param>
/// <param name="Section">What the outputs are.</param>
/// <param name="Judgement">What they are judged as.</param>
/// <param name="Outputs">[row][output]; logarithms are read.</param>
/// <param name="Targets">[row][output].</param>
/// <param name="Names">One name per output.</param>
/// <param name="Classes">One name per class; null for numbers, or yes and no.</param>
internal sealed record JudgedRows(
    string Network, OutputSection Section, Judgement Judgement, float[] Outputs, float[] Targets, IReadOnlyList<string> Names, IReadOnlyList<string>? Classes)
{
    /// <summary>The largest negative output, where outputs are decided one by one.</summary>
    public float Threshold => Section.ThresholdFor(Targets);

    /// <summary>Whether the outputs are probabilities.</summary>
    public bool AreProbabilities => Section.Meaning is OutputMeaning.Probabilities or OutputMeaning.Classes && Judgement != Judgement.Numbers
        // One against the rest: probabilities of their own, which need not have the sum 1.
        && (Judgement != Judgement.Classes || Section.Meaning == OutputMeaning.Classes);

    /// <summary>The one figure: accuracy, or R², or the pinball score.</summary>
    public double Score => Judgement switch
    {
        Judgement.YesOrNo or Judgement.Labels => Metrics.BinaryAccuracy(Outputs, Targets, Threshold),
        Judgement.Classes => Metrics.Accuracy(Outputs, Targets, Section.Size),
        _ when Section.Meaning == OutputMeaning.Quantiles => RegressionEvaluation.FromQuantiles(Outputs, Targets, Section.Quantile, Section.Size).Score,
        _ => Metrics.RSquared(Outputs, Targets, Section.Size),
    };

    /// <summary>As a metric sees them.</summary>
    public MetricRows Rows(float? threshold = null) => new(Outputs, Targets, Section.Size, threshold ?? Threshold, Judgement == Judgement.Labels);

    /// <summary>All figures.</summary>
    /// <param name="options">What else is asked for.</param>
    /// <param name="training">The targets that the constant answer is learned from; none for those of the rows.</param>
    public Evaluation Evaluate(EvaluationOptions options, ReadOnlySpan<float> training)
    {
        if (options.Threshold is not null && Judgement != Judgement.YesOrNo)
            throw new ArgumentException($"EvaluationOptions.Threshold does not fit network {Network}, {Title}: a threshold is for a single output that decides.", nameof(options));
        var rows = Rows(options.Threshold);
        Evaluation evaluation = Judgement switch
        {
            Judgement.YesOrNo => ClassificationEvaluation.Judge(rows, Classes ?? ["no", "yes"], AreProbabilities, training),
            Judgement.Classes => ClassificationEvaluation.Judge(rows, Classes, AreProbabilities, training),
            Judgement.Labels => MultilabelEvaluation.Judge(Outputs, Targets, Classes ?? Names, Threshold, AreProbabilities, training),
            _ when Section.Meaning == OutputMeaning.Quantiles => RegressionEvaluation.Judge(Outputs, Targets, Names, Section.Quantile, training),
            _ => RegressionEvaluation.Judge(Outputs, Targets, Names, Section.Meaning == OutputMeaning.LogRates, training),
        };
        evaluation.MetricValues = Values(rows, options);
        return evaluation;
    }

    /// <summary>That a metric means something for these outputs.</summary>
    /// <exception cref="ArgumentException">It does not; the message says why and what would.</exception>
    public void CheckFits(Metric metric)
    {
        var fits = metric.Needs switch
        {
            MetricNeeds.Decisions => Judgement != Judgement.Numbers,
            MetricNeeds.Probabilities => AreProbabilities,
            MetricNeeds.Numbers => Judgement == Judgement.Numbers,
            _ => true,
        };
        if (fits)
            return;
        var (needed, remedy) = metric.Needs switch
        {
            MetricNeeds.Decisions => ("decisions between classes", "use R2, RMSE or MAE, or data with classes"),
            MetricNeeds.Probabilities => ("probabilities", Judgement == Judgement.Numbers ? "use R2, RMSE or MAE" : "use ROC AUC, or end the network with Softmax, or with Sigmoid and BinaryCrossEntropy"),
            _ => ("numbers", "use accuracy, F1 or ROC AUC"),
        };
        throw new ArgumentException($"The metric '{metric.Name}' needs {needed}, but does not fit {(Section.Name.Length > 0 ? $"head '{Section.Name}' of " : "")}network {Network}, {Title}: {remedy}.", nameof(metric));
    }

    private string Title => Judgement switch
    {
        Judgement.Numbers => Section.Meaning == OutputMeaning.Quantiles ? "whose outputs are quantiles" : "whose outputs are numbers",
        Judgement.Labels => "whose outputs are independent labels",
        Judgement.YesOrNo => AreProbabilities ? "whose output is the probability of a yes" : "whose output is a margin",
        _ => AreProbabilities ? "whose outputs are the probabilities of classes" : "whose outputs are scores of classes",
    };

    private IReadOnlyList<MetricValue> Values(MetricRows rows, EvaluationOptions options)
    {
        IReadOnlyList<Metric> metrics = options.Metrics.Count > 0 || options.BootstrapSamples == 0 ? options.Metrics : Usual();
        var values = new List<MetricValue>();
        foreach (var metric in metrics)
        {
            CheckFits(metric);
            var value = ClassScores.Defined(metric, rows);
            values.Add(new(metric.Name, value ?? double.NaN, value is not null && options.BootstrapSamples > 0 ? Bootstrap.TryInterval(metric, rows, options) : null));
        }

        return values;
    }

    private List<Metric> Usual()
    {
        if (Judgement == Judgement.Numbers)
            return Section.Meaning == OutputMeaning.Quantiles ? [Metric.Pinball(Section.Quantile), Metric.MeanAbsoluteError] : [Metric.RSquared, Metric.RootMeanSquaredError, Metric.MeanAbsoluteError];
        List<Metric> metrics = [Metric.Accuracy, Metric.BalancedAccuracy, Metric.MacroF1];
        var rows = Rows();
        foreach (var metric in AreProbabilities ? (Metric[])[Metric.RocAuc, Metric.LogLoss] : [Metric.RocAuc])
            if (ClassScores.Defined(metric, rows) is not null)
                metrics.Add(metric);
        return metrics;
    }
}
