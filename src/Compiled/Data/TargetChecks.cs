namespace Compiled;

/// <summary>Whether a dataset's targets are what a loss is defined for: others would train to a wrong network in silence.</summary>
internal static class TargetChecks
{
    /// <summary>How far a row of class probabilities may be from 1: a thousand times what rounding does to it.</summary>
    private const double SumTolerance = 1e-3;

    /// <summary>Throws what names the first target that does not suit the loss.</summary>
    public static void FitsLoss(Topology topology, Dataset data, string what, string argument)
    {
        if (topology.Heads.Count == 0)
            FitsLoss(topology.Loss, 0, topology.OutputSize, data, what, argument);
        foreach (var head in topology.Heads)
            FitsLoss(head.Loss, head.Offset, head.Size, data, what, argument);
    }

    /// <summary>The same for the columns that one loss sees.</summary>
    private static void FitsLoss(string? loss, int first, int count, Dataset data, string what, string argument)
    {
        var domain = LossTraits.Of(loss).Targets;
        if (domain == TargetDomain.Any || loss is null)
            return;
        for (var row = 0; row < data.Count; row++)
        {
            var sum = 0.0;
            var target = data.Target(row);
            for (var column = first; column < first + count; column++)
            {
                if (!Suits(domain, target[column]))
                    throw Unsuited(loss, data, row, column, what, argument);
                sum += target[column];
            }

            if (domain == TargetDomain.Distribution && !(Math.Abs(sum - 1) <= SumTolerance))
                throw NoDistribution(loss, data, row, first, count, sum, what, argument);
        }
    }

    /// <summary>Written so that NaN fails too.</summary>
    private static bool Suits(TargetDomain domain, float target) => domain switch
    {
        TargetDomain.Probability => target is >= 0 and <= 1,
        TargetDomain.Sign => target is 1 or -1,
        TargetDomain.Count => target is >= 0 and < float.PositiveInfinity,
        _ => target >= 0,
    };

    private static ArgumentException Unsuited(string loss, Dataset data, int row, int column, string what, string argument) => new(
        Wording.Of($"{what} has {data.Target(row)[column]} in target '{data.TargetNames[column]}' of row {row}, but {loss} takes ")
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

    private static ArgumentException NoDistribution(string loss, Dataset data, int row, int first, int count, double sum, string what, string argument) => new(
        Wording.Of($"{what} has targets that sum to {sum:G6} in row {row}, columns '{data.TargetNames[first]}' to '{data.TargetNames[first + count - 1]}', but {loss} takes class probabilities, which sum to 1: ")
        + (LossTraits.Of(loss).TakesLabels ? "set the row's class to 1 and the others to 0, as Dataset.FromLabels does; " : "divide each row by its sum; ")
        + "if a row can have several classes, use [Sigmoid] with [BinaryCrossEntropy].",
        argument);
}
