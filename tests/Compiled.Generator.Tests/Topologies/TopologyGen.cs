using Compiled.Generator.Tests.Planning;
using Compiled.Oracle;
using CsCheck;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>Random networks: one to six dense blocks, anything that may stand between them, any loss that fits the end.</summary>
internal static class TopologyGen
{
    /// <summary>How many dense blocks stand before the last: mostly one or two, because the compiler's time goes with their number.</summary>
    private static readonly Gen<int> Hiddens = Gen.Frequency((4, Gen.Int[0, 2]), (1, Gen.Int[3, 5]));

    /// <summary>One row, tails of every lane count, and more rows than a trainer takes at once; few of those, for they cost the oracle time.</summary>
    private static readonly Gen<int> Batch = Gen.Frequency((6, Gen.Int[1, 19]), (1, SpecGen.OneOf(31, 33, 65)));

    private static readonly Gen<IReadOnlyList<DrawnBlock>> Nothing = Gen.Const<IReadOnlyList<DrawnBlock>>([]);

    public static Gen<DrawnNetwork> Any { get; } =
        from loss in Gen.Frequency((15, Choose(LossRooms.All).Select(DrawnLoss? (loss) => loss)), (1, Gen.Const((DrawnLoss?)null)))
        from inputs in BlockRooms.Width
        from before in Gen.Frequency((12, Nothing), (1, One(inputs)))
        from count in Hiddens
        from hidden in Hidden(inputs, count)
        from end in End(hidden.Count == 0 ? inputs : hidden[^1].Outputs, loss)
        from rule in SpecGen.OneOf([.. UpdateRule.All])
        from batches in Gen.Select(Batch, Batch, Batch)
        from seed in Gen.Int[0, int.MaxValue]
        select new DrawnNetwork(inputs, [.. before, .. hidden, .. end], loss, rule, [batches.Item1, batches.Item2, batches.Item3], seed);

    /// <summary>Dense blocks, each with what follows it.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Hidden(int inputs, int count) => count == 0
        ? Nothing
        : from dense in BlockRooms.Dense(inputs)
          from followers in Followers(dense.Outputs)
          from rest in Hidden(dense.Outputs, count - 1)
          select (IReadOnlyList<DrawnBlock>)[dense, .. followers, .. rest];

    /// <summary>The last dense block, and the activation that its loss wants, or any.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> End(int inputs, DrawnLoss? loss)
    {
        var partner = loss is null ? null : OracleLoss.FusedWith(loss.Name);
        return
            from dense in BlockRooms.Dense(inputs, partner == "Softmax" ? 2 : 1)
            from followers in partner is not null ? BlockRooms.Partner(partner, dense.Outputs).Select(Listed)
                : dense.Outputs == 1 ? Followers(dense.Outputs)
                : Gen.Frequency((5, Followers(dense.Outputs)), (1, Choose(BlockRooms.AtTheEnd, dense.Outputs).Select(Listed)))
            select (IReadOnlyList<DrawnBlock>)[dense, .. followers];
    }

    /// <summary>Mostly one, sometimes none or two.</summary>
    private static Gen<IReadOnlyList<DrawnBlock>> Followers(int width) => Gen.Frequency(
        (8, One(width)),
        (2, Nothing),
        (1, Gen.Select(One(width), One(width), IReadOnlyList<DrawnBlock> (first, second) => [.. first, .. second])));

    private static Gen<IReadOnlyList<DrawnBlock>> One(int width) => Choose(BlockRooms.Between, width).Select(Listed);

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
