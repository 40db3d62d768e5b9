using Xunit;

namespace Compiled.Tests.Portable;

/// <summary>What a test does with a network whose class it does not know.</summary>
public interface INetworkVisitor
{
    /// <summary>Called with the class.</summary>
    void Visit<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>;
}

/// <summary>All networks of this folder, by name.</summary>
public static class PortableNetworks
{
    private static readonly Dictionary<string, Action<INetworkVisitor>> Visits = new(StringComparer.Ordinal);

    static PortableNetworks()
    {
        Add<ClassicNet>();
        Add<NamedNet>();
        Add<ScaledNet>();
        Add<TargetsNet>();
        Add<TargetHeadsNet>();
        Add<BatchNormNet>();
        Add<LayerNormNet>();
        Add<SlopesNet>();
        Add<NoisyNet>();
        Add<ResidualNet>();
        Add<HeadsNet>();
        Add<EverythingNet>();
        Add<SigmoidNet>();
        Add<TanhNet>();
        Add<LeakyReluNet>();
        Add<EluNet>();
        Add<SeluNet>();
        Add<GeluNet>();
        Add<GeluTanhNet>();
        Add<SiluNet>();
        Add<MishNet>();
        Add<SoftplusNet>();
        Add<SoftsignNet>();
        Add<HardSigmoidNet>();
        Add<HardTanhNet>();
        Add<HardSwishNet>();
        Add<Relu6Net>();
        Add<CeluNet>();
        Add<ThresholdNet>();
        Add<HardshrinkNet>();
        Add<SoftshrinkNet>();
        Add<TanhshrinkNet>();
        Add<LogSigmoidNet>();
        Add<RmsNormNet>();
        Add<FactorsNet>();
        Add<SmoothClipNet>();
        Add<PlainBatchNormNet>();
        Add<IdentityNet>();
        Add<OwnActivationNet>();
    }

    /// <summary>The names of the classes, in order: a theory's data.</summary>
    public static TheoryData<string> Names => [.. Visits.Keys];

    /// <summary>Calls the visitor with the class of that name.</summary>
    public static void Visit(string name, INetworkVisitor visitor) => Visits[name](visitor);

    /// <summary>A network whose parameters and statistics are drawn: nothing in it is 0, 1 or alike by chance.</summary>
    public static TNetwork Drawn<TNetwork>(long seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        var network = TNetwork.Create(seed);
        var random = new Random((int)seed);
        foreach (var tensor in NetworkTensor.Of(network))
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            var isScale = tensor.Name.EndsWith("running_var", StringComparison.Ordinal) || tensor.Name.EndsWith("factors", StringComparison.Ordinal)
                || tensor.Name.EndsWith("scales", StringComparison.Ordinal);
            for (var index = 0; index < values.Length; index++)
                values[index] = isScale ? 0.5f + random.NextSingle() : values[index] + random.NextSingle() - 0.5f;
            tensor.CopyFrom(values);
        }

        return network;
    }

    /// <summary>Rows of inputs around 0.</summary>
    public static float[] Inputs<TNetwork>(int rows, int seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => 3 * (random.NextSingle() + random.NextSingle()) - 3)];
    }

    private static void Add<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> => Visits.Add(typeof(TNetwork).Name, static visitor => visitor.Visit<TNetwork>());
}
