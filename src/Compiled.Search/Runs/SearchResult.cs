using Compiled.Dynamic;

namespace Compiled;

/// <summary>The best trial's network, trained.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Declaration">Its declaration, from which a class can be written.</param>
/// <param name="Network">The network; with folds one that was trained on all rows for the mean of the best epochs.</param>
/// <param name="Histories">The runs that led to it, in order.</param>
public sealed record SearchWinner(Trial Trial, NetworkDeclaration Declaration, DynamicNetwork Network, IReadOnlyList<History> Histories);

/// <summary>A trial whose prediction was measured on this machine.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Nanoseconds">The median time of one prediction; not part of the table.</param>
public sealed record SearchFinalist(Trial Trial, double Nanoseconds);

/// <summary>What a search gave. Immutable.</summary>
public sealed class SearchResult
{
    internal SearchResult(SearchTable table) => Table = table;

    /// <summary>The trials: the same bits wherever the search ran.</summary>
    public SearchTable Table { get; }

    /// <summary>The best trial; null if the search was cancelled before one had an objective.</summary>
    public Trial? Best => Table.Best;

    /// <summary>The best trial's network; null if the search was cancelled.</summary>
    public SearchWinner? Winner { get; internal init; }

    /// <summary>The best trials with measured times, the best first; empty unless <see cref="SearchOptions.Finalists"/> asks for them.</summary>
    public IReadOnlyList<SearchFinalist> Finalists { get; internal init; } = [];

    /// <summary>Whether the search was cancelled before its end; with a journal it can go on.</summary>
    public bool Cancelled { get; internal init; }

    /// <summary>How many results came from the journal.</summary>
    public int Replayed { get; internal init; }

    /// <summary>How busy the threads were.</summary>
    public required SearchUtilisation Utilisation { get; init; }
}
