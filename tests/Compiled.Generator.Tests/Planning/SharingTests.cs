using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Into what pieces work is cut for several threads.</summary>
public sealed class SharingTests
{
    [Theory]
    [InlineData(64, new[] { 128, 128, 10 })]
    [InlineData(784, new[] { 128, 10 })]
    [InlineData(32, new[] { 256, 256, 8 })]
    public void Mid_sized_networks_share_a_step_of_256_rows(int inputs, int[] units)
    {
        var sharing = Plan(inputs, units).Sharing;
        Assert.Equal(128, sharing.ShardRows);
        Assert.Equal(8, sharing.MostShards);
        Assert.InRange(sharing.PredictRows, 1, 128);
    }

    [Fact]
    public void Smaller_networks_need_more_rows_before_threads_pay()
    {
        var (small, tiny) = (Plan(16, [64, 64, 4]).Sharing, Plan(2, [16, 16, 1]).Sharing);
        Assert.InRange(small.PredictRows, 48, 256);
        Assert.InRange(tiny.PredictRows, 512, 4096);
    }

    [Fact]
    public void Huge_networks_have_fewer_shards_because_each_keeps_all_gradients()
    {
        Assert.Equal(4, Plan(1024, [1024, 1024]).Sharing.MostShards);
        Assert.Equal(2, Plan(4096, [4096]).Sharing.MostShards);
    }

    [Fact]
    public void Only_a_network_whose_outputs_fill_the_vectors_has_shards()
    {
        Assert.True(Plan(64, [128, 128, 10]).HasShards);
        Assert.False(Plan(2, [16, 16, 1]).HasShards);
        Assert.False(NetworkPipeline.Plan(new Declared("Net", 64, [128, 10], "Relu", "Softmax", "", true).Spec).HasShards);
    }

    [Fact]
    public void Every_plan_shares_in_pieces_that_the_runtime_can_cut() => SpecGen.Any.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var sharing = plan.Sharing;
        Assert.Contains(sharing.MostShards, new[] { 2, 4, 8 });
        Assert.True(sharing.ShardRows >= 128 && sharing.ShardRows % 16 == 0, $"{sharing.ShardRows} rows a shard");
        Assert.True(sharing.PredictRows > 0 && sharing.PredictRows % (plan.SampleLanes?.PredictRows ?? plan.Batch.Rows) == 0, $"{sharing.PredictRows} rows at a time");
        Assert.True(1 << (sharing.GradientSums - 1) == sharing.MostShards, $"{sharing.GradientSums} sums for {sharing.MostShards} shards");
        Assert.True(plan.TrainingGradients <= int.MaxValue, $"{plan.TrainingGradients} floats of gradients");
    });

    [Fact]
    public void Fewer_operations_never_mean_smaller_pieces()
    {
        (from units in Gen.Int[8, 400] from more in Gen.Int[1, 400] select (units, more)).Sample(sizes =>
        {
            var (narrow, wide) = (Plan(64, [sizes.units, 16]).Sharing, Plan(64, [sizes.units + sizes.more, 16]).Sharing);
            Assert.True(narrow.ShardRows >= wide.ShardRows, $"{narrow} against {wide}");
        });
    }

    private static NetworkPlan Plan(int inputs, int[] units) =>
        NetworkPipeline.Plan(new Declared("Net", inputs, units, "Relu", "", "MeanSquaredError", true).Spec);
}
