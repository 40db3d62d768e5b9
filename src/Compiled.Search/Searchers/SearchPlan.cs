namespace Compiled.Searching;

/// <summary>A decision: the next job, but for its number.</summary>
/// <param name="Trial">The trial; a new one has the next number.</param>
/// <param name="Rung">How often it was continued.</param>
/// <param name="From">Epochs before.</param>
/// <param name="To">Epochs after.</param>
/// <param name="Parent">The job to continue from; null for a new network.</param>
/// <param name="Point">The settings.</param>
internal sealed record JobDecision(int Trial, int Rung, int From, int To, int? Parent, double[] Point);

/// <summary>The state of a searcher: decides jobs one after the other, and is told the results of all jobs in their order, each before the decision that may know it.</summary>
internal abstract class SearchPlan
{
    /// <summary>Whether nothing is to come, whatever the results.</summary>
    public abstract bool IsOver { get; }

    /// <summary>The most jobs under way, given what the definition allows.</summary>
    public virtual int Lag(int lag) => lag;

    /// <summary>The next job, or null if the results so far allow none.</summary>
    /// <param name="job">The number that it gets.</param>
    public abstract JobDecision? Decide(int job);

    /// <summary>Takes the result of the next job; not called for numbers that were used up without a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="objective">The lower the better; +∞ if it failed.</param>
    public abstract void Observe(SearchJob job, double objective);

    /// <summary>Adds jobs whose checkpoint no decision and no job under way can need any more, each once.</summary>
    public virtual void TakeObsolete(List<int> jobs)
    {
    }
}

/// <summary>Trains each point to the end, in one job.</summary>
internal sealed class FullTraining(SearchDefinition definition, PointSource source, int trials) : SearchPlan
{
    private int _next;

    public override bool IsOver => _next >= trials;

    public override JobDecision? Decide(int job)
    {
        if (IsOver)
            return null;
        var point = source.Next();
        return new(_next++, 0, 0, definition.EpochsOf(new TrialSettings(definition.Space, point)), null, point);
    }

    public override void Observe(SearchJob job, double objective) => source.Observe(job.Settings.Point, objective);
}
