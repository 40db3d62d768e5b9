namespace Compiled.Generator.Blocks;

/// <summary>The kinds of blocks. A new kind is one attribute, one class and one row here.</summary>
internal static class BlockTable
{
    private static readonly Dictionary<string, Block> Blocks = new Block[]
    {
        new DenseBlock(),
        new SigmoidBlock(),
        new TanhBlock(),
        new ReluBlock(),
        new LeakyReluBlock(),
        new IdentityBlock(),
        new EluBlock(),
        new SeluBlock(),
        new GeluBlock(),
        new SiluBlock(),
        new MishBlock(),
        new SoftplusBlock(),
        new SoftsignBlock(),
        new HardSigmoidBlock(),
        new HardTanhBlock(),
        new HardSwishBlock(),
        new UserActivationBlock(),
        new DropoutBlock(),
        new GaussianNoiseBlock(),
        new SoftmaxBlock(),
        new LogSoftmaxBlock(),
        new PReluBlock(),
        new LayerNormBlock(),
        new StandardizeBlock(),
        new StandardizeTargetsBlock(),
        new BatchNormBlock(),
        new HeadBlock(),
        new BeginResidualBlock(),
        new EndResidualBlock(),
        new SumSquaredErrorBlock(),
        new MeanSquaredErrorBlock(),
        new BinaryCrossEntropyBlock(),
        new CrossEntropyBlock(),
        new MeanAbsoluteErrorBlock(),
        new HuberBlock(),
        new HingeBlock(),
        new KullbackLeiblerBlock(),
        new PoissonBlock(),
        new QuantileBlock(),
        new UserLossBlock(),
    }.ToDictionary(static block => block.Kind, StringComparer.Ordinal);

    /// <summary>Every kind of block, in the order of the table.</summary>
    public static IReadOnlyCollection<Block> All => Blocks.Values;

    /// <summary>The block of that kind, or null when there is none.</summary>
    public static Block? Find(string kind) => Blocks.TryGetValue(kind, out var block) ? block : null;

    /// <summary>The block of an activation that a spec names.</summary>
    public static ActivationBlock Activation(string kind) => (ActivationBlock)Blocks[kind];

    /// <summary>The block of a layer that a spec names.</summary>
    public static LayerBlock Layer(string kind) => (LayerBlock)Blocks[kind];

    /// <summary>The block of a loss that a spec names.</summary>
    public static LossBlock Loss(string kind) => (LossBlock)Blocks[kind];
}
