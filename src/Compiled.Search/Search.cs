using Compiled.Searching;

namespace Compiled;

/// <summary>
/// Declares a search over settings and topologies: <c>Search.Over(rate: LogUniform(1e-4, 1e-1), units: OneOf(16, 32, 64), depth: 1..3)</c>, with
/// <c>using static Compiled.Search</c>. <see cref="SearchDefinition.Run"/> carries it out.
/// </summary>
public static class Search
{
    /// <summary>A search over the settings that most networks have. Others are added by <see cref="SearchDefinition.And"/>; a setting that is left out keeps its default.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="units">Units of each hidden layer.</param>
    /// <param name="depth">The number of hidden layers.</param>
    /// <param name="activation">The activation after each hidden layer: <c>OneOf("Relu", "Silu", "Tanh")</c>.</param>
    /// <param name="dropout">The fraction of the outputs of each hidden layer that a training step drops.</param>
    /// <param name="optimizer">The optimiser: <c>OneOf("adam", "adamw", "sgd")</c>.</param>
    /// <param name="batch">Rows per step.</param>
    /// <param name="weightDecay">The weight decay of the optimiser.</param>
    /// <exception cref="ArgumentException">A range does not fit its setting.</exception>
    public static SearchDefinition Over(
        SearchRange? rate = null, SearchRange? units = null, SearchRange? depth = null, SearchRange? activation = null,
        SearchRange? dropout = null, SearchRange? optimizer = null, SearchRange? batch = null, SearchRange? weightDecay = null)
    {
        var space = SearchSpace.Empty;
        (string Name, SearchRange? Range)[] given =
        [
            (SettingNames.Rate, rate), (SettingNames.Units, units), (SettingNames.Depth, depth), (SettingNames.Activation, activation),
            (SettingNames.Dropout, dropout), (SettingNames.Optimizer, optimizer), (SettingNames.Batch, batch), (SettingNames.WeightDecay, weightDecay),
        ];
        foreach (var (name, range) in given)
            if (range is not null)
                space = space.And(name, range);
        return Over(space);
    }

    /// <summary>A search over a space.</summary>
    public static SearchDefinition Over(SearchSpace space) => new(space);

    /// <summary>
    /// A search over the settings of training that the attributes of a class declare: <see cref="SearchRangeAttribute"/>, <see cref="SearchChoicesAttribute"/>. Its topology is fixed.
    /// </summary>
    /// <remarks>Trials compile the topology of the class again, so that they can run in any process. Copy the winner's parameters with <c>CopyParametersTo</c> and <c>CopyParametersFrom</c>.</remarks>
    /// <typeparam name="TNetwork">The class.</typeparam>
    /// <exception cref="ArgumentException">The class declares no range, or one that is wrong;
    /// or initialisers or penalties, which a topology does not keep: set them with <see cref="SearchDefinition.Network"/>.</exception>
    /// <exception cref="Dynamic.NetworkCompilationException">The class has a user-defined activation or loss.</exception>
    public static SearchDefinition Over<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        if (NetworkSpace.Unkept(typeof(TNetwork)) is { } unkept)
            throw new ArgumentException($"{typeof(TNetwork).Name} sets {unkept}, which its topology does not keep: declare the network as SearchDefinition.Network instead.");
        return Over(NetworkSpace.Of(typeof(TNetwork))) with { Network = Dynamic.NetworkDeclaration.Of(TNetwork.Topology) };
    }

    /// <summary>Real numbers from the lowest to the highest, each interval of a width as likely as another.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static SearchRange Uniform(double lowest, double highest) => SearchRange.Checked(SearchRangeKind.Uniform, lowest, highest);

    /// <summary>Real numbers from the lowest to the highest, each ratio as likely as another: for learning rates and penalties.</summary>
    /// <exception cref="ArgumentException">The range is empty, not finite, or begins at or below 0.</exception>
    public static SearchRange LogUniform(double lowest, double highest) => SearchRange.Checked(SearchRangeKind.LogUniform, lowest, highest);

    /// <summary>Integers from the lowest to the highest, both included; <c>1..3</c> is the same as <c>Integers(1, 3)</c>.</summary>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static SearchRange Integers(int lowest, int highest) => SearchRange.Checked(SearchRangeKind.Integers, lowest, highest);

    /// <summary>Integers from the lowest to the highest, both included, each ratio as likely as another: for sizes from 8 to 1,024.</summary>
    /// <exception cref="ArgumentException">The range is empty or begins below 1.</exception>
    public static SearchRange LogIntegers(int lowest, int highest) => SearchRange.Checked(SearchRangeKind.LogIntegers, lowest, highest);

    /// <summary>One of some numbers, in no order: <c>OneOf(16, 32, 64)</c>.</summary>
    /// <exception cref="ArgumentException">There are none, one is not finite, or two are alike.</exception>
    public static SearchRange OneOf(params IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return SearchRange.Of([.. values.Select(static value => new SettingValue(value))]);
    }

    /// <summary>One of some texts: <c>OneOf("Relu", "Tanh")</c>.</summary>
    /// <exception cref="ArgumentException">There are none, or two are alike.</exception>
    public static SearchRange OneOf(params IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return SearchRange.Of([.. values.Select(static value => new SettingValue(value))]);
    }
}
