using Compiled.Generator.Model;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Scratch and the trainer's memory.</summary>
public sealed class BufferTests
{
    /// <summary>Floats that a trainer's activations may take beside a single row: half a megabyte and the rounding of each buffer.</summary>
    private const int MostTrainingFloats = 128 * 1024 + Limits.MaxBlocks * 16;

    [Fact]
    public void Buffers_that_live_at_the_same_time_never_overlap() => Gen.OneOf(SpecGen.Any, SpecGen.Residual, SpecGen.Heads).Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        foreach (var buffers in new[] { plan.Row, plan.Batch })
        {
            var placed = PlanFacts.Buffers(buffers);
            Assert.All(placed, one => Assert.True(one.Region.Start >= 0 && one.Region.End <= buffers.Length, $"{one.Region} in {buffers.Length} floats"));
            for (var first = 0; first < placed.Count; first++)
                for (var second = first + 1; second < placed.Count; second++)
                {
                    var (a, b) = (PlanFacts.Lifetime(plan, placed[first].Value), PlanFacts.Lifetime(plan, placed[second].Value));
                    var livesTogether = a.First <= b.Last && b.First <= a.Last;
                    Assert.False(livesTogether && placed[first].Region.Overlaps(placed[second].Region), $"{placed[first]} and {placed[second]}");
                }
        }
    });

    [Fact]
    public void Every_value_has_a_buffer_but_a_result_that_goes_straight_to_the_caller() => Gen.OneOf(SpecGen.Any, SpecGen.Residual, SpecGen.Heads).Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var written = plan.Stages.Select(stage => stage.Output).Distinct().Where(value => value != plan.Output || !plan.WritesDirectly).ToList();
        Assert.Equal(written.Where(value => value != plan.Output || !plan.EndsInRegisters), plan.Row.Buffers.Select(buffer => buffer.Value));
        Assert.Equal(written, plan.Batch.Buffers.Select(buffer => buffer.Value));
    });

    [Fact]
    public void Training_keeps_every_value_and_two_gradients_apart() => SpecGen.Any.Where(spec => spec.Loss is not null).Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var training = plan.Training!;
        var regions = PlanFacts.Buffers(training.Activations).Select(one => one.Region).ToList();
        Assert.Equal(plan.Stages.Select(stage => stage.Output).Distinct().Count(), regions.Count);
        var widest = plan.Stages.Max(stage => stage.Output.Stride);
        Assert.True(training.GradientStride >= widest, $"A gradient row of {widest} floats gets {training.GradientStride}.");
        for (var buffer = 0; buffer < 2; buffer++)
            regions.Add(new($"gradient {buffer}", training.GradientOffset(buffer), (long)training.ChunkRows * training.GradientStride));
        var ordered = regions.OrderBy(region => region.Start).ToList();
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.False(pair.First.Overlaps(pair.Second), $"{pair.First} and {pair.Second}"));
        Assert.All(ordered, region => Assert.True(region.Start % 16 == 0 && region.End <= training.MemoryLength, $"{region} in {training.MemoryLength} floats"));
    });

    [Fact]
    public void What_a_residual_skips_is_overwritten_by_none_and_its_gradient_waits_alone() => SpecGen.Residual.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        Holds(plan.Stages, predicts: true);
        if (plan.Training is not { } training)
            return;
        Holds(training.Stages, predicts: false);
        Assert.Equal(spec.Blocks.Count(static block => block.Has(BlockTraits.EndsResidual)), training.Stages.Count(static stage => stage is EndResidualStage));
        // Two buffers that take turns, then one a level.
        Assert.Equal(training.GradientOffset(2 + training.ResidualLevels), training.MemoryLength);
        var deepest = training.Stages.Where((stage, index) => stage is EndResidualStage && training.Keeps(index)).Select(static stage => ((EndResidualStage)stage).Level);
        Assert.All(deepest, level => Assert.InRange(level, 0, training.ResidualLevels - 1));

        // Nothing writes a value between the stage that writes it last and the sum that reads it, and training keeps what an activation has written.
        static void Holds(IReadOnlyList<Stage> stages, bool predicts)
        {
            for (var end = 0; end < stages.Count; end++)
            {
                if (stages[end] is not EndResidualStage { Level: var level } residual)
                    continue;
                var begin = predicts
                    ? Enumerable.Range(0, end).LastOrDefault(index => stages[index].Output == residual.Skipped, -1)
                    : Enumerable.Range(0, end).Last(index => stages[index] is BeginResidualStage other && other.Level == level);
                if (!predicts)
                    Assert.Equal(residual.Skipped, stages[begin].Output);
                Assert.DoesNotContain(residual.Skipped, stages.Skip(begin + 1).Take(end - begin).Where(static stage => stage is not BeginResidualStage).Select(static stage => stage.Output));
                // Only what back-propagation does not read again may become the sum.
                if (residual.Output == residual.Input)
                    Assert.True(stages.Take(end).Last(stage => stage.Output == residual.Input && stage is not BeginResidualStage) is EndResidualStage
                        or DenseStage { Plan.Epilogue: null }, $"{residual}");
            }
        }
    });

    [Fact]
    public void Heads_share_what_leaves_the_trunk_and_have_gradients_of_their_own() => SpecGen.Heads.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var training = plan.Training!;
        Assert.Equal(spec.Heads.Count, training.Heads.Count);
        Assert.Equal(spec.Outputs, spec.Heads.Sum(static part => part.Outputs));
        var trunk = training.Stages[training.Heads[0].Begin].Output;
        Assert.DoesNotContain(trunk, training.Stages.Skip(training.Heads[0].Begin).Where(static stage => stage is not HeadBeginStage).Select(static stage => stage.Output));
        foreach (var head in training.Heads)
        {
            Assert.Equal(trunk, training.Stages[head.Begin].Input);
            Assert.Equal(head.Part.Outputs, training.Stages[head.End].Output.Width);
            // A gradient flows from a head's blocks to what learns before them, and no farther.
            var dense = training.Stages.Skip(head.Begin).Take(head.End - head.Begin).OfType<DenseStage>().ToList();
            Assert.Equal(training.TrunkLearns, dense[0].Plan.NeedsInputGradient);
            Assert.All(dense.Skip(1), static stage => Assert.True(stage.Plan.NeedsInputGradient));
        }

        var gradients = Enumerable.Range(0, training.Heads.Count + 1).Select(head => training.GradientOffset(training.HeadGradient(head)))
            .Prepend(training.GradientOffset(1)).Append(training.MemoryLength).ToList();
        Assert.All(gradients.Zip(gradients.Skip(1)), pair => Assert.Equal(training.ChunkRows * training.GradientStride, pair.Second - pair.First));
    });

    [Fact]
    public void Scratch_never_exceeds_its_limit() => Gen.OneOf(SpecGen.Any, SpecGen.Residual, SpecGen.Heads).Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        Assert.InRange(plan.Row.Rows, 1, 1);
        Assert.True(plan.Batch.Rows >= 1);
        Assert.True(plan.ScratchSize >= plan.Row.Length);
        Assert.True(plan.ScratchSize * sizeof(float) <= Limits.MaxScratchBytes, $"{plan.ScratchSize * sizeof(float)} bytes");
    });

    [Fact]
    public void A_training_chunk_has_whole_tiles_of_rows_and_bounded_memory() => SpecGen.Any.Where(spec => spec.Loss is not null).Sample(spec =>
    {
        var training = NetworkPipeline.Plan(spec).Training!;
        Assert.True(training.ChunkRows is > 0 and < 16 || training.ChunkRows % 16 == 0, $"{training.ChunkRows} rows");
        Assert.True(training.ChunkRows == 1 || training.Activations.Length <= MostTrainingFloats, $"{training.Activations.Length} floats for {training.ChunkRows} rows");
    });

    [Fact]
    public void Samples_in_the_lanes_have_columns_of_their_own() => SpecGen.Narrow.Sample(spec =>
    {
        var plan = NetworkPipeline.Plan(spec);
        var lanes = plan.SampleLanes!;
        Assert.True(lanes.PredictRows > 0 && lanes.PredictRows % 16 == 0 && lanes.TrainRows > 0 && lanes.TrainRows % 16 == 0, $"{lanes}");
        var values = lanes.Values.Select(value => new Region(value.Value.Name, value.Offset, value.Value.Width)).OrderBy(region => region.Start).ToList();
        Assert.Equal(plan.Stages.Select(stage => stage.Output).Append(plan.Stages[0].Input).Distinct().Count(), values.Count);
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.False(pair.First.Overlaps(pair.Second), $"{pair.First} and {pair.Second}"));
        Assert.True(values[^1].End * lanes.PredictRows <= plan.BatchScratch, $"{values[^1]} in {plan.BatchScratch} floats");

        // Sixteen lanes a parameter, block after block.
        var sums = spec.DenseBlocks.Select(dense => new Region(dense.Name, lanes.SumOffsets[dense.Index], 16 * dense.ParameterCount)).ToList();
        Assert.All(sums.Zip(sums.Skip(1)), pair => Assert.False(pair.First.Overlaps(pair.Second), $"{pair.First} and {pair.Second}"));
        Assert.All(sums, sum => Assert.True(sum.Start % 16 == 0 && sum.End <= lanes.SumLength, $"{sum} in {lanes.SumLength} floats"));
    });

    [Fact]
    public void Equal_specs_have_equal_plans() => SpecGen.Any.Sample(spec =>
        Assert.Equal(NetworkPipeline.Plan(spec), NetworkPipeline.Plan(spec with { Blocks = spec.Blocks.ToEquatableArray() })), iter: 30);
}
