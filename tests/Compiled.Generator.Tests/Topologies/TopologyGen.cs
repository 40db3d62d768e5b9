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
    private static readonly IReadOnlyList<Func<int, Gen<DrawnBlock>>> InHeads = [.. BlockRooms.Between, .. LayerRooms.Anywhere, .. LayerRooms.BehindDense];

    private static readonly IReadOnlyList<Func<int, Gen<DrawnBlock>>> InTrunks = [.. InHeads, .. LayerRooms.InTheTrunk];

    private static readonly IReadOnlyList<Func<int, Gen<DrawnBlock>>> InPredictors = [.. InTrunks, .. LayerRooms.InPredictors, .. LayerRooms.InPredictors, .. LayerRooms.InPredictors];

    public static Gen<DrawnNetwork> Any { get; } =
        from form in Gen.Frequency((13, Gen.Const(Form.Learner)), (2, Gen.Const(Form.Predictor)), (1, Gen.Const(Form.Heads)))
        from loss in form == Form.Learner ? Choose(LossRooms.All).Select(DrawnLoss? (loss) => loss) : Gen.Const((DrawnLoss?)null)
        let rooms = form == Form.Predictor ? InPredictors : InTrunks
        from inputs in BlockRooms.Width
        from standardize in Gen.Frequency((12, Nothing), (1, Gen.Const(Listed(LayerRooms.Standardize(inputs)))))
        from before in Gen.Frequency((12, Nothing), (1, One([.. BlockRooms.Between, .. LayerRooms.Anywhere], inputs)))
        from count in form == Form.Heads ? Gen.Int[0, 1] : Hiddens
        from hidden in Hidden(rooms, inputs, count)
        let width = hidden.Count == 0 ? inputs : hidden[^1].Outputs
        from end in form == Form.Heads ? Nothing : End(rooms, width, loss)
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
            from loss in Choose(LossRooms.All)
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
    private static Gen<IReadOnlyList<DrawnBlock>> Hidden(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, int inputs, int count) => count == 0
        ? Nothing
        : from isResidual in Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(inputs <= WidestOfResiduals)))
          from first in isResidual ? Residual(rooms, inputs, 1) : BlockRooms.Dense(inputs).SelectMany(dense => Behind(rooms, dense))
          from rest in Hidden(rooms, first[^1].Outputs, count - 1)
          select (IReadOnlyList<DrawnBlock>)[.. first, .. rest];

    private static Gen<IReadOnlyList<DrawnBlock>> Behind(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, DrawnBlock dense) =>
        Followers(rooms, dense.Outputs).Select(IReadOnlyList<DrawnBlock> (followers) => [dense, .. followers]);

    /// <summary>One dense block or two, the last as wide as what arrives, or one and a residual of one.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Residual(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, int width, int nested)
    {
        var back = BlockRooms.Dense(width, width, width).SelectMany(dense => Behind(rooms, dense));
        var two =
            from first in BlockRooms.Dense(width).SelectMany(dense => Behind(rooms, dense))
            from last in BlockRooms.Dense(first[^1].Outputs, width, width)
            select (IReadOnlyList<DrawnBlock>)[.. first, last];
        var inside = nested == 0
            ? back
            : Gen.Frequency(
                (2, back), (2, two),
                (1, Gen.Select(back, Residual(rooms, width, nested - 1), IReadOnlyList<DrawnBlock> (first, second) => [.. first, .. second])));
        return
            from between in inside
            from followers in Followers(rooms, width)
            select (IReadOnlyList<DrawnBlock>)[LayerRooms.Residual(between), .. followers];
    }

    /// <summary>The last dense block, and the activation that its loss wants, or any.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> End(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, int inputs, DrawnLoss? loss)
    {
        var partner = loss is null ? null : OracleLoss.FusedWith(loss.Name);
        return
            from dense in BlockRooms.Dense(inputs, partner == "Softmax" ? 2 : 1)
            from standardizesTargets in Gen.Int[0, 7]
            from followers in standardizesTargets == 0 && (loss is null || LossRooms.TakesAnything(loss)) ? Gen.Const(Listed(LayerRooms.StandardizeTargets(dense.Outputs)))
                : partner is not null ? BlockRooms.Partner(partner, dense.Outputs).Select(Listed)
                : dense.Outputs == 1 ? Followers(rooms, dense.Outputs)
                : Gen.Frequency((5, Followers(rooms, dense.Outputs)), (1, Choose(BlockRooms.AtTheEnd, dense.Outputs).Select(Listed)))
            select (IReadOnlyList<DrawnBlock>)[dense, .. followers];
    }

    /// <summary>Mostly one, sometimes none or two.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Followers(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, int width) => Gen.Frequency(
        (8, One(rooms, width)),
        (2, Nothing),
        (1, Gen.Select(One(rooms, width), One(rooms, width), IReadOnlyList<DrawnBlock> (first, second) => [.. first, .. second])));

    private static Gen<IReadOnlyList<DrawnBlock>> One(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, int width) => Choose(rooms, width).Select(Listed);

    /// <summary>Whether a network with that block may have [Differentiable].</summary>
    private static bool HasInputGradient(OracleBlock block) => block switch
    {
        OracleDisturbance => true,
        _ => BlockTable.Find(block.Kind) is not LayerRoom room || room.HasInputGradient,
    };

    private static IReadOnlyList<DrawnBlock> Listed(DrawnBlock block) => [block];

    private static Gen<DrawnBlock> Choose(IReadOnlyList<Func<int, Gen<DrawnBlock>>> rooms, int width) =>
        from index in Gen.Int[0, rooms.Count - 1]
        from block in rooms[index](width)
        select block;

    private static Gen<T> Choose<T>(IReadOnlyList<Gen<T>> rooms) =>
        from index in Gen.Int[0, rooms.Count - 1]
        from one in rooms[index]
        select one;
}
