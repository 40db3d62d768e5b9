using Compiled.Generator.Tests.Planning;
using Compiled.Oracle;
using CsCheck;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>
/// The layers of random chains, neither dense nor activations, each drawn for the width that arrives. A new kind is one entry in one of the lists here.
/// </summary>
internal static class DrawnLayers
{
    /// <summary>What may stand anywhere, before the first dense block too.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> Anywhere { get; } =
    [
        width => Gen.Const(new DrawnBlock("[PRelu]", width, () => new OraclePRelu(1))),
        width => SpecGen.OneOf(-0.5, 0.1).Select(init => new DrawnBlock($"[PRelu({DrawnBlocks.Number(init)}, Shared = false)]", width, () => new OraclePRelu(width))),
        width => Gen.Const(new DrawnBlock("[Scale]", width, () => new OracleScale(width))),
        // Nothing: a step with random numbers has no oracle that does not know them, and that of a network which only predicts has none.
        width => Gen.Const(Disturbance("[Dropout(0)]", width)),
        width => Gen.Const(Disturbance("[GaussianNoise(0)]", width)),
    ];

    /// <summary>What normalises sums, and so stands behind a dense block.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> BehindDense { get; } =
    [
        width => Gen.Const(new DrawnBlock("[LayerNorm]", width, () => new OracleLayerNorm(width, true, 1e-5f))),
        width => SpecGen.OneOf((1e-3, true), (0.125, true), (1e-3, false), (0.125, false)).Select(of => new DrawnBlock(
            $"[LayerNorm(Epsilon = {DrawnBlocks.Number(of.Item1)}{(of.Item2 ? "" : ", Affine = false")})]", width,
            () => new OracleLayerNorm(width, of.Item2, (float)of.Item1))),
        width => Gen.Const(new DrawnBlock("[RmsNorm]", width, () => new OracleRmsNorm(width, true))),
        width => SpecGen.OneOf((1e-3, true), (0.125, true), (0.125, false)).Select(of => new DrawnBlock(
            $"[RmsNorm(Epsilon = {DrawnBlocks.Number(of.Item1)}{(of.Item2 ? "" : ", Affine = false")})]", width,
            () => new OracleRmsNorm(width, of.Item2, (float)of.Item1))),
    ];

    /// <summary>What looks at the rows of a step together; a head's chain in the oracle sees them one by one.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> InTheTrunk { get; } =
    [
        width => Gen.Const(new DrawnBlock("[BatchNorm]", width, () => Norm(width, 1e-5f))),
        width => SpecGen.OneOf((0.3, 1e-3), (1, 0.125)).Select(of => new DrawnBlock(
            $"[BatchNorm(Momentum = {DrawnBlocks.Number(of.Item1)}, Epsilon = {DrawnBlocks.Number(of.Item2)})]", width, () => Norm(width, (float)of.Item2))),
        width => Gen.Const(new DrawnBlock("[BatchNorm(Affine = false, Epsilon = 0.001)]", width, () => Norm(width, 1e-3f, isAffine: false))),
    ];

    /// <summary>Noise that a prediction does not see.</summary>
    public static IReadOnlyList<Func<int, Gen<DrawnBlock>>> InPredictors { get; } =
    [
        width => SpecGen.OneOf("[Dropout]", "[Dropout(0.25)]", "[GaussianNoise(0.5)]").Select(text => Disturbance(text, width)),
    ];

    /// <summary>Of the inputs alone.</summary>
    public static DrawnBlock Standardize(int width) => new("[Standardize]", width, () => OracleStandardize.Of(width, _ => 0, _ => 1));

    /// <summary>Of the targets alone, behind the last dense block.</summary>
    public static DrawnBlock StandardizeTargets(int width) => new("[StandardizeTargets]", width, () => OracleStandardizeTargets.Of(width, _ => 0, _ => 1));

    /// <summary>A residual around these.</summary>
    public static DrawnBlock Residual(IReadOnlyList<DrawnBlock> between) => new(
        $"[BeginResidual]\n{string.Join('\n', between.Select(block => block.Text))}\n[EndResidual]",
        between[^1].Outputs,
        () => new OracleResidual([.. between.Select(block => block.ToOracle())]));

    private static DrawnBlock Disturbance(string text, int width) => new(text, width, () => new OracleDisturbance());

    private static OracleBatchNorm Norm(int width, double epsilon, bool isAffine = true) => OracleBatchNorm.Of(width, _ => 0, _ => 1, epsilon, isAffine);
}
