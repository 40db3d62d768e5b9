namespace Compiled.Tool.Training;

/// <summary>The rows of a file, dealt out: to train on, to stop by, to be judged by.</summary>
/// <param name="Train">The rows that training sees.</param>
/// <param name="Validation">The rows that decide when to stop.</param>
/// <param name="Test">The rows that nothing saw.</param>
internal sealed record TrainingData(Dataset Train, Dataset Validation, Dataset Test)
{
    /// <summary>Rows without which three parts are of no use.</summary>
    private const int LeastRows = 10;

    /// <summary>Reads and splits a file; the same seed gives the same parts on every machine.</summary>
    public static TrainingData Read(TrainingOptions options)
    {
        var data = options.Targets.Count == 1 ? Dataset.FromCsv(options.Data, options.Targets[0], options.Csv) : Dataset.FromCsv(options.Data, options.Targets, options.Csv);
        if (data.Count < LeastRows)
        {
            throw new ToolException(
                $"{Path.GetFileName(options.Data)} has {Terminal.Figures.Count(data.Count, "row")}, but at least {Terminal.Figures.Digits(LeastRows)} are needed for training, validation and test.");
        }

        var (rest, test) = data.Split(1 - options.TestShare, options.Seed);
        // Another seed than the first split's, so that the two orders have nothing to do with each other.
        var (train, validation) = rest.Split(1 - options.ValidationShare, unchecked(options.Seed + 1));
        return new(train, validation, test);
    }
}
