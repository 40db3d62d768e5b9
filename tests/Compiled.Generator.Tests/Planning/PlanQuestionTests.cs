extern alias runtime;

using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Planning;

/// <summary>What templates ask of plans beyond the figures that <see cref="PlanFileTests"/> holds: each answer at its borders.</summary>
public sealed class PlanQuestionTests
{
    [Fact]
    public void Scratch_lies_in_the_smallest_stack_block_of_the_runtime_that_holds_it()
    {
        var sizes = typeof(runtime::Compiled.Runtime.StackBlock48).Assembly.GetExportedTypes()
            .Where(static type => type.Name.StartsWith("StackBlock", StringComparison.Ordinal) && char.IsDigit(type.Name[^1]))
            .Select(static type => int.Parse(type.Name["StackBlock".Length..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(10, sizes.Count);
        foreach (var (size, next) in sizes.Zip(sizes.Skip(1).Append(0)))
        {
            Assert.Equal((size, next), (NetworkPlan.BlockFor(size), NetworkPlan.BlockFor(size + 1)));
            // Those below a page hold 1,024 floats at most.
            Assert.Equal((size < 1024 ? size : 0, next < 1024 ? next : 0), (NetworkPlan.SmallBlockFor(size), NetworkPlan.SmallBlockFor(size + 1)));
        }

        Assert.Equal((48, 48), (NetworkPlan.BlockFor(0), NetworkPlan.SmallBlockFor(1)));
    }

    [Fact]
    public void The_callers_scratch_holds_what_each_overload_needs()
    {
        // A softmax keeps its outputs after the row's own scratch; derivatives have their own.
        var wide = Plan("[Network(1)] [Dense(1000), Softmax] [CrossEntropy]");
        Assert.Equal(Math.Max(wide.ScratchSize, wide.Row.Length + 1000), CallerScratch.Floats(wide));
        var single = Plan("[Network(1)] [Dense(8000), Softmax]");
        Assert.Equal(Math.Max(single.ScratchSize, single.Row.Length + 8000), CallerScratch.Floats(single));
        Assert.Equal(4 * CallerScratch.Floats(single), CallerScratch.Bytes(single));
        var plain = Plan("[Network(1)] [Dense(1000)] [MeanSquaredError]");
        Assert.Equal(plain.ScratchSize, CallerScratch.Floats(plain));
        var derived = Plan("[Network(20)] [Dense(300), Tanh] [Dense(300), Tanh] [Dense(300), Tanh] [Dense(300), Tanh] [Dense(20)] [Differentiable]");
        Assert.Equal(Math.Max(derived.ScratchSize, derived.Derivatives!.Scratch), CallerScratch.Floats(derived));
        var onlyDerived = derived with { Row = derived.Row with { Length = 1 }, Batch = derived.Batch with { Length = 1 } };
        Assert.Equal(derived.Derivatives.Scratch, CallerScratch.Floats(onlyDerived));
    }

    [Fact]
    public void Derivatives_take_the_stack_up_to_64_KB()
    {
        var plan = Plan("[Network(16)] [Dense(16), Tanh] [Dense(16)] [Differentiable]").Derivatives!;
        var most = Limits.MaxScratchBytes / sizeof(float);
        var rest = most - plan.Scratch;
        Assert.True((plan with { Values = plan.Values with { Length = plan.Values.Length + rest } }).FitsStack);
        Assert.False((plan with { Values = plan.Values with { Length = plan.Values.Length + rest + 1 } }).FitsStack);
    }

    [Fact]
    public void A_Jacobian_of_heads_keeps_a_row_of_all_their_outputs()
    {
        var plan = Plan("[Network(9)] [Dense(8), Tanh] [Head(\"a\")] [Dense(30)] [MeanSquaredError] [Head(\"b\")] [Dense(20)] [Huber] [Differentiable]").Derivatives!;
        Assert.Equal(plan.RowOffset + 64, plan.Scratch);
        Assert.Equal(plan.Values.Length + 3 * plan.GradientStride, plan.RowOffset);
    }

    [Fact]
    public void The_derivative_of_what_begins_without_a_dense_block_reads_inputs_in_whole_vectors()
    {
        var plan = Plan("[Network(13)] [BeginResidual, Dense(13), Tanh, EndResidual] [Dense(2)] [Differentiable]").Derivatives!;
        Assert.Equal(new Value("paddedInput", 13, 16), plan.PaddedInput);
        Assert.Equal(plan.PaddedInput, plan.Stages[0].Input);
        Assert.Equal(plan.PaddedInput, plan.Stages.OfType<EndResidualStage>().Single().Skipped);
        Assert.Equal((plan.PaddedInput, 0), (plan.Values.Buffers[0].Value, plan.Values.Buffers[0].Offset));
        Assert.All(plan.Stages, stage => Assert.NotEqual("input", stage.Input.Name));
        Assert.Null(Plan("[Network(13)] [Dense(13), Tanh] [Dense(2)] [Differentiable]").Derivatives!.PaddedInput);
    }

    [Fact]
    public void Targets_are_standardised_by_the_block_of_their_head()
    {
        var plan = Plan("[Network(9)] [Dense(8)] [Head(\"a\")] [Dense(3), StandardizeTargets] [MeanSquaredError] [Head(\"b\")] [Dense(2), StandardizeTargets] [Huber]");
        Assert.Equal((3, 2), (plan.TargetsFrom(0)!.Spec.Width, plan.TargetsFrom(3)!.Spec.Width));
        Assert.Null(plan.TargetsFrom(1));
        Assert.Null(plan.TargetsFrom(5));
    }

    [Fact]
    public void The_way_back_through_a_head_ends_at_what_learns_first()
    {
        // Nothing learns before the heads: in the first, a dense block does after an activation.
        var fixedTrunk = Plan("[Network(9)] [Tanh] [Head(\"a\")] [Sigmoid] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [Huber]").Training!;
        Assert.False(fixedTrunk.TrunkLearns);
        Assert.All(fixedTrunk.Heads, head => Assert.True(fixedTrunk.Stages[fixedTrunk.FirstOf(head)] is DenseStage, $"{head}"));
        Assert.Equal([fixedTrunk.Heads[0].Begin + 2, fixedTrunk.Heads[1].Begin + 1], fixedTrunk.Heads.Select(fixedTrunk.FirstOf));
        var learned = Plan("[Network(9)] [Dense(5)] [Head(\"a\")] [Sigmoid] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [Huber]").Training!;
        Assert.True(learned.TrunkLearns);
        Assert.Equal(learned.Heads.Select(static head => head.Begin + 1), learned.Heads.Select(learned.FirstOf));
    }

    [Fact]
    public void A_single_head_teaches_the_trunk_before_it()
    {
        var training = Plan("[Network(9)] [Dense(5), Tanh] [Head(\"a\")] [Dense(3)] [MeanSquaredError]").Training!;
        Assert.True(training.TrunkLearns);
        Assert.Equal(training.Heads.Single().Begin + 1, training.FirstOf(training.Heads.Single()));
        Assert.False(Plan("[Network(9)] [Tanh] [Head(\"a\")] [Dense(3)] [MeanSquaredError]").Training!.TrunkLearns);
        Assert.False(Plan("[Network(9)] [Dense(3)] [MeanSquaredError]").Training!.TrunkLearns);
    }

    [Fact]
    public void A_loss_computes_the_activation_right_before_the_end_of_its_head_alone()
    {
        var training = Plan("[Network(9)] [Head(\"a\")] [Dense(3), Softmax] [CrossEntropy] [Head(\"b\")] [Dense(2), Tanh] [Huber]").Training!;
        var fused = Enumerable.Range(0, training.Stages.Count).Where(training.IsFused).ToList();
        Assert.Equal([training.Heads[0].End - 1], fused);
        Assert.IsType<ActivationStage>(training.Stages[fused[0]]);
    }

    [Theory]
    [InlineData("[Network(4)] [Tanh] [Dense(8), Relu] [Dense(3)] [MeanSquaredError]", "it does not begin with a dense block")]
    [InlineData("[Network(4)] [Dense(8), Relu] [Dense(3), StandardizeTargets] [MeanSquaredError]", "it scales its targets")]
    [InlineData("[Network(4)] [Dense(8), BatchNorm] [Dense(3)] [MeanSquaredError]", "outputs, not samples, fill the vectors of its batches")]
    [InlineData("[Network(4)] [Head(\"a\")] [Dense(3)] [MeanSquaredError] [Head(\"b\")] [Dense(2)] [Huber]", "outputs, not samples, fill the vectors of its batches")]
    public void A_step_of_one_sample_says_what_stops_it(string blocks, string obstacle) => Assert.Equal(obstacle, Plan(blocks).SampleStepObstacle);

    [Fact]
    public void The_ends_of_a_pass_with_samples_in_the_lanes_are_the_inputs_and_the_last_two_values()
    {
        var lanes = NetworkPipeline.Plan(new Declared("Net", 4, [8, 6, 3], "Tanh").Spec).SampleLanes!;
        var ends = Enumerable.Range(0, lanes.TrainValues.Count).Where(lanes.IsEnd).ToList();
        Assert.Equal([0, lanes.TrainValues.Count - 2, lanes.TrainValues.Count - 1], ends);
    }

    [Fact]
    public void Vectors_and_padding_of_a_value_make_its_row()
    {
        foreach (var width in new[] { VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128 })
        {
            var tier = new SampleStepTier(width, EquatableArray<bool>.Empty);
            for (var outputs = 1; outputs <= 40; outputs++)
            {
                var lanes = tier.LanesOf(outputs);
                var all = tier.Vectors(outputs).Concat(tier.Padding(outputs)).ToList();
                Assert.Equal(Enumerable.Range(0, Lanes.Pad(outputs) / lanes).Select(vector => vector * lanes), all);
                Assert.All(tier.Padding(outputs), column => Assert.True(column >= outputs, $"{column} of {outputs}"));
                Assert.All(tier.Vectors(outputs), column => Assert.True(column < outputs, $"{column} of {outputs}"));
            }
        }
    }

    [Theory]
    [InlineData(16, 1, true)]
    [InlineData(17, 1, false)]
    [InlineData(4, 4, true)]
    [InlineData(6, 3, false)]
    public void A_block_of_sixteen_multiply_adds_is_written_out(int inputs, int vectors, bool isWritten) => Assert.Equal(isWritten, SampleStepPlan.IsWrittenOut(inputs, vectors));

    [Theory]
    [InlineData(16, 1, true)]
    [InlineData(32, 1, true)]
    [InlineData(16, 2, false)]
    [InlineData(15, 1, false)]
    public void One_output_of_whole_vectors_is_a_column(int inputs, int outputs, bool isColumn) =>
        Assert.Equal(isColumn, SampleStepPlan.IsColumn(NetworkPipeline.Plan(new Declared("Net", inputs, [outputs]).Spec).DenseBlocks.Single()));

    [Fact]
    public void No_row_is_written_out_where_none_may_be()
    {
        var spec = new Declared("Net", 1, [1]).Spec;
        Assert.True(NetworkPlanner.Plan(spec, BlockTable.Rules).DenseBlocks.Single().IsUnrolled);
        Assert.False(NetworkPlanner.Plan(spec, BlockTable.Rules, writesOutRows: false).DenseBlocks.Single().IsUnrolled);
    }

    [Fact]
    public void A_gradient_waits_for_the_beginning_of_its_own_residual()
    {
        var training = Plan("[Network(7)] [BeginResidual] [Dense(7)] [BeginResidual, Tanh, EndResidual] [EndResidual] [MeanSquaredError]").Training!;
        var ends = Enumerable.Range(0, training.Stages.Count).Where(index => training.Stages[index] is EndResidualStage).ToList();
        Assert.Equal([(1, true), (0, false)], ends.Select(end => (((EndResidualStage)training.Stages[end]).Level, training.Keeps(end))));
    }

    [Fact]
    public void An_end_of_no_residual_is_left_out()
    {
        var spec = new Declared("Net", 4, [4]).Spec;
        var ended = spec with { Blocks = new([.. spec.Blocks, new ResidualSpec("EndResidual", 4, -1)]) };
        Assert.Equal(NetworkPipeline.Plan(spec).Stages, NetworkPipeline.Plan(ended).Stages);
    }

    private static NetworkPlan Plan(string blocks)
    {
        var network = GeneratorHarness.Compile($"using Compiled; {blocks} partial class Net;").GetTypeByMetadataName("Net")!;
        var read = NetworkPipeline.Read(network, new SourceMap(network), TestContext.Current.CancellationToken);
        Assert.False(read.IsRejected, string.Join("; ", read.Errors));
        return NetworkPipeline.Plan(read.Spec!);
    }
}
