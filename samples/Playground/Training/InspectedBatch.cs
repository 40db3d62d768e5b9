using System.Globalization;
using Compiled;

namespace Playground.Training;

/// <summary>The rows of the step that is taken apart: the sample alone, or its batch where a block has statistics over batches.</summary>
/// <param name="Inputs">[row][input].</param>
/// <param name="Targets">[row][output].</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Place">Which of them is the sample.</param>
internal sealed record InspectedBatch(float[] Inputs, float[] Targets, int Count, int Place)
{
    /// <summary>Which batch it is, in words; empty for the sample alone.</summary>
    public string Words { get; private init; } = "";

    /// <summary>The sample.</summary>
    public float[] Input => Inputs[(Place * Inputs.Length / Count)..((Place + 1) * Inputs.Length / Count)];

    /// <summary>Its targets.</summary>
    public float[] Target => Targets[(Place * Targets.Length / Count)..((Place + 1) * Targets.Length / Count)];

    /// <summary>The batch of a sample: of a training sample the one that this epoch puts it into; any other is added to the batch that comes next.</summary>
    public static InspectedBatch Of(TrainingRun run, float[] input, float[] target)
    {
        if (!run.Network.Topology.Blocks.Any(static block => block.Traits.HasFlag(BlockTraits.BatchStatistics)))
            return new(input, target, 1, 0);
        var (size, epoch, next) = run.Place;
        var batches = new BatchReader(run.Train, size, run.State.Seed);
        batches.Begin(epoch);
        for (var batch = 0; batches.Next(out var inputs, out var targets); batch++)
        {
            var count = inputs.Length / input.Length;
            for (var row = 0; row < count && count > 1; row++)
            {
                if (inputs.Slice(row * input.Length, input.Length).SequenceEqual(input) && targets.Slice(row * target.Length, target.Length).SequenceEqual(target))
                    return new(inputs.ToArray(), targets.ToArray(), count, row) { Words = Text($"sample {row + 1} of the {count} of batch {batch + 1} in epoch {epoch + 1}") };
            }
        }

        batches.Begin(epoch);
        for (var batch = 0; batches.Next(out var inputs, out var targets); batch++)
        {
            if (batch != next % batches.BatchCount)
                continue;
            var count = inputs.Length / input.Length + 1;
            return new([.. inputs, .. input], [.. targets, .. target], count, count - 1) { Words = Text($"not a sample of a batch of training, so it is added to the {count - 1} of the batch that comes next") };
        }

        throw new InvalidOperationException("The batch that comes next was not found.");
    }

    /// <summary>The rows of inputs or targets.</summary>
    public double[][] Rows(float[] values) =>
        [.. values.Chunk(values.Length / Count).Select(static row => row.Select(static value => (double)value).ToArray())];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
