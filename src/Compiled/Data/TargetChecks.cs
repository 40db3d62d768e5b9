namespace Compiled;

/// <summary>Whether a dataset's targets are what a loss is defined for: others would train to a wrong network in silence.</summary>
internal static class TargetChecks
{
    /// <summary>How far a row of class probabilities may be from 1: a thousand times what rounding does to it.</summary>
    private const double SumTolerance = 1e-3;

    /// <summary>Whether a loss of the network is defined for some targets only.</summary>
    public static bool AreNeeded(Topology topology) => topology.Heads.Count == 0 ? IsRestricted(topology.Loss) : topology.Heads.Any(static head => IsRestricted(head.Loss));

    /// <summary>Throws what names the first target that does not suit the loss.</summary>
    public static void FitsLoss(Topology topology, Dataset data, string what, string argument)
    {
        if (!AreNeeded(topology))
            return;
        for (var row = 0; row < data.Count; row++)
            FitsLoss(topology, new TargetRow(data.Target(row), data.TargetNames, row), what, argument);
    }

    /// <summary>The same of one row.</summary>
    public static void FitsLoss(Topology topology, TargetRow row, string what, string argument)
    {
        if (topology.Heads.Count == 0)
            FitsLoss(topology.Loss, 0, topology.OutputSize, row, what, argument);
        for (var index = 0; index < topology.Heads.Count; index++)
        {
            var head = topology.Heads[index];
            FitsLoss(head.Loss, head.Offset, head.Size, row, what, argument);
        }
    }

    private static bool IsRestricted(string? loss) => loss is not null && LossTraits.Of(loss).Targets != TargetDomain.Any;

    /// <summary>The same for the columns that one loss sees.</summary>
    private static void FitsLoss(string? loss, int first, int count, TargetRow row, string what, string argument)
    {
        if (loss is null || LossTraits.Of(loss).Targets is var domain && domain == TargetDomain.Any)
            return;
        var sum = 0.0;
        for (var column = first; column < first + count; column++)
        {
            if (!Suits(domain, row.Targets[column]))
                throw Unsuited(loss, row, column, what, argument);
            sum += row.Targets[column];
        }

        if (domain == TargetDomain.Distribution && !(Math.Abs(sum - 1) <= SumTolerance))
            throw NoDistribution(loss, row, first, count, sum, what, argument);
    }

    /// <summary>Written so that NaN fails too.</summary>
    private static bool Suits(TargetDomain domain, float target) => domain switch
    {
        TargetDomain.Probability => target is >= 0 and <= 1,
        TargetDomain.Sign => target is 1 or -1,
        TargetDomain.Count => target is >= 0 and < float.PositiveInfinity,
        _ => target >= 0,
    };

    private static ArgumentException Unsuited(string loss, TargetRow row, int column, string what, string argument) => new(
        Wording.Of($"{what} has {row.Targets[column]} in target '{row.Names[column]}' of row {row.Number}, but {loss} takes ")
        + LossTraits.Of(loss) switch
        {
            { TakesLabels: true } => "probabilities from 0 to 1: set the row's class to 1 and the others to 0, as Dataset.FromLabels does",
            { Targets: TargetDomain.Distribution } => "probabilities from 0 to 1: give each row a distribution over the classes",
            { Targets: TargetDomain.Probability } => "probabilities from 0 to 1: use 0 for the negative and 1 for the positive class",
            { Targets: TargetDomain.Sign } => "the targets 1 and -1: use -1 for the negative and 1 for the positive class",
            _ => "counts: use numbers of at least 0",
        }
        + ", or train with [MeanSquaredError].",
        argument);

    private static ArgumentException NoDistribution(string loss, TargetRow row, int first, int count, double sum, string what, string argument) => new(
        Wording.Of($"{what} has targets that sum to {sum:G6} in row {row.Number}, columns '{row.Names[first]}' to '{row.Names[first + count - 1]}', but {loss} takes class probabilities, which sum to 1: ")
        + (LossTraits.Of(loss).TakesLabels ? "set the row's class to 1 and the others to 0, as Dataset.FromLabels does; " : "divide each row by its sum; ")
        + "if a row can have several classes, use [Sigmoid] with [BinaryCrossEntropy].",
        argument);
}

/// <summary>The targets of a row.</summary>
/// <param name="targets">The values.</param>
/// <param name="names">Their names.</param>
/// <param name="number">The number of the row, from 0.</param>
internal readonly ref struct TargetRow(ReadOnlySpan<float> targets, IReadOnlyList<string> names, int number)
{
    public ReadOnlySpan<float> Targets { get; } = targets;

    public IReadOnlyList<string> Names { get; } = names;

    public int Number { get; } = number;
}
