using Compiled.Oracle;

namespace Compiled.Tests.Networks;

/// <summary>One group of parameters: the weights or the biases of one block, and where they lie in the flat canonical vector.</summary>
public sealed record ParameterGroup(string Block, int Offset, int Count, int Inputs, bool IsBiases)
{
    public string Name => IsBiases ? $"{Block}.Biases" : $"{Block}.Weights";
}

/// <summary>A declared network as the tests see it.</summary>
public abstract class NetworkCase(string name, float? first, float? second, string? formula, double lossSetting = 0)
{
    private ParameterGroup[]? _groups;

    public string Name { get; } = name;

    /// <summary>LeakyRelu's slope, which the topology does not tell.</summary>
    public float Slope { get; } = first ?? 0.01f;

    /// <summary>The loss's δ, τ or smoothing, which the topology does not tell either.</summary>
    public double LossSetting { get; } = lossSetting;

    public abstract Topology Topology { get; }

    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract int ParameterCount { get; }

    /// <summary>Whether a step needs the batch as a whole, of at least two rows.</summary>
    public bool HasBatchNorm => Topology.Blocks.Any(block => block.Kind == "BatchNorm");

    public bool HasLoss => Topology.Loss is not null;

    /// <summary>Whether a step draws random numbers, so that its loss and gradients are those of other values than a prediction's.</summary>
    public bool IsNoisy => Topology.Blocks.Any(block => block.Kind is "Dropout" or "GaussianNoise");

    public abstract NetworkUnderTest Create(long seed);

    /// <summary>The weights and biases of every block, in canonical order.</summary>
    public IReadOnlyList<ParameterGroup> Groups => _groups ??= [.. ListGroups()];

    /// <summary>The same network in double precision, with the same parameters.</summary>
    public OracleNetwork ToOracle(NetworkUnderTest network)
    {
        var blocks = new Queue<TopologyBlock>(Topology.Blocks);
        var chain = ToOracle(blocks);
        if (Topology.Heads.Count > 0)
            chain.Add(new OracleHeads([.. Topology.Heads.Select(head => new OracleHead(ToOracle(blocks), head.Loss, head.Weight, LossSetting))]));
        var oracle = new OracleNetwork(chain, Topology.Loss, LossSetting);
        oracle.SetParameters([.. network.GetParameters(this).Select(value => (double)value)]);
        return oracle;
    }

    /// <summary>A network whose parameters, biases too, are drawn for a test: nothing is zero by accident.</summary>
    public NetworkUnderTest CreateRandom(int seed)
    {
        var network = Create(0);
        network.CopyParametersFrom(new TestData(seed).Parameters(this));
        return network;
    }

    public override string ToString() => Name;

    /// <summary>The blocks up to the end of the residual that they stand in, of the trunk, of a head, or of the network.</summary>
    private List<OracleBlock> ToOracle(Queue<TopologyBlock> blocks)
    {
        List<OracleBlock> oracle = [];
        while (blocks.TryDequeue(out var block) && block.Kind is not ("EndResidual" or "Head"))
            oracle.Add(block.Kind == "BeginResidual" ? new OracleResidual(ToOracle(blocks)) : ToOracle(block));
        return oracle;
    }

    private OracleBlock ToOracle(TopologyBlock block) => block.Kind switch
    {
        "Dense" => OracleDense.Zero(block.Inputs, block.Outputs, block.HasBias),
        "Softmax" => new OracleSoftmax(),
        "LogSoftmax" => new OracleLogSoftmax(),
        "PRelu" => new OraclePRelu(block.Parameters),
        "Scale" => new OracleScale(block.Parameters),
        "LayerNorm" => new OracleLayerNorm(block.Outputs, block.Parameters > 0, first ?? 1e-5),
        "RmsNorm" => new OracleRmsNorm(block.Outputs, block.Parameters > 0, block.Number("Epsilon")),
        "Dropout" or "GaussianNoise" => new OracleDisturbance(),
        "Standardize" => OracleStandardize.Of(block.Inputs, TestStatistics.Mean, TestStatistics.Scale),
        "StandardizeTargets" => OracleStandardizeTargets.Of(block.Outputs, TestStatistics.Mean, TestStatistics.Scale),
        "BatchNorm" => OracleBatchNorm.Of(block.Inputs, TestStatistics.Mean, TestStatistics.Scale, TestStatistics.Epsilon, block.Parameters > 0),
        // The topology does not tell which of several formulas: the case does.
        "Gelu" or "Activation" => new OracleActivation(formula ?? block.Kind),
        _ => new OracleActivation(block.Kind, Number(block, 0) ?? first, Number(block, 1) ?? second),
    };

    /// <summary>A number among the block's arguments, by its place: "slope: 0.01".</summary>
    private static double? Number(TopologyBlock block, int place) =>
        block.Arguments.Split(", ", StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(place)?.Split(": ") is [_, var text]
            ? (float)double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private IEnumerable<ParameterGroup> ListGroups()
    {
        var offset = 0;
        foreach (var block in Topology.Blocks.Where(block => block.Parameters > 0))
        {
            var biases = block.HasBias ? block.Kind == "Dense" ? block.Outputs : block.Parameters / 2 : 0;
            var weights = block.Parameters - biases;
            var inputs = block.Kind == "Dense" ? block.Inputs : 1;
            yield return new ParameterGroup(block.Name, offset, weights, inputs, IsBiases: false);
            offset += weights;
            if (biases == 0)
                continue;
            yield return new ParameterGroup(block.Name, offset, biases, inputs, IsBiases: true);
            offset += biases;
        }
    }
}

/// <summary>A declared network without a loss.</summary>
public sealed class PredictorCase<T>(float? first = null, float? second = null, string? formula = null, Action<T>? prepare = null) : NetworkCase(typeof(T).Name, first, second, formula)
    where T : class, INetwork<T>
{
    public override Topology Topology => T.Topology;

    public override int InputSize => T.InputSize;

    public override int OutputSize => T.OutputSize;

    public override int ParameterCount => T.ParameterCount;

    public override NetworkUnderTest Create(long seed) => new PredictorUnderTest<T>(TestStatistics.Prepared(T.Create(seed), prepare));
}

/// <summary>A declared network with a loss.</summary>
public sealed class LearnerCase<T>(float? first = null, float? second = null, string? formula = null, double lossSetting = 0, Action<T>? prepare = null)
    : NetworkCase(typeof(T).Name, first, second, formula, lossSetting)
    where T : class, ITrainableNetwork<T>
{
    public override Topology Topology => T.Topology;

    public override int InputSize => T.InputSize;

    public override int OutputSize => T.OutputSize;

    public override int ParameterCount => T.ParameterCount;

    public override NetworkUnderTest Create(long seed) => new LearnerUnderTest<T>(TestStatistics.Prepared(T.Create(seed), prepare));
}
