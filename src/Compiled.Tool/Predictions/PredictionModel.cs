using Compiled.Dynamic;
using Compiled.Tool.Formats;

namespace Compiled.Tool.Predictions;

/// <summary>What a file predicts with: one network, or several that answer together.</summary>
internal abstract class PredictionModel
{
    private PredictionModel(IReadOnlyList<DynamicNetwork> members) => Members = members;

    /// <summary>The networks; one unless it is an ensemble.</summary>
    public IReadOnlyList<DynamicNetwork> Members { get; }

    /// <summary>The first network, whose shape, names and encoder are those of all.</summary>
    public DynamicNetwork Network => Members[0];

    /// <summary>One network.</summary>
    public static PredictionModel Of(DynamicNetwork network) => new Single(network);

    /// <summary>Several of one class, of which the mean is the answer.</summary>
    public static PredictionModel Together(IReadOnlyList<DynamicNetwork> members) => members[0].Accept(new Assembler(members));

    /// <summary>An ensemble that was read.</summary>
    public static PredictionModel Of<TNetwork>(DynamicNetworkType type, Ensemble<TNetwork> ensemble)
        where TNetwork : class, INetwork<TNetwork> => new Several<TNetwork>([.. ensemble.Members.Select(type.Wrap)], ensemble);

    /// <summary>The outputs of all rows.</summary>
    public abstract void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>Compares the predictions with the right answers.</summary>
    public abstract Evaluation Evaluate(Dataset data, EvaluationOptions options);

    /// <summary>The page of <see cref="Report"/>.</summary>
    public abstract string ToHtml(Dataset test, ReportOptions options);

    /// <summary>Writes the file: the whole file or none.</summary>
    public abstract void Save(string path);

    private sealed class Single(DynamicNetwork network) : PredictionModel([network])
    {
        public override void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => Network.PredictBatch(inputs, outputs, TrainerOptions.AllProcessors);

        public override Evaluation Evaluate(Dataset data, EvaluationOptions options) => Network.Evaluate(data, options);

        public override string ToHtml(Dataset test, ReportOptions options) => Network.Accept(new Writer(test, options));

        public override void Save(string path) => new WeightsFormat().Save(Network, path);

        private sealed class Writer(Dataset test, ReportOptions options) : INetworkVisitor<string>
        {
            public string Visit<TNetwork>(TNetwork network)
                where TNetwork : class, INetwork<TNetwork> => Report.ToHtml(network, test, options);
        }
    }

    private sealed class Several<TNetwork>(IReadOnlyList<DynamicNetwork> members, Ensemble<TNetwork> ensemble) : PredictionModel(members)
        where TNetwork : class, INetwork<TNetwork>
    {
        public override void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => ensemble.PredictBatch(inputs, outputs);

        public override Evaluation Evaluate(Dataset data, EvaluationOptions options) => ensemble.Evaluate(data, options);

        public override string ToHtml(Dataset test, ReportOptions options) => Report.ToHtml(ensemble, test, options);

        public override void Save(string path) => ensemble.Save(path);
    }

    private sealed class Assembler(IReadOnlyList<DynamicNetwork> members) : INetworkVisitor<PredictionModel>
    {
        public PredictionModel Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> =>
            new Several<TNetwork>(members, new Ensemble<TNetwork>(members.Select(static member => (TNetwork)member.Network)));
    }
}
