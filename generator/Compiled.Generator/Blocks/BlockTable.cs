namespace Compiled.Generator.Blocks;

/// <summary>The kinds of blocks. A new kind is one attribute, one room and one row here.</summary>
internal static class BlockTable
{
    private static readonly Dictionary<string, BlockRoom> Rooms = new BlockRoom[]
    {
        new DenseRoom(),
        new SigmoidRoom(),
        new TanhRoom(),
        new ReluRoom(),
        new LeakyReluRoom(),
        new IdentityRoom(),
        new EluRoom(),
        new SeluRoom(),
        new GeluRoom(),
        new SiluRoom(),
        new MishRoom(),
        new SoftplusRoom(),
        new SoftsignRoom(),
        new HardSigmoidRoom(),
        new HardTanhRoom(),
        new HardSwishRoom(),
        new OwnActivationRoom(),
        new DropoutRoom(),
        new GaussianNoiseRoom(),
        new SoftmaxRoom(),
        new LogSoftmaxRoom(),
        new PReluRoom(),
        new LayerNormRoom(),
        new StandardizeRoom(),
        new StandardizeTargetsRoom(),
        new BatchNormRoom(),
        new HeadRoom(),
        new BeginResidualRoom(),
        new EndResidualRoom(),
        new SumSquaredErrorRoom(),
        new MeanSquaredErrorRoom(),
        new BinaryCrossEntropyRoom(),
        new CrossEntropyRoom(),
        new MeanAbsoluteErrorRoom(),
        new HuberRoom(),
        new HingeRoom(),
        new KullbackLeiblerRoom(),
        new PoissonRoom(),
        new QuantileRoom(),
        new LossOfUserRoom(),
    }.ToDictionary(static room => room.Kind, StringComparer.Ordinal);

    /// <summary>Every room, in the order of the table.</summary>
    public static IReadOnlyCollection<BlockRoom> All => Rooms.Values;

    /// <summary>The room of that kind, or null when there is none.</summary>
    public static BlockRoom? Find(string kind) => Rooms.TryGetValue(kind, out var room) ? room : null;

    /// <summary>The room of an activation that a spec names.</summary>
    public static ActivationRoom Activation(string kind) => (ActivationRoom)Rooms[kind];

    /// <summary>The room of a layer that a spec names.</summary>
    public static LayerRoom Layer(string kind) => (LayerRoom)Rooms[kind];

    /// <summary>The room of a loss that a spec names.</summary>
    public static LossRoom Loss(string kind) => (LossRoom)Rooms[kind];
}
