namespace Compiled;

/// <summary>Judges a network's outputs by a dataset's targets, each loss's outputs as <see cref="OutputSection"/> says: the one place for <c>Fit</c> and <c>Evaluate</c>.</summary>
internal sealed class OutputJudge
{
    private readonly OutputSection[] _sections;
    private readonly Judgement[] _judgements;
    private readonly bool _hasHeads;
    private readonly int _outputSize;
    private readonly string _network;

    /// <summary>Decides what is judged; the data says whether there are classes, and whether they exclude each other.</summary>
    public OutputJudge(Topology topology, Dataset data)
    {
        _sections = [.. OutputSection.Of(topology)];
        _hasHeads = topology.Heads.Count > 0;
        _outputSize = topology.OutputSize;
        _network = topology.Name;
        _judgements = [.. _sections.Select(section => Decide(section, _hasHeads ? null : data))];
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
            return HeadsScore(outputs, data);
        foreach (var section in _sections)
            Read(section, outputs, _outputSize, alsoClasses: false);
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
    /// <param name="options">What else is asked for.</param>
    /// <exception cref="ArgumentException">A metric or a threshold does not fit the outputs.</exception>
    public Evaluation Evaluate(Span<float> outputs, Dataset data, IReadOnlyList<string> classes, EvaluationOptions options)
    {
        if (!_hasHeads)
            return Rows(outputs, data, classes).Evaluate(options, options.Training is null ? default : options.Training.Targets);
        if (options.Threshold is not null)
            throw new ArgumentException($"EvaluationOptions.Threshold does not fit network {_network}: it has heads, but a threshold is for a single output that decides.", nameof(options));
        return new HeadsEvaluation(data.Count, [.. RowsOfEach(outputs, data, classes).Select(rows =>
            new HeadScore(rows.Section.Name, rows.Evaluate(options, options.Training is null ? default : Columns(options.Training.Targets, rows.Section))))]);
    }

    /// <summary>The rows of each head, or of the only loss. The outputs are overwritten.</summary>
    public JudgedRows[] RowsOfEach(Span<float> outputs, Dataset data, IReadOnlyList<string> classes)
    {
        if (!_hasHeads)
            return [Rows(outputs, data, classes)];
        var all = new JudgedRows[_sections.Length];
        for (var index = 0; index < all.Length; index++)
        {
            var section = _sections[index];
            IReadOnlyList<string> names = [.. data.TargetNames.Skip(section.Offset).Take(section.Size)];
            // The columns of a one-hot target are named after its classes, unless they are only numbered.
            var hasNames = _judgements[index] == Judgement.Classes && !data.TargetNames.SequenceEqual(Wording.Numbered("y", _outputSize));
            all[index] = Rows(index, Columns(outputs, section), Columns(data.Targets, section), names, hasNames ? names : null);
        }

        return all;
    }

    /// <summary>The rows of a network without heads, as its loss reads them. The outputs are overwritten and kept.</summary>
    public JudgedRows Rows(Span<float> outputs, Dataset data, IReadOnlyList<string> classes)
    {
        var section = _sections[0];
        // Labels that merely count say no more than the network's own.
        var ofData = data.HasClassNames || classes.Count == 0 ? data.ClassNames : classes;
        var count = _judgements[0] == Judgement.YesOrNo ? 2 : section.Size;
        var names = ofData.Count == count ? ofData : classes.Count == count ? classes : null;
        return Rows(0, outputs.ToArray(), data.Targets.ToArray(), data.TargetNames, names);
    }

    private JudgedRows Rows(int index, float[] outputs, float[] targets, IReadOnlyList<string> names, IReadOnlyList<string>? classes)
    {
        var section = _sections[index];
        Read(section, outputs, section.Size, alsoClasses: true);
        return new(_network, section, _judgements[index], outputs, targets, names, classes);
    }

    /// <summary>The mean of the heads' scores without the rest of their evaluations.</summary>
    private double HeadsScore(ReadOnlySpan<float> outputs, Dataset data)
    {
        var sum = 0.0;
        for (var index = 0; index < _sections.Length; index++)
            sum += Rows(index, Columns(outputs, _sections[index]), Columns(data.Targets, _sections[index]), [], null).Score / _sections.Length;
        return sum;
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

    /// <summary>Numbers in the unit of the targets. The largest of several logarithms is the largest of what they are of, and need not be read where only it counts.</summary>
    internal static void Read(OutputSection section, Span<float> outputs, int stride, bool alsoClasses)
    {
        if (!section.AreLogarithms || (section.Meaning == OutputMeaning.Classes && !alsoClasses))
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
