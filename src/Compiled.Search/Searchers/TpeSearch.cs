using System.Runtime.CompilerServices;
using Compiled.Searching;

namespace Compiled;

/// <summary>
/// The tree-structured Parzen estimator: new points come from where good trials are dense and others are not; Optuna's <c>TPESampler(multivariate=True, constant_liar=True)</c>. The
/// default of most who tune today.
/// </summary>
/// <remarks>
/// <para>
/// The first <see cref="Startup"/> trials are random. Then the results that a decision may know are divided into the best tenth, at most 25, and the others, of which the last 200 count, so that
/// a decision takes the same time and memory after a hundred trials and after a hundred thousand. Both become densities over the whole space: one Gaussian kernel per trial and
/// one flat kernel, settings together, choices by smoothed frequencies. Of <see cref="Candidates"/> points from the first density the one with the largest ratio of the two is tried. Trials under way
/// count as bad ones, so that they are not tried twice.
/// </para>
/// <para>Source: Bergstra et al., "Algorithms for hyper-parameter optimization", 2011; bandwidths as in Falkner, Klein and Hutter, "BOHB", 2018, and Optuna.</para>
/// </remarks>
public sealed record TpeSearch : Searcher
{
    internal const string Title = "tpe";

    /// <summary>The random trials at the beginning; at least 1, 16 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Startup { get; init => field = AtLeastOne(value); } = 16;

    /// <summary>The points among which a decision chooses; at least 1, 24 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Candidates { get; init => field = AtLeastOne(value); } = 24;

    /// <inheritdoc/>
    public override string Name => Title;

    internal override IReadOnlyList<(string Name, SettingValue Value)> Settings => [("startup", Startup), ("candidates", Candidates)];

    internal override SearchPlan Begin(SearchDefinition definition) =>
        new FullTraining(definition, new TpePoints(definition.Space, definition.Seed, Startup, Candidates), definition.Trials);

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Wording.Of($"TpeSearch.{name} is {value}, but must be at least 1."));
}
