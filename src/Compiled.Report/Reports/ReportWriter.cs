using System.Globalization;
using System.Reflection;
using Compiled.Drawing;

namespace Compiled.Reports;

/// <summary>Writes the sections of a report.</summary>
internal sealed class ReportWriter<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly HtmlPage _page = new();
    private readonly ReportModel<TNetwork> _model;
    private readonly ReportOptions _options;
    private readonly Topology _topology = TNetwork.Topology;
    private readonly IReadOnlyList<NetworkTensor> _tensors;
    private readonly string _hash;
    private readonly Dataset _data;
    private readonly Evaluation _evaluation;

    /// <summary>Each head, or the network.</summary>
    private readonly JudgedData[] _heads;

    public ReportWriter(ReportModel<TNetwork> model, Dataset test, ReportOptions options)
    {
        (_model, _options) = (model, options);
        // Checks sizes, features and classes in words.
        _evaluation = model.Evaluate(test);
        _data = FeatureMatch.Align(_topology, model.First.FeatureNames, test, "The test data", nameof(test));
        _heads = JudgedData.Of(model, _data, _evaluation);
        _tensors = NetworkTensor.Of(model.First);
        // One hash of all: their values, one member after the other.
        _hash = ParameterHash.Of([.. model.Members.SelectMany(NetworkTensor.Of)]);
    }

    /// <summary>The whole page.</summary>
    public string Write()
    {
        DataSection.Write(_page, _options.Training, _options.Validation, _data);
        WriteTopology();
        WriteTraining();
        WriteEvaluation();
        ImportanceSection.Write(_page, _model, _data, _options);
        WorstRowsSection.Write(_page, _heads, _options.WorstRows);
        WriteParameters();
        WriteReproduction();
        var score = _evaluation switch
        {
            ClassificationEvaluation => "accuracy",
            RegressionEvaluation { Quantile: null } => "R²",
            _ => "score",
        };
        return _page.Complete(
            _options.Title ?? _topology.Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{score} {_evaluation.Score:0.0000} on {_evaluation.Count:#,##0} test rows · {(long)_topology.ParameterCount * _model.Members.Count:#,##0} parameters · hash {_hash[..12]}"));
    }

    private void WriteTopology()
    {
        _page.Section("topology", "Topology");
        _page.Pictures(Plot.Topology(_topology).WithTitle("Topology"));
        _page.Lines(_topology.Declaration);
        if (_model.IsEnsemble)
            _page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"An ensemble: {_model.Members.Count:#,##0} such networks answer together. The curves of the training and the weights are of the first."));
    }

    private void WriteTraining()
    {
        if (_options.History is not { } history)
            return;
        _page.Section("training", "Training");
        var how = history.Cancelled ? "cancelled" : history.StoppedEarly ? "stopped early" : "finished";
        var best = history.BestEpoch is { } epoch ? string.Create(CultureInfo.InvariantCulture, $"; the best is epoch {epoch}{(history.RestoredBest ? ", whose parameters were restored" : "")}") : "";
        _page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{history.Epochs.Count:#,##0} epochs, {how}{best}."));
        List<Plot> plots = [Plot.Loss(history)];
        if (history.Epochs.Any(static epoch => epoch.Metric is not null || epoch.ValidationMetric is not null))
            plots.Add(Plot.Metric(history));
        if (history.Epochs.Select(static epoch => epoch.LearningRate).Distinct().Count() > 1)
            plots.Add(Plot.LearningRate(history));
        _page.Pictures(plots);
    }

    private void WriteEvaluation()
    {
        _page.Section("evaluation", "Evaluation");
        _page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"On the {_data.Count:#,##0} rows of the test data."));
        if (_evaluation is HeadsEvaluation)
            _page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"The score {_evaluation.Score:0.0000} is the average of {_heads.Length} heads."));
        foreach (var head in _heads)
            WriteEvaluation(head);
        if (_options.Plots.Count > 0)
            _page.Pictures(_options.Plots);
    }

    private void WriteEvaluation(JudgedData head)
    {
        if (head.Head.Length > 0)
            _page.Heading($"Head {head.Head}");
        _page.Lines($"{head.Evaluation}");
        var plots = EvaluationPlots.Of(head).ToList();
        if (head is { Evaluation: ClassificationEvaluation, Head.Length: 0, Data.InputSize: 2 } && !_model.IsEnsemble)
            plots.Add(Plot.Regions(_model.First, head.Data));
        if (head.HasNaN)
            _page.Paragraph("Some outputs are NaN: curves over thresholds are left out. Check the inputs for values that are not finite, and the parameters.");
        if (plots.Count > 0)
            _page.Pictures(plots);
    }

    private void WriteParameters()
    {
        _page.Section("parameters", "Parameters");
        if (_tensors.All(static tensor => tensor.Kind != NetworkTensorKind.Parameter))
        {
            _page.Paragraph("The network has none.");
            return;
        }

        List<Plot> plots = [Plot.Weights(_tensors)];
        if (_tensors.Any(static tensor => tensor.Kind == NetworkTensorKind.Parameter && tensor.Shape.Count == 2))
            plots.Add(Plot.FirstLayer(_tensors, _data.FeatureNames, imageWidth: null));
        _page.Pictures(plots);
    }

    private void WriteReproduction()
    {
        _page.Section("reproduce", "Reproduce");
        if (_options.Reproduction is { Length: > 0 } reproduction)
            _page.Lines(reproduction);
        _page.Table(
            ["what", "value"],
            [
                ["SHA-256 of parameters and statistics", _hash],
                ["network", _topology.Name],
                ["Compiled", typeof(Topology).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]],
            ],
            numbersFrom: 2);
    }
}
