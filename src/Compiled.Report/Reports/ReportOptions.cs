namespace Compiled;

/// <summary>What a <see cref="Report"/> tells besides the network and the rows that it is judged by. Immutable.</summary>
public sealed record ReportOptions
{
    /// <summary>The heading; null for the network's name.</summary>
    public string? Title { get; init; }

    /// <summary>The run, for the curves of loss, metric and learning rate; null for none.</summary>
    public History? History { get; init; }

    /// <summary>The rows that training saw; null leaves them out of the section about data.</summary>
    public Dataset? Training { get; init; }

    /// <summary>The rows that decided when to stop; null leaves them out.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>The command line or the code that gives this network again; null for none.</summary>
    public string? Reproduction { get; init; }

    /// <summary>More pictures, after those of the evaluation.</summary>
    public IReadOnlyList<Plot> Plots { get; init; } = [];

    /// <summary>How many of the rows that the network does worst on are listed, from 0 to 1,000.</summary>
    public int WorstRows { get; init; } = 10;

    /// <summary>How often each feature is shuffled for its importance, from 0 for no section to 100.</summary>
    public int ImportanceRepeats { get; init; } = 5;

    /// <summary>Decides the shuffling; the same seed gives the same report, byte for byte.</summary>
    public long Seed { get; init; }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Plots, nameof(Plots));
        if (Plots.Any(static plot => plot is null))
            throw new ArgumentException("'Plots' contains a null.", nameof(Plots));
        CheckRange(WorstRows, 1000, nameof(WorstRows));
        CheckRange(ImportanceRepeats, 100, nameof(ImportanceRepeats));
    }

    private static void CheckRange(int value, int most, string name)
    {
        if (value < 0 || value > most)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"'{name}' is {value}, but must be from 0 to {most}."));
    }
}
