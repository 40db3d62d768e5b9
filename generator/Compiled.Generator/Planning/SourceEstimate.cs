using Compiled.Generator.Emission.Dense;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>
/// About how many bytes of source a plan becomes: what decides between all tiles and the short list of them. Counted in lines of so many bytes, as the
/// templates write them; a test holds it near the truth.
/// </summary>
internal static class SourceEstimate
{
    /// <summary>What a plan with all tiles may come to: 250 KB without the estimate's own error.</summary>
    public const int Most = 218_000;

    /// <summary>The class, its documentation and what else does not depend on the blocks.</summary>
    private const int Fixed = 32_100;

    private const int FixedOfTraining = 13_100;

    private const int FixedOfDerivatives = 8_500;

    /// <summary>Its two buffers, and the calls forward and backward.</summary>
    private const int PerStageOfDerivatives = 450;

    /// <summary>Views, layout, and the calls of a block.</summary>
    private const int PerBlock = 1_100;

    private const int PerBlockOfTraining = 1_070;

    /// <summary>Its columns, beside its rows.</summary>
    private const int PerBlockOfSampleLanes = 900;

    private const int PerMethodOfSampleLanes = 1_200;

    /// <summary>Its sums in every pass, and the copy of the gradient.</summary>
    private const int PerResidual = 900;

    /// <summary>Its columns, its loss in every pass and its view.</summary>
    private const int PerHead = 2_500;

    private const int PerShape = 1_000;

    /// <summary>One multiply-add of an unrolled row.</summary>
    private const int PerOperation = 125;

    /// <summary>A line of a tile: a load, a multiply-add, a store.</summary>
    private const int Line = 95;

    /// <summary>A tile's header with its documentation.</summary>
    private const int Header = 500;

    public static int Bytes(NetworkPlan plan)
    {
        var blocks = plan.DenseBlocks.Count();
        var unrolled = (plan.IsSingleMethod ? plan.DenseBlocks : plan.DenseShapes).Where(static dense => dense.IsUnrolled).Sum(static dense => dense.VectorOperations);
        var bytes = Fixed + blocks * PerBlock + plan.DenseShapes.Count() * PerShape + unrolled * PerOperation + plan.Stages.OfType<EndResidualStage>().Count() * PerResidual + plan.Spec.Heads.Count * PerHead;
        bytes += DenseTileSet.Forward(plan).Sum(Forward) + DenseTileSet.ForwardRows(plan).Sum(Rows) + DensePasses.Row(plan).Sum(Pass);
        if (plan.SampleLanes is null)
            bytes += DensePasses.Forward(plan).Sum(Pass);
        else
            bytes += DenseColumnTemplate.ForwardTiles(plan).Sum(Forward) + blocks * PerBlockOfSampleLanes + Methods(plan, DenseColumnTemplate.ForwardName);
        if (plan.Derivatives is { } derivatives)
            bytes += FixedOfDerivatives + derivatives.Stages.Count * PerStageOfDerivatives;
        if (plan.Training is null)
            return bytes;
        bytes += FixedOfTraining + blocks * PerBlockOfTraining;
        return bytes + (plan.SampleLanes is null
            ? DenseTileSet.InputGradient(plan).Sum(InputGradient) + DenseTileSet.InputGradientRows(plan).Sum(Rows)
                + DenseTileSet.WeightGradient(plan).Sum(static tile => WeightGradient(tile.Tile))
                + DensePasses.InputGradients(plan).Sum(Pass) + DensePasses.ParameterGradients(plan).Sum(Pass)
            : DenseColumnTemplate.InputGradientTiles(plan).Sum(InputGradient) + DenseColumnTemplate.WeightGradientTiles(plan).Sum(WeightGradient)
                + Methods(plan, DenseColumnTemplate.InputGradientsName) + Methods(plan, DenseColumnTemplate.ParameterGradientsName));
    }

    private static int Forward(Tile tile)
    {
        var steps = 2 * tile.Partials - 1;
        return Header + tile.Rows * tile.Vectors * (30 * tile.Partials + Line * steps + Line) + tile.Vectors * (steps + 1) * Line + tile.Rows * steps * Line;
    }

    private static int InputGradient(Tile tile) => Header + tile.Rows * tile.Vectors * 215 + tile.Rows * Line + tile.Vectors * 150;

    private static int WeightGradient(Tile tile) => Header + tile.Rows * tile.Vectors * 390 + tile.Rows * Line + tile.Vectors * 135;

    private static int Methods(NetworkPlan plan, Func<DensePlan, string> name) => DensePasses.Distinct(plan.DenseBlocks, name).Count() * PerMethodOfSampleLanes;

    private static int Rows(Tile tile) => tile.Rows > 1 ? 1_700 : 950;

    private static int Pass(DensePass pass) => 400 + pass.Tiers.Sum(static tier => tier.Runs.Count) * 350;
}
