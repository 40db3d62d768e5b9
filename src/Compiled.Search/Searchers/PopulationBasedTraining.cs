using Compiled.Searching;

namespace Compiled;

/// <summary>
/// Trains a population at once; every few epochs the worst members continue from copies of the best, with settings changed a little; Ray Tune's <c>PopulationBasedTraining</c>. It finds a schedule of
/// settings rather than one value.
/// </summary>
/// <remarks>
/// <para>
/// The population is <see cref="SearchDefinition.Trials"/>; 8 to 40 are usual. After each <see cref="Interval"/>, a member is ranked among those of its generation that its decision may know. In the
/// last quarter (<see cref="Quantile"/>) it takes parameters, optimiser state and settings of a random member of the first quarter; then each setting of the steps (rate, weightDecay, l1, l2,
/// clipNorm, batch, and momentum unless it can be 0) is drawn again with a chance of a quarter
/// (<see cref="ResampleProbability"/>), and otherwise multiplied by 0.8 or 1.2; a choice moves to its neighbour.
/// Other settings are copied, since the parameters need their topology. The network after the last epoch is judged, not the one of the best.
/// </para>
/// <para>At most as many jobs as members run at a time. Source: Jaderberg et al., "Population based training of neural networks", 2017.</para>
/// </remarks>
public sealed record PopulationBasedTraining : Searcher
{
    internal const string Title = "pbt";
    private const int DefaultGenerations = 10;

    /// <summary>The epochs of a generation; null, the default, for a tenth of <see cref="SearchDefinition.Epochs"/>, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Interval { get; init => field = value is { } epochs ? Budgets.AtLeast(1, epochs, nameof(PopulationBasedTraining)) : null; }

    /// <summary>The fraction of the population that is replaced, and that replaces; above 0, at most one half, a quarter by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Quantile
    {
        get;
        init => field = value is > 0 and <= 0.5 ? value
            : throw new ArgumentOutOfRangeException(nameof(Quantile), value, Wording.Of($"PopulationBasedTraining.Quantile is {value}, but must be above 0 and at most 0.5."));
    } = 0.25;

    /// <summary>The chance that a setting is drawn again rather than changed a little; from 0 to 1, a quarter by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double ResampleProbability
    {
        get;
        init => field = value is >= 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(ResampleProbability), value, Wording.Of($"PopulationBasedTraining.ResampleProbability is {value}, but must be from 0 to 1."));
    } = 0.25;

    /// <inheritdoc/>
    public override string Name => Title;

    /// <inheritdoc/>
    public override bool UsesCheckpoints => true;

    internal override bool ChangesSettings => true;

    internal override IReadOnlyList<(string Name, SettingValue Value)> Settings => [("interval", Interval ?? 0), ("quantile", Quantile), ("resampleProbability", ResampleProbability)];

    internal int IntervalOf(SearchDefinition definition) => Interval ?? Math.Max(1, definition.Epochs / DefaultGenerations);

    internal override void Check(SearchDefinition definition)
    {
        if (definition.Trials < 2)
            throw new ArgumentException(Wording.Of($"SearchDefinition.Trials is {definition.Trials}, but a population needs at least 2 members, such as 16."));
        foreach (var name in (string[])[SettingNames.Epochs, SettingNames.Schedule])
        {
            if (definition.Space.IndexOf(name) >= 0)
                throw new ArgumentException($"The search varies '{name}', but population-based training finds its own schedule over SearchDefinition.Epochs: remove the setting.");
        }

        if (!definition.Space.Dimensions.Any(PopulationPlan.IsOfSteps))
            throw new ArgumentException($"The search varies none of {Wording.List(SettingNames.OfSteps)}, which population-based training changes: add one, such as rate, or use another searcher.");
        if (definition.Patience is { } patience)
            throw new ArgumentException(Wording.Of($"SearchDefinition.Patience is {patience}, but population-based training ends no member early: set it to null."));
    }

    internal override SearchPlan Begin(SearchDefinition definition) => new PopulationPlan(definition, this);
}
