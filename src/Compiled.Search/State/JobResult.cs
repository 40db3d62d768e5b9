namespace Compiled;

/// <summary>A figure of a trial.</summary>
/// <param name="Name">Its name, a column of the table.</param>
/// <param name="Value">Its value; NaN where it is undefined.</param>
public readonly record struct TrialMetric(string Name, double Value);

/// <summary>What a network costs: the same on every machine.</summary>
/// <param name="Parameters">Learned values.</param>
/// <param name="Bytes">Bytes of the parameters.</param>
/// <param name="Operations">Floating-point operations of one prediction.</param>
/// <param name="Nanoseconds">
/// An estimate of one prediction on a desktop processor: <see cref="CallNanoseconds"/> plus <see cref="NanosecondsPerOperation"/> for each operation plus <see cref="NanosecondsPerByte"/> for each
/// byte of parameters. It ranks topologies; what a machine takes is measured for finalists.
/// </param>
public readonly record struct TrialCost(int Parameters, long Bytes, long Operations, double Nanoseconds)
{
    /// <summary>Nanoseconds of a call in the estimate.</summary>
    public const double CallNanoseconds = 5;

    /// <summary>Nanoseconds of an operation in the estimate: eight lanes with fused multiply-add, about half of what such a processor can do at best.</summary>
    public const double NanosecondsPerOperation = 1.0 / 24;

    /// <summary>Nanoseconds of a byte in the estimate: parameters come from the second-level cache.</summary>
    public const double NanosecondsPerByte = 1.0 / 64;

    /// <summary>The cost of a topology.</summary>
    /// <remarks>A multiply-add counts as two operations. An activation counts as 8 operations per value, one that only compares as 1.</remarks>
    public static TrialCost Of(Topology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        long operations = 0;
        foreach (var block in topology.Blocks)
        {
            operations += block.Has(BlockTraits.Dense)
                ? 2L * block.Inputs * block.Outputs + (block.HasBias ? block.Outputs : 0)
                : (long)block.Outputs * Searching.BlockOperations.PerValue(block);
        }

        var bytes = (long)topology.ParameterCount * sizeof(float);
        return new(topology.ParameterCount, bytes, operations, CallNanoseconds + operations * NanosecondsPerOperation + bytes * NanosecondsPerByte);
    }
}

/// <summary>What a job gave: the same bits wherever it ran. Times, threads and machines are not part of it. Immutable; compared by <see cref="ToJson"/>.</summary>
public sealed partial record JobResult
{
    /// <summary>The job's <see cref="SearchJob.Index"/>.</summary>
    public required int Index { get; init; }

    /// <summary>What the search minimises, prices of <see cref="SearchLimits"/> included: a metric of which more is better is negated. NaN if the job failed.</summary>
    public required double Objective { get; init; }

    /// <summary>The figures of the table: the objective's own and further ones.</summary>
    public IReadOnlyList<TrialMetric> Metrics { get; init; } = [];

    /// <summary>The epochs done, those of earlier jobs of the trial included.</summary>
    public int Epochs { get; init; }

    /// <summary>The epoch whose network was judged; of several networks the mean, rounded.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Why there is no objective, in words; null if there is one.</summary>
    public string? Failure { get; init; }

    /// <summary>The first half of the SHA-256 of all parameters that were judged, in hexadecimal digits; empty if none were.</summary>
    public string ParametersHash { get; init; } = "";

    /// <summary>What the network costs.</summary>
    public TrialCost Cost { get; init; }

    /// <inheritdoc/>
    public bool Equals(JobResult? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);
}
