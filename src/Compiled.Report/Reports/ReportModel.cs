namespace Compiled.Reports;

/// <summary>What a report is of: a network, or an ensemble of networks of one class.</summary>
/// <param name="Members">The networks; one unless it is an ensemble.</param>
/// <param name="Predict">The outputs of rows.</param>
/// <param name="Evaluate">Compares predictions with targets.</param>
/// <param name="Importance">The permutation importance for each head.</param>
internal sealed record ReportModel<TNetwork>(
    IReadOnlyList<TNetwork> Members, ReportModel<TNetwork>.Rows Predict, Func<Dataset, Evaluation> Evaluate, Func<Dataset, PermutationOptions, IReadOnlyList<HeadImportance>> Importance)
    where TNetwork : class, INetwork<TNetwork>
{
    /// <summary>Computes the outputs of rows.</summary>
    public delegate void Rows(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The network, or the first member, whose shape and names are those of all.</summary>
    public TNetwork First => Members[0];

    /// <summary>Whether several networks answer together.</summary>
    public bool IsEnsemble { get; private init; }

    /// <summary>A network.</summary>
    public static ReportModel<TNetwork> Of(TNetwork network) => new(
        [network], network.PredictBatch, network.Evaluate, (data, options) => PermutationImportance.OfHeads(network, data, options: options));

    /// <summary>An ensemble.</summary>
    public static ReportModel<TNetwork> Of(Ensemble<TNetwork> ensemble) => new(
        ensemble.Members, ensemble.PredictBatch, data => ensemble.Evaluate(data), (data, options) => PermutationImportance.OfHeads(ensemble, data, options: options))
    { IsEnsemble = true };
}
