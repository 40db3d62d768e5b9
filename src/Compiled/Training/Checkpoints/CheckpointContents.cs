using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>All that a checkpoint holds, in an order that no plan decides: the canonical one of parameters.</summary>
internal sealed record CheckpointContents
{
    /// <summary>What the trainer that reads it must have in common with the one that wrote it.</summary>
    public required CheckpointFacts Facts { get; init; }

    public required float LearningRate { get; init; }

    public required float Loss { get; init; }

    public required float[] HeadLosses { get; init; }

    public required long StepCount { get; init; }

    public required int EpochsBegun { get; init; }

    public required NetworkState Network { get; init; }

    /// <summary>What the optimiser remembers, slot by slot.</summary>
    public required IReadOnlyList<StateSlot> Slots { get; init; }

    /// <summary>What was set block by block; null where nothing was.</summary>
    public required IReadOnlyList<TunedRegion>? Regions { get; init; }

    /// <summary>The run of Fit that was under way, if one was.</summary>
    public required FitPosition? Run { get; init; }
}

/// <summary>A network's parameters and statistics.</summary>
/// <param name="Parameters">The canonical vector.</param>
/// <param name="Statistics">For each block with statistics its means, its scales and the flag that says whether they were set.</param>
internal sealed record NetworkState(float[] Parameters, float[] Statistics)
{
    /// <summary>Floats of the statistics of a layout.</summary>
    public static int StatisticsLength(ParameterLayout layout) => layout.Statistics.Sum(static statistics => 2 * statistics.Length + 1);

    /// <summary>Copies them from memory in a layout.</summary>
    public static NetworkState From(ParameterLayout layout, ReadOnlySpan<float> memory)
    {
        var state = new NetworkState(new float[layout.ParameterCount], new float[StatisticsLength(layout)]);
        layout.CopyToCanonical(memory, state.Parameters);
        var next = state.Statistics.AsSpan();
        foreach (var statistics in layout.Statistics)
        {
            memory.Slice(statistics.Offset, statistics.Length).CopyTo(next);
            memory.Slice(statistics.ScalesOffset, statistics.Length).CopyTo(next[statistics.Length..]);
            next[2 * statistics.Length] = memory[statistics.FlagOffset];
            next = next[(2 * statistics.Length + 1)..];
        }

        return state;
    }

    /// <summary>Copies them into memory in a layout; padding is not touched.</summary>
    public void CopyTo(ParameterLayout layout, Span<float> memory)
    {
        layout.CopyFromCanonical(Parameters, memory);
        var next = Statistics.AsSpan();
        foreach (var statistics in layout.Statistics)
        {
            next[..statistics.Length].CopyTo(memory[statistics.Offset..]);
            next.Slice(statistics.Length, statistics.Length).CopyTo(memory[statistics.ScalesOffset..]);
            memory[statistics.FlagOffset] = next[2 * statistics.Length];
            next = next[(2 * statistics.Length + 1)..];
        }
    }
}

/// <summary>One of the floats per parameter that an optimiser remembers.</summary>
/// <param name="Values">In the order of the canonical vector.</param>
/// <param name="Padding">What stands beside the parameters of each region: a rule may have written there, too.</param>
internal sealed record StateSlot(float[] Values, float[] Padding);

/// <summary>What is set for the weights or the biases of one block.</summary>
/// <param name="Factor">Multiplies the trainer's rate.</param>
/// <param name="IsFrozen">Whether the region stays as it is.</param>
/// <param name="IsSpared">Whether weight decay leaves it out.</param>
/// <param name="MaxNorm">Its own maximum norm, if it has one.</param>
/// <param name="Steps">Steps that it took.</param>
internal readonly record struct TunedRegion(float Factor, bool IsFrozen, bool IsSpared, float? MaxNorm, long Steps);

/// <summary>The sizes of a checkpoint, which those who read it know: nothing is allocated on the word of a file.</summary>
/// <param name="Heads">Heads of the network.</param>
/// <param name="Parameters">Floats of the canonical vector.</param>
/// <param name="Statistics">Floats of a <see cref="NetworkState"/>'s statistics.</param>
/// <param name="Slots">Floats per parameter that the optimiser remembers.</param>
/// <param name="Regions">Weights and biases of blocks, each counted by itself.</param>
internal readonly record struct CheckpointShape(int Heads, int Parameters, int Statistics, int Slots, int Regions);
