using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>The rows of a file, dealt out: to train on, to stop by, to be judged by.</summary>
/// <param name="Train">The rows that training sees.</param>
/// <param name="Validation">The rows that decide when to stop.</param>
/// <param name="Test">The rows that nothing saw.</param>
internal sealed record TrainingData(Dataset Train, Dataset Validation, Dataset Test)
{
    /// <summary>Rows without which three parts are of no use.</summary>
    private const int LeastRows = 10;

    /// <summary>The rows that are not for the test, where each member of an ensemble draws its own validation rows; null otherwise.</summary>
    private Dataset? Rest { get; init; }

    /// <summary>The rows that no member of a run sees as a test: those that a baseline may be learned on.</summary>
    public Dataset Seen => Rest ?? Train;

    /// <summary>What the command has of the encoder; null without one.</summary>
    public TableEncoder? Encoder => Train.Encoder;

    /// <summary>Reads and splits a file; the same seed gives the same parts on every machine.</summary>
    public static TrainingData Read(TrainingOptions options)
    {
        if (options.Encode)
            return EncodedData.Read(options);
        var (rest, test) = ReadParts(options);
        return Split(options, rest, test);
    }

    /// <summary>Reads a file and holds out the rows for the test; an encoder is learned on all others.</summary>
    public static (Dataset Others, Dataset Test) ReadParts(TrainingOptions options)
    {
        if (options.Encode)
            return EncodedData.ReadParts(options);
        var data = options.Targets.Count == 1 ? Dataset.FromCsv(options.Data, options.Targets[0], options.Csv) : Dataset.FromCsv(options.Data, options.Targets, options.Csv);
        CheckCount(options, data.Count);
        return data.Split(1 - options.TestShare, options.Seed);
    }

    /// <summary>Takes the validation rows out of those that are not for the test.</summary>
    public static TrainingData Split(TrainingOptions options, Dataset rest, Dataset test)
    {
        var (train, validation) = rest.Split(1 - options.ValidationShare, SplitSeed(options.Seed));
        return new(train, validation, test) { Rest = options.Members > 1 ? rest : null };
    }

    /// <summary>The parts of one member of an ensemble, which draws its own validation rows.</summary>
    public TrainingData OfMember(TrainingOptions options, long seed)
    {
        var (train, validation) = Rest!.Split(1 - options.ValidationShare, SplitSeed(seed));
        return new(train, validation, Test);
    }

    /// <summary>Another seed than the first split's, so that the two orders have nothing to do with each other.</summary>
    public static long SplitSeed(long seed) => unchecked(seed + 1);

    /// <summary>Refuses a file with too few rows.</summary>
    public static void CheckCount(TrainingOptions options, int count)
    {
        if (count < LeastRows)
        {
            throw new ToolException(
                $"{Path.GetFileName(options.Data)} has {Figures.Count(count, "row")}, but at least {Figures.Digits(LeastRows)} are needed for training, validation and test.");
        }
    }

    /// <summary>A line of what was read.</summary>
    public string Describe(TrainingOptions options)
    {
        var contents = Train.ToString().Split(" of ", 2)[1];
        var rows = $"{Figures.Whole(Train.Count)} for training, {Figures.Whole(Validation.Count)} for validation{(options.Members > 1 ? " in each member" : "")}, {Figures.Whole(Test.Count)} for the test";
        return $"{Path.GetFileName(options.Data)}: {contents}; rows: {rows}";
    }
}
