using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>
/// Into what pieces work is cut for several threads. A piece must be worth the microsecond or two that handing it over costs, so tiny networks and
/// small batches have one.
/// </summary>
/// <param name="PredictRows">Rows of a prediction that a thread takes at a time; a multiple of the rows that are worked on together.</param>
/// <param name="ShardRows">
/// The fewest rows that are worth a shard of a training step. Shards decide the order in which gradients are added, so this is part of the result's
/// bits and depends on the network alone.
/// </param>
/// <param name="MostShards">The largest number of shards, a power of two.</param>
internal sealed record SharingPlan(int PredictRows, int ShardRows, int MostShards)
{
    /// <summary>What one core does in a nanosecond with 512-bit vectors. Slower cores have more to gain from threads.</summary>
    private const double FlopsPerNanosecond = 128;

    /// <summary>What one value of an activation takes beside the multiply-adds.</summary>
    private const double NanosecondsPerValue = 0.25;

    /// <summary>A thread that waits for work answers in about a microsecond.</summary>
    private const double FewestNanosecondsOfPrediction = 10_000;

    /// <summary>A shard is handed over, and its gradients come back from another core's cache.</summary>
    private const double FewestNanosecondsOfShard = 20_000;

    /// <summary>A shard has at least this many rows: batches below twice as many are one shard and cost what they cost without threads.</summary>
    private const int FewestShardRows = 128;

    /// <summary>Shards begin at multiples of this many rows.</summary>
    private const int ShardMultiple = 16;

    /// <summary>Gradients of so many shards may wait for each other.</summary>
    private const int MostShardsOfAny = 8;

    /// <summary>Floats of parameters up to which a network has that many; each doubling twice halves them, because every shard has its gradients.</summary>
    private const int FloatsOfMostShards = 1 << 20;

    /// <summary>Floats of gradients that a trainer on one thread keeps apart, in memories of parameters: one for each level of the shards' tree.</summary>
    public int GradientSums
    {
        get
        {
            var sums = 1;
            for (var shards = MostShards; shards > 1; shards /= 2)
                sums++;
            return sums;
        }
    }

    public static SharingPlan For(NetworkSpec spec, IReadOnlyList<Stage> stages, int parameterLength, int rowsTogether)
    {
        var values = stages.Sum(static stage => (double)stage.Output.Width) * NanosecondsPerValue;
        var forward = values + Flops(spec) / FlopsPerNanosecond;
        // Forward, the weights' gradient and the inputs' gradient are as many multiply-adds each.
        var training = 2 * values + 3 * Flops(spec) / FlopsPerNanosecond;
        var most = MostShardsOfAny;
        for (long floats = FloatsOfMostShards; floats < parameterLength && most > 2; floats *= 4)
            most /= 2;
        return new SharingPlan(
            Lanes.RoundUp(Rows(FewestNanosecondsOfPrediction, forward), rowsTogether),
            Math.Max(FewestShardRows, Lanes.RoundUp(Rows(FewestNanosecondsOfShard, training), ShardMultiple)),
            most);
    }

    private static double Flops(NetworkSpec spec) => 2 * spec.DenseBlocks.Sum(static dense => (double)dense.Inputs * dense.Outputs);

    private static int Rows(double nanoseconds, double nanosecondsPerRow) => (int)Math.Ceiling(nanoseconds / nanosecondsPerRow);
}
