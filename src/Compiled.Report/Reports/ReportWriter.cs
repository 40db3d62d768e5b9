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
    private readonly JudgedData _judged;

    public ReportWriter(ReportModel<TNetwork> model, Dataset test, ReportOptions options)
    {
        (_model, _options) = (model, options);
        _judged = JudgedData.Of(model, test);
        _tensors = NetworkTensor.Of(model.First);
        // One hash of all: their values, one member after the other.
        _hash = ParameterHash.Of([.. model.Members.SelectMany(NetworkTensor.Of)]);
    }

    /// <summary>The whole page.</summary>
    public string Write()
    {
        DataSection.Write(_page, _options.Training, _options.Validation, _judged.Data);
        WriteTopology();
        WriteTraining();
        WriteEvaluation();
        WriteImportance();
        WorstRowsSection.Write(_page, _judged, _options.WorstRows);
        WriteParameters();
        WriteReproduction();
        var evaluation = _judged.Evaluation;
        var score = evaluation switch
        {
            ClassificationEvaluation => "accuracy",
            RegressionEvaluation { Quantile: null } => "R²",
            _ => "score",
        };
        return _page.Complete(
            _options.Title ?? _topology.Name,
            string.Create(CultureInfo.InvariantCulture, $"{score} {evaluation.Score:0.0000} on {evaluation.Count:#,##0} test rows · {(long)_topology.ParameterCount * _model.Members.Count:#,##0} parameters · hash {_hash[..12]}"));
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
        _page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"On the {_judged.Data.Count:#,##0} rows of the test data."));
        _page.Lines(_judged.Evaluation.ToString() ?? "");
        var plots = EvaluationPlots.Of(_judged).ToList();
        if (_judged is { Evaluation: ClassificationEvaluation, Data.InputSize: 2 } && _topology.InputSize == 2 && !_model.IsEnsemble)
            plots.Add(Plot.Regions(_model.First, _judged.Data));
        if (_judged.HasNaN)
            _page.Paragraph("Some outputs are NaN: curves over thresholds are left out. Check the inputs for values that are not finite, and the parameters.");
        if (plots.Count > 0)
            _page.Pictures(plots);
        if (_options.Plots.Count > 0)
            _page.Pictures(_options.Plots);
    }

    private void WriteImportance()
    {
        if (_options.ImportanceRepeats == 0 || _topology.InputSize > FeatureImportance.MostFeatures || _judged.Data.Count < 2)
            return;
        var importance = FeatureImportance.Of(_model, _judged.Data, _options.ImportanceRepeats, _options.Seed);
        _page.Section("importance", "Importance of the features");
        var rows = importance.Rows < _judged.Data.Count ? string.Create(CultureInfo.InvariantCulture, $" Measured on {importance.Rows:#,##0} rows.") : "";
        _page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"How much the score falls when the values of one feature are shuffled among the rows: the mean of {_options.ImportanceRepeats} shuffles, and their standard deviation. Features that say the same share their importance.{rows}"));
        _page.Pictures(Plot.Importance(_judged.Data.FeatureNames, importance.Means, importance.Deviations, "loss of score"));
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
            plots.Add(Plot.FirstLayer(_tensors, _judged.Data.FeatureNames, imageWidth: null));
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
                ["Compiled", typeof(Topology).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown"],
            ],
            numbersFrom: 2);
    }
}
