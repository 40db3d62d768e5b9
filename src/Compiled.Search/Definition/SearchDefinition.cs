using System.Runtime.CompilerServices;
using Compiled.Dynamic;
using Compiled.Searching;

namespace Compiled;

/// <summary>
/// A search as data: what is varied, by which searcher, how a trial is trained and judged. Together with the data it decides the whole table, bit for bit, on any number of
/// threads and processes. Immutable.
/// </summary>
/// <remarks>
/// Every decision depends on the results of a fixed prefix of the jobs, all but the last <see cref="Lag"/>, never on what happens to be finished: so at most <see cref="Lag"/>
/// jobs run at a time.
/// </remarks>
public sealed partial record SearchDefinition
{
    /// <summary>A search over a space, with the defaults.</summary>
    /// <param name="space">What is varied.</param>
    public SearchDefinition(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        Space = space;
    }

    /// <summary>What is varied.</summary>
    public SearchSpace Space { get; init; }

    /// <summary>Who decides which settings to try; <see cref="RandomSearch"/> by default.</summary>
    public Searcher Searcher { get; init => field = value ?? throw new ArgumentNullException(nameof(Searcher)); } = new RandomSearch();

    /// <summary>The number of trials, 100 by default: points of the space that are tried, or the population of <see cref="PopulationBasedTraining"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Trials { get; init => field = AtLeastOne(value); } = 100;

    /// <summary>
    /// Decides the points, the split, and the first parameters and the shuffling of every trial: all trials have the same seed, so that equal settings give equal results.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>
    /// The number of jobs that may be under way: a decision knows all results but those of the last <see cref="Lag"/> jobs. At least 1, 16 by default. A smaller lag makes each decision wiser
    /// and uses fewer processors.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Lag { get; init => field = AtLeastOne(value); } = 16;

    /// <summary>What is made as good as possible; the validation loss by default.</summary>
    public SearchObjective Objective { get; init => field = value ?? throw new ArgumentNullException(nameof(Objective)); } = SearchObjective.ValidationLoss;

    /// <summary>Further metrics for the table.</summary>
    public IReadOnlyList<SearchObjective> Metrics { get; init => field = value ?? throw new ArgumentNullException(nameof(Metrics)); } = [];

    /// <summary>Which rows judge; a quarter by default.</summary>
    public SearchValidation Validation { get; init => field = value ?? throw new ArgumentNullException(nameof(Validation)); } = SearchValidation.HoldOut();

    /// <summary>How many networks with different seeds each trial trains per fold; their mean is the objective. 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Repeats { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>The most epochs of a trial; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Epochs { get; init => field = AtLeastOne(value); } = 50;

    /// <summary>The epochs without a lower validation loss that end a trial; null, the default, for none. Either way the network of the best epoch is judged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Patience { get; init => field = value is { } epochs ? AtLeastOne(epochs) : null; }

    /// <summary>Rows per step where the search does not vary it; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize { get; init => field = AtLeastOne(value); } = 32;

    /// <summary>Limits and prices of size and time; none by default.</summary>
    public SearchLimits Limits { get; init => field = value ?? throw new ArgumentNullException(nameof(Limits)); } = new();

    /// <summary>The name of the networks' class; SearchNet by default.</summary>
    public string NetworkName { get; init => field = value ?? throw new ArgumentNullException(nameof(NetworkName)); } = "SearchNet";

    /// <summary>
    /// A fixed network, of which only settings of training vary; null, the default, for the topology that the settings describe: <c>Standardize</c>, <c>depth</c> times <c>Dense(units)</c>
    /// with <c>activation</c> and <c>dropout</c>, and the outputs and the loss that fit the data.
    /// </summary>
    public NetworkDeclaration? Network { get; init; }

    /// <summary>A user-defined topology: from settings to a network that ends with a loss. Called often: it must give equal networks for equal settings, on any thread.</summary>
    public Func<TrialSettings, NetworkDeclaration>? Topology { get; init; }

    /// <summary>
    /// The search with one more setting: one of the known ones (l1, l2, initializer, schedule, epochs, labelSmoothing, momentum, clipNorm), or one that <see cref="Topology"/> reads.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not valid or is there already, or the range does not fit it.</exception>
    public SearchDefinition And(string name, SearchRange range) => this with { Space = Space.And(name, range) };

    /// <summary>Checks what can be checked without data.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message names it, its value and the remedy.</exception>
    public void Check()
    {
        if (Space.Count == 0)
            throw new ArgumentException("The search varies nothing: give at least one range, such as rate: LogUniform(1e-4, 1e-1).");
        if (Network is not null && Topology is not null)
            throw new ArgumentException("The search has both a Network and a Topology: set one of them.");
        foreach (var (name, _) in Space.Dimensions)
        {
            if (Topology is null && !SettingNames.IsKnown(name))
            {
                throw new ArgumentException($"The library does not know the setting '{name}': it knows {Wording.List(SettingNames.OfTraining.Concat(SettingNames.OfTopology))}. "
                    + "Correct the name, or set SearchDefinition.Topology to a function that reads it.");
            }

            if (Network is not null && SettingNames.OfTopology.Contains(name))
                throw new ArgumentException($"The setting '{name}' describes a topology, but SearchDefinition.Network fixes it: remove one of them.");
        }

        if (Space.IndexOf(SettingNames.LabelSmoothing) >= 0 && Objective.Metric is null)
            throw new ArgumentException("The setting 'labelSmoothing' changes the loss, so validation losses cannot be compared: set SearchDefinition.Objective to a metric, such as Metric.LogLoss.");
        Searcher.Check(this);
    }

    /// <inheritdoc/>
    public bool Equals(SearchDefinition? other) => other is not null && ReferenceEquals(Topology, other.Topology) && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Wording.Of($"SearchDefinition.{name} is {value}, but must be at least 1."));
}
