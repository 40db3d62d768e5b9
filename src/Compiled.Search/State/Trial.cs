namespace Compiled;

/// <summary>How far a trial is.</summary>
public enum TrialState
{
    /// <summary>A job of it is under way, and none is finished.</summary>
    Running,

    /// <summary>Its last job is finished; a searcher with budgets may still continue it.</summary>
    Finished,

    /// <summary>Its last job gave no objective: <see cref="JobResult.Failure"/> says why.</summary>
    Failed,
}

/// <summary>One row of the table: settings, and what became of them. Immutable.</summary>
/// <param name="Index">The number of the trial, from 0.</param>
/// <param name="Settings">The settings of its last job; only population-based training changes them.</param>
/// <param name="Rung">How often it was continued.</param>
/// <param name="Result">What its last finished job gave; null before one.</param>
public sealed record Trial(int Index, TrialSettings Settings, int Rung, JobResult? Result)
{
    /// <summary>How far it is.</summary>
    public TrialState State => Result is null ? TrialState.Running : Result.Failure is null ? TrialState.Finished : TrialState.Failed;

    /// <summary>What the search minimises; NaN before the first result and after a failure.</summary>
    public double Objective => Result?.Objective ?? double.NaN;

    /// <summary>Whether it is better than another: continued further, or as far with a lower objective; of equal ones the earlier.</summary>
    internal bool IsBetterThan(Trial? other)
    {
        if (State != TrialState.Finished)
            return false;
        if (other is null || Rung != other.Rung)
            return other is null || Rung > other.Rung;
        return Objective < other.Objective || Objective == other.Objective && Index < other.Index;
    }
}
