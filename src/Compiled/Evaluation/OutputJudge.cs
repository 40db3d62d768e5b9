namespace Compiled;

/// <summary>Judges a network's outputs by a dataset's targets, each loss's outputs as <see cref="OutputSection"/> says: the one place for <c>Fit</c> and <c>Evaluate</c>.</summary>
internal sealed class OutputJudge
{
    private readonly OutputSection[] _sections;
    private readonly Judgement[] _judgements;
    private readonly bool _hasHeads;
    private readonly int _outputSize;

    /// <summary>Decides what is judged; the data says whether there are classes, and whether they exclude each other.</summary>
    public OutputJudge(Topology topology, Dataset data)
    {
        _sections = [.. OutputSection.Of(topology)];
        _hasHeads = topology.Heads.Count > 0;
        _outputSize = topology.OutputSize;
        _judgements = [.. _sections.Select(section => Decide(section, _hasHeads ? null : data))];
    }

    private enum Judgement
    {
        Numbers,
        YesOrNo,
        Labels,
        Classes,
    }

    /// <summary>What <see cref="Metric"/> is.</summary>
    public string MetricName =>
        Array.TrueForAll(_judgements, static judgement => judgement != Judgement.Numbers) ? "accuracy"
        : !Array.TrueForAll(_judgements, static judgement => judgement == Judgement.Numbers) ? "score"
        : _sections is [{ Meaning: OutputMeaning.Quantiles }] ? "pinball" : "mae";

    /// <summary>The one figure of an epoch. The outputs are those of the data, and are overwritten.</summary>
    public double Metric(Span<float> outputs, Dataset data)
    {
        if (_hasHeads && MetricName != "mae")
            return Evaluate(outputs, data, []).Score;
        foreach (var section in _sections)
            Read(section, outputs, _outputSize);
        return (_judgements[0], _sections[0]) switch
        {
            (Judgement.Classes, _) => Metrics.Accuracy(outputs, data.Targets, _outputSize),
            (Judgement.YesOrNo or Judgement.Labels, var section) => Metrics.BinaryAccuracy(outputs, data.Targets, section.ThresholdFor(data.Targets)),
            (_, { Meaning: OutputMeaning.Quantiles } section) when !_hasHeads => Metrics.PinballLoss(outputs, data.Targets, section.Quantile),
            _ => Metrics.MeanAbsoluteError(outputs, data.Targets),
        };
    }

    /// <summary>All figures. The outputs are those of the data, and are overwritten.</summary>
    /// <param name="outputs">[row][output].</param>
    /// <param name="data">The targets, and names.</param>
    /// <param name="classes">The network's own names of its classes; empty where it has none.</param>
    public Evaluation Evaluate(Span<float> outputs, Dataset data, IReadOnlyList<string> classes)
    {
        if (!_hasHeads)
            // Labels that merely count say no more than the network's own.
            return Evaluate(0, outputs, data.Targets, data.TargetNames, data.HasClassNames || classes.Count == 0 ? data.ClassNames : classes, classes);
        var heads = new HeadScore[_sections.Length];
        for (var index = 0; index < heads.Length; index++)
        {
            var section = _sections[index];
            IReadOnlyList<string> names = [.. data.TargetNames.Skip(section.Offset).Take(section.Size)];
            heads[index] = new(section.Name, Evaluate(index, Columns(outputs, section), Columns(data.Targets, section), names, [], []));
        }

        return new HeadsEvaluation(data.Count, heads);
    }

    private Evaluation Evaluate(
        int index, Span<float> outputs, ReadOnlySpan<float> targets, IReadOnlyList<string> names, IReadOnlyList<string> ofData, IReadOnlyList<string> ofNetwork)
    {
        var section = _sections[index];
        Read(section, outputs, section.Size);
        return _judgements[index] switch
        {
            Judgement.YesOrNo => ClassificationEvaluation.FromBinaryPredictions(outputs, targets, section.ThresholdFor(targets), Classes(2)),
            Judgement.Labels => MultilabelEvaluation.FromPredictions(outputs, targets, section.Size, Classes(section.Size) ?? names, section.Threshold),
            Judgement.Classes => ClassificationEvaluation.FromPredictions(outputs, targets, section.Size, Classes(section.Size)),
            _ when section.Meaning == OutputMeaning.Quantiles => RegressionEvaluation.FromQuantiles(outputs, targets, section.Quantile, section.Size, names),
            _ => RegressionEvaluation.FromPredictions(outputs, targets, section.Size, names),
        };

        IReadOnlyList<string>? Classes(int count) => ofData.Count == count ? ofData : ofNetwork.Count == count ? ofNetwork : null;
    }

    private static Judgement Decide(OutputSection section, Dataset? data)
    {
        var hasClasses = data is { ClassNames.Count: > 0 };
        if (section.Size == 1)
            return section.Decides || hasClasses ? Judgement.YesOrNo : Judgement.Numbers;
        if (section.Meaning == OutputMeaning.Classes)
            return Judgement.Classes;
        if (!section.Decides)
            return hasClasses ? Judgement.Classes : Judgement.Numbers;
        // One against the rest: the outputs know nothing of each other, but the rows of the data have one class each.
        return hasClasses && HasOneOfEach(data!) ? Judgement.Classes : Judgement.Labels;
    }

    private static bool HasOneOfEach(Dataset data)
    {
        for (var row = 0; row < data.Count; row++)
        {
            var yes = 0;
            foreach (var target in data.Target(row))
                yes += Decision.IsYes(target) ? 1 : 0;
            if (yes != 1)
                return false;
        }

        return true;
    }

    /// <summary>Numbers in the unit of the targets. The largest of several logarithms is the largest of what they are of, and need not be read.</summary>
    private static void Read(OutputSection section, Span<float> outputs, int stride)
    {
        if (!section.AreLogarithms || section.Meaning == OutputMeaning.Classes)
            return;
        var first = stride == section.Size ? 0 : section.Offset;
        for (var row = first; row < outputs.Length; row += stride)
            foreach (ref var output in outputs.Slice(row, section.Size))
                output = section.Read(output);
    }

    private float[] Columns(ReadOnlySpan<float> rows, OutputSection section)
    {
        var columns = new float[rows.Length / _outputSize * section.Size];
        for (var row = 0; row < rows.Length / _outputSize; row++)
            rows.Slice(row * _outputSize + section.Offset, section.Size).CopyTo(columns.AsSpan(row * section.Size));
        return columns;
    }
}
