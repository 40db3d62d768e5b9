using Compiled.Generator.Blocks;
using Compiled.Generator.Tests.Planning;
using Compiled.Oracle;
using CsCheck;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>
/// Random networks: one to six dense blocks, residuals now and then in their place, anything that may stand between them, any loss that fits the end, or
/// heads with losses of their own.
/// </summary>
internal static class TopologyGen
{
    /// <summary>How many dense blocks stand before the last: mostly one or two, because the compiler's time goes with their number.</summary>
    private static readonly Gen<int> Hiddens = Gen.Frequency((4, Gen.Int[0, 2]), (1, Gen.Int[3, 5]));

    /// <summary>One row, tails of every lane count, and more rows than a trainer takes at once; few of those, for they cost the oracle time.</summary>
    private static readonly Gen<int> Batch = Gen.Frequency((6, Gen.Int[1, 19]), (1, SpecGen.OneOf(31, 33, 65)));

    /// <summary>A residual's dense blocks are squares, whose time the oracle and the compiler feel.</summary>
    private const int WidestOfResiduals = 48;

    private static readonly Gen<IReadOnlyList<DrawnBlock>> Nothing = Gen.Const<IReadOnlyList<DrawnBlock>>([]);

    /// <summary>What may stand behind a dense block: an activation, mostly. The oracle's heads see row by row, and a trunk sees rows together.</summary>
    private static readonly IReadOnlyList<Func<int, Gen<DrawnBlock>>> InHeads = [.. DrawnBlocks.Between, .. DrawnLayers.Anywhere, .. DrawnLayers.BehindDense];

    private static readonly IReadOnlyList<Func<int, Gen<DrawnBlock>>> InTrunks = [.. InHeads, .. DrawnLayers.InTheTrunk];

    private static readonly IReadOnlyList<Func<int, Gen<DrawnBlock>>> InPredictors = [.. InTrunks, .. DrawnLayers.InPredictors, .. DrawnLayers.InPredictors, .. DrawnLayers.InPredictors];

    public static Gen<DrawnNetwork> Any { get; } =
        from form in Gen.Frequency((13, Gen.Const(Form.Learner)), (2, Gen.Const(Form.Predictor)), (1, Gen.Const(Form.Heads)))
        from loss in form == Form.Learner ? Choose(DrawnLosses.All).Select(DrawnLoss? (loss) => loss) : Gen.Const((DrawnLoss?)null)
        let kinds = form == Form.Predictor ? InPredictors : InTrunks
        from inputs in DrawnBlocks.Width
        from standardize in Gen.Frequency((12, Nothing), (1, Gen.Const(Listed(DrawnLayers.Standardize(inputs)))))
        from before in Gen.Frequency((12, Nothing), (1, One([.. DrawnBlocks.Between, .. DrawnLayers.Anywhere], inputs)))
        from count in form == Form.Heads ? Gen.Int[0, 1] : Hiddens
        from hidden in Hidden(kinds, inputs, count)
        let width = hidden.Count == 0 ? inputs : hidden[^1].Outputs
        from end in form == Form.Heads ? Nothing : End(kinds, width, loss)
        from heads in form == Form.Heads ? Heads(width) : Gen.Const<IReadOnlyList<DrawnHead>>([])
        from rule in SpecGen.OneOf([.. UpdateRule.All])
        from batches in Gen.Select(Batch, Batch, Batch)
        from isDifferentiable in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from seed in Gen.Int[0, int.MaxValue]
        let drawn = new DrawnNetwork(inputs, [.. standardize, .. before, .. hidden, .. end], heads, loss, rule, [batches.Item1, batches.Item2, batches.Item3], seed)
        select drawn with
        {
            // One row has no variance.
            Batches = [.. drawn.Batches.Select(rows => drawn.HasBatchNorm ? Math.Max(rows, 2) : rows)],
            IsDifferentiable = isDifferentiable && drawn.ToOracle().Blocks.All(HasInputGradient),
        };

    private enum Form
    {
        Learner,
        Predictor,
        Heads,
    }

    /// <summary>Two or three heads, each with at most two dense blocks and any loss.</summary>
    private static Gen<IReadOnlyList<DrawnHead>> Heads(int inputs)
    {
        var one =
            from loss in Choose(DrawnLosses.All)
            from count in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Const(1)))
            from hidden in Hidden(InHeads, inputs, count)
            from end in End(InHeads, hidden.Count == 0 ? inputs : hidden[^1].Outputs, loss)
            from weight in SpecGen.OneOf(1, 0.25, 2)
            select new DrawnHead([.. hidden, .. end], weight, loss);
        return Gen.Frequency(
            (2, Gen.Select(one, one, IReadOnlyList<DrawnHead> (first, second) => [first, second])),
            (1, Gen.Select(one, one, one, IReadOnlyList<DrawnHead> (first, second, third) => [first, second, third])));
    }

    /// <summary>Dense blocks, each with what follows it, and residuals, around such blocks that keep the width, now and then.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Hidden(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, int inputs, int count) => count == 0
        ? Nothing
        : from isResidual in Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(inputs <= WidestOfResiduals)))
          from first in isResidual ? Residual(kinds, inputs, 1) : DrawnBlocks.Dense(inputs).SelectMany(dense => Behind(kinds, dense))
          from rest in Hidden(kinds, first[^1].Outputs, count - 1)
          select (IReadOnlyList<DrawnBlock>)[.. first, .. rest];

    private static Gen<IReadOnlyList<DrawnBlock>> Behind(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, DrawnBlock dense) =>
        Followers(kinds, dense.Outputs).Select(IReadOnlyList<DrawnBlock> (followers) => [dense, .. followers]);

    /// <summary>One dense block or two, the last as wide as what arrives, or one and a residual of one.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Residual(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, int width, int nested)
    {
        var back = DrawnBlocks.Dense(width, width, width).SelectMany(dense => Behind(kinds, dense));
        var two =
            from first in DrawnBlocks.Dense(width).SelectMany(dense => Behind(kinds, dense))
            from last in DrawnBlocks.Dense(first[^1].Outputs, width, width)
            select (IReadOnlyList<DrawnBlock>)[.. first, last];
        var inside = nested == 0
            ? back
            : Gen.Frequency(
                (2, back), (2, two),
                (1, Gen.Select(back, Residual(kinds, width, nested - 1), IReadOnlyList<DrawnBlock> (first, second) => [.. first, .. second])));
        return
            from between in inside
            from followers in Followers(kinds, width)
            select (IReadOnlyList<DrawnBlock>)[DrawnLayers.Residual(between), .. followers];
    }

    /// <summary>The last dense block, and the activation that its loss wants, or any.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> End(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, int inputs, DrawnLoss? loss)
    {
        var partner = loss is null ? null : OracleLoss.FusedWith(loss.Name);
        return
            from dense in DrawnBlocks.Dense(inputs, partner == "Softmax" ? 2 : 1)
            from standardizesTargets in Gen.Int[0, 7]
            from followers in standardizesTargets == 0 && (loss is null || DrawnLosses.TakesAnything(loss)) ? Gen.Const(Listed(DrawnLayers.StandardizeTargets(dense.Outputs)))
                : partner is not null ? DrawnBlocks.Partner(partner, dense.Outputs).Select(Listed)
                : dense.Outputs == 1 ? Followers(kinds, dense.Outputs)
                : Gen.Frequency((5, Followers(kinds, dense.Outputs)), (1, Choose(DrawnBlocks.AtTheEnd, dense.Outputs).Select(Listed)))
            select (IReadOnlyList<DrawnBlock>)[dense, .. followers];
    }

    /// <summary>Mostly one, sometimes none or two.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Followers(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, int width) => Gen.Frequency(
        (8, One(kinds, width)),
        (2, Nothing),
        (1, Gen.Select(One(kinds, width), One(kinds, width), IReadOnlyList<DrawnBlock> (first, second) => [.. first, .. second])));

    private static Gen<IReadOnlyList<DrawnBlock>> One(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, int width) => Choose(kinds, width).Select(Listed);

    /// <summary>Whether a network with that block may have [Differentiable].</summary>
    private static bool HasInputGradient(OracleBlock block) => block switch
    {
        OracleDisturbance => true,
        _ => BlockTable.Find(block.Kind) is not LayerBlock kind || kind.HasInputGradient,
    };

    private static IReadOnlyList<DrawnBlock> Listed(DrawnBlock block) => [block];

    private static Gen<DrawnBlock> Choose(IReadOnlyList<Func<int, Gen<DrawnBlock>>> kinds, int width) =>
        from index in Gen.Int[0, kinds.Count - 1]
        from block in kinds[index](width)
        select block;

    private static Gen<T> Choose<T>(IReadOnlyList<Gen<T>> kinds) =>
        from index in Gen.Int[0, kinds.Count - 1]
        from one in kinds[index]
        select one;
}
