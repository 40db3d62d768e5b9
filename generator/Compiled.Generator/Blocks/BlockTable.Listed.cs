// Made from the catalogue of blocks by the test CatalogueFilesTests; COMPILED_UPDATE_SNAPSHOTS=1 writes it again.
namespace Compiled.Generator.Blocks;

internal static partial class BlockTable
{
    private static Block[] Listed =>
    [
        new DenseBlock(),
        new ReluBlock(),
        new LeakyReluBlock(),
        new PReluBlock(),
        new EluBlock(),
        new SeluBlock(),
        new HardTanhBlock(),
        new GeluBlock(),
        new SiluBlock(),
        new MishBlock(),
        new SoftplusBlock(),
        new HardSwishBlock(),
        new SigmoidBlock(),
        new TanhBlock(),
        new SoftsignBlock(),
        new HardSigmoidBlock(),
        new IdentityBlock(),
        new UserActivationBlock(),
        new SoftmaxBlock(),
        new LogSoftmaxBlock(),
        new LayerNormBlock(),
        new BatchNormBlock(),
        new DropoutBlock(),
        new GaussianNoiseBlock(),
        new StandardizeBlock(),
        new StandardizeTargetsBlock(),
        new BeginResidualBlock(),
        new EndResidualBlock(),
        new HeadBlock(),
        new CrossEntropyBlock(),
        new BinaryCrossEntropyBlock(),
        new MeanSquaredErrorBlock(),
        new SumSquaredErrorBlock(),
        new MeanAbsoluteErrorBlock(),
        new HuberBlock(),
        new QuantileBlock(),
        new HingeBlock(),
        new PoissonBlock(),
        new KullbackLeiblerBlock(),
        new UserLossBlock(),
    ];
}
