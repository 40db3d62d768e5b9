using System.CommandLine;
using System.CommandLine.Parsing;
using Compiled.Tool.Columns;
using Compiled.Tool.Formats;
using Compiled.Tool.Searching;
using Compiled.Tool.Terminal;
using Compiled.Tool.Training;

namespace Compiled.Tool.Commands;

/// <summary>The options of compiled search.</summary>
internal sealed class SearchSymbols
{
    private const string Form = " One value, some with commas, or lowest..highest.";

    /// <summary>The settings that vary where the command line says nothing of them: four widths at three depths are twelve topologies.</summary>
    private static readonly (SettingText Setting, string Option, string Range, string Description)[] Ranges =
    [
        (SettingText.Rate, "--rate", "3e-4..3e-2", "The learning rate, searched by ratios."),
        (SettingText.Units, "--units", "16,32,64,128", "Units of each hidden layer."),
        (SettingText.Depth, "--depth", "1..3", "The number of hidden layers."),
        (SettingText.Activation, "--activation", "silu", "The activation after each hidden layer."),
        (SettingText.Dropout, "--dropout", "0", "The fraction of the outputs of each hidden layer that a training step drops; each value is a topology of its own, so a few with commas are best."),
        (SettingText.Optimizer, "--optimizer", "adamw", "The optimizer."),
        (SettingText.Batch, "--batch", "16,32,64,128", "Rows per step."),
        (SettingText.WeightDecay, "--weight-decay", "1e-6..1e-1", "The optimizer's weight decay, searched by ratios."),
    ];

    private readonly CsvArguments _csv = new(
        "The column to predict; separate several numeric columns with commas.", "Columns to skip, such as identifiers and text.",
        "The input columns, in this order; by default all except the target.", hasKind: true);

    private readonly Option<TargetKind> _kind = CommonOptions.Kind();
    private readonly Option<bool> _encode = CommonOptions.Encode();
    private readonly Option<int> _trials = CommonOptions.Whole("--trials", "The number of settings that are tried.", 100, 1, 10_000_000);
    private readonly Option<string> _searcher = new("--searcher")
    {
        Description = "What decides the settings: " + string.Join(", ", Searcher.Names) + ".",
        HelpName = "name",
        DefaultValueFactory = static _ => DefaultSearcher,
        CustomParser = static result => Known(result, Searcher.Names, result.Tokens[0].Value.ToLowerInvariant()),
    };

    private readonly Option<string>[] _ranges = [.. Ranges.Select(static range => new Option<string>(range.Option)
    {
        Description = range.Description + Form,
        HelpName = range.Setting.Example,
        DefaultValueFactory = _ => range.Range,
    })];

    private readonly Option<string[]> _over = new("--over")
    {
        Description = "A range of another setting, such as l2=1e-6..1e-3; may be given several times: " + string.Join(", ", SettingText.Others.Select(static setting => setting.Name)) + ".",
        HelpName = "setting=range",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<SearchObjective> _metric = new("--metric")
    {
        Description = "What is made as good as possible on the validation rows: " + string.Join(", ", SearchObjective.Names) + ".",
        HelpName = "name",
        DefaultValueFactory = static _ => SearchObjective.ValidationLoss,
        CustomParser = static result => Metric(result),
    };

    private readonly Option<int> _epochs = CommonOptions.Whole("--epochs", "The largest number of epochs of a trial; the best of them counts.", 50, 1);
    private readonly Option<int> _patience = CommonOptions.Whole("--patience", "Epochs without a better validation loss after which a trial ends; by default none.", null, 1);
    private readonly Option<double> _validation = CommonOptions.Number("--validation", "The fraction of the rows not used for the test on which trials are compared.", 0.2, static value => value is > 0 and < 1, "between 0 and 1");
    private readonly Option<int> _folds = CommonOptions.Whole("--folds", "Compares trials by cross-validation with this number of folds, instead of --validation.", null, 2);
    private readonly Option<int> _repeats = CommonOptions.Whole("--repeats", "Networks with different seeds per trial, whose mean counts.", 1, 1, 1000);
    private readonly Option<double> _nanoseconds = CommonOptions.Number("--max-nanoseconds", "The most nanoseconds of one prediction, estimated from operations and bytes; networks above are not trained.", null, static value => value > 0, "above 0");
    private readonly Option<int> _bytes = CommonOptions.Whole("--max-bytes", "The most bytes of parameters; networks above are not trained.", null, 1);
    private readonly Option<int> _finalists = CommonOptions.Whole("--finalists", "Number of the best trials whose prediction is measured in nanoseconds.", 0, 0, 1000);
    private readonly Option<int> _lag = CommonOptions.Whole("--lag", "The number of trials that may run at once: a decision does not know their results. Part of the search, so another number gives another table.", 16, 1, 100_000);
    private readonly Option<int> _seed = CommonOptions.Whole("--seed", "The seed of the splits, the settings and the networks; the same seed gives the same files.", 0, int.MinValue);
    private readonly Option<double> _test = CommonOptions.Number("--test", "The fraction of the rows that is held out for the test of the best network.", 0.2, static value => value is > 0 and < 1, "between 0 and 1");
    private readonly Option<int> _threads = CommonOptions.Whole("--threads", "Trials that are trained at once; by default one per processor; the result does not depend on it.", null, 1, 4096);
    private readonly Option<string> _journal = new("--journal")
    {
        Description = "The file that makes the search resumable; by default <class>.search in the output folder, which is removed at the end.",
        HelpName = "file",
    };

    private readonly ClusterSymbols _cluster = new();
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with an interrupted search: the same command line with --resume added." };
    private readonly Option<string> _class = CommonOptions.ClassName();
    private readonly Option<string> _namespace = CommonOptions.NamespaceName();
    private readonly Option<string> _output = CommonOptions.OutputFolder();
    private readonly Option<string> _report = CommonOptions.ReportFile();
    private readonly Option<bool> _force = CommonOptions.Force();

    /// <summary>The CSV file.</summary>
    public Argument<string> Data { get; } = new("data") { Description = "A CSV file with a header; all columns except the target are inputs, and must be numbers unless --encode is given." };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
    [
        .. _csv.All, _kind, _encode, _trials, _searcher, .. _ranges, _over, _metric, _epochs, _patience, _validation, _folds, _repeats, _nanoseconds, _bytes, _finalists, _lag, _seed, _test, _threads,
        _journal, _resume, .. _cluster.All, _class, _namespace, _output, _report, _force,
    ];

    /// <summary>What the best of them is where there is none to choose.</summary>
    private static string DefaultSearcher => Searcher.Names.Contains("tpe") ? "tpe" : "random";

    /// <summary>The search that a command line asks for.</summary>
    /// <exception cref="UsageException">Options contradict each other or the file.</exception>
    public SearchRequest Read(ParseResult parsed, Screen screen)
    {
        var training = ReadTraining(parsed, screen);
        if (parsed.GetResult(_folds) is not null && parsed.GetResult(_validation) is { Implicit: false })
            throw new UsageException("--folds and --validation cannot be combined: with folds, every row judges once.");
        return new()
        {
            Training = training,
            Definition = Define(parsed, training),
            Threads = CommonOptions.Given(parsed, _threads),
            Finalists = parsed.GetValue(_finalists),
            Journal = parsed.GetValue(_journal),
            Resumes = parsed.GetValue(_resume),
            Cluster = _cluster.Read(parsed),
            Replaces = parsed.GetValue(_force),
        };
    }

    private SearchDefinition Define(ParseResult parsed, TrainingOptions training)
    {
        var space = SearchSpace.Empty;
        for (var index = 0; index < Ranges.Length; index++)
            space = space.And(Ranges[index].Setting.Name, RangeText.Parse(Ranges[index].Option, Ranges[index].Setting, parsed.GetRequiredValue(_ranges[index])));
        foreach (var other in parsed.GetValue(_over) ?? [])
            space = With(space, other);
        var definition = Search.Over(space) with
        {
            Searcher = Searcher.Parse(parsed.GetRequiredValue(_searcher)),
            Trials = parsed.GetValue(_trials),
            Seed = training.Seed,
            Lag = parsed.GetValue(_lag),
            Objective = parsed.GetRequiredValue(_metric),
            Validation = CommonOptions.Given(parsed, _folds) is { } folds ? SearchValidation.KFold(folds) : SearchValidation.HoldOut(training.ValidationShare),
            Repeats = parsed.GetValue(_repeats),
            Epochs = parsed.GetValue(_epochs),
            Patience = CommonOptions.Given(parsed, _patience),
            Limits = new SearchLimits
            {
                MaxNanoseconds = parsed.GetResult(_nanoseconds) is null ? null : parsed.GetValue(_nanoseconds),
                MaxBytes = CommonOptions.Given(parsed, _bytes),
            },
            NetworkName = training.ClassName!,
        };
        try
        {
            definition.Check();
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(ErrorText.Of(exception));
        }

        return definition;
    }

    private static SearchSpace With(SearchSpace space, string text)
    {
        var names = SettingText.Others.Select(static setting => setting.Name).ToList();
        if (text.Split('=', 2) is not [var name, var range])
            throw new UsageException($"--over is '{text}', but must be a setting, an equals sign and its range, such as l2=1e-6..1e-3.");
        if (SettingText.Others.FirstOrDefault(setting => setting.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } other)
        {
            throw new UsageException(Array.Find(Ranges, one => one.Setting.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is { Option: { } option }
                ? $"--over has '{name}', which has an option of its own: use {option} {range}."
                : $"--over has '{name}', but must be one of {string.Join(", ", names)}.{Spelling.Hint(name, names)}");
        }

        if (space.IndexOf(other.Name) >= 0)
            throw new UsageException($"--over has '{other.Name}' twice: give its range once.");
        return space.And(other.Name, RangeText.Parse($"--over {other.Name}", other, range));
    }

    private TrainingOptions ReadTraining(ParseResult parsed, Screen screen)
    {
        var className = parsed.GetValue(_class) is { } name ? ClassFile.CheckName(name, "--class") : null;
        foreach (var part in parsed.GetValue(_namespace)?.Split('.') ?? [])
            ClassFile.CheckName(part, "--namespace");
        var data = parsed.GetRequiredValue(Data);
        var (targets, csv) = _csv.Read(parsed, data, screen);
        if (csv.Kinds is not null && !parsed.GetValue(_encode))
            throw new UsageException("--categorical needs --encode, which turns the texts of a column into inputs: add --encode.");
        return new()
        {
            Data = data,
            Targets = targets,
            Csv = csv with { Target = parsed.GetValue(_kind) },
            Recipe = Recipe.Plain,
            Hidden = [],
            Activation = "",
            Dropout = 0,
            Optimizer = "",
            Seed = parsed.GetValue(_seed),
            TestShare = parsed.GetValue(_test),
            ValidationShare = parsed.GetValue(_validation),
            Encode = parsed.GetValue(_encode),
            Threads = 1,
            ClassName = className ?? TrainingRun.ClassOf(targets),
            Namespace = parsed.GetValue(_namespace),
            Folder = parsed.GetRequiredValue(_output),
            Report = parsed.GetValue(_report) is { } report ? TrainingReport.CheckPath(report) : null,
            CommandLine = CommandText.Of(parsed),
        };
    }

    private static SearchObjective Metric(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var name = text.Equals("loss", StringComparison.OrdinalIgnoreCase) ? SearchObjective.ValidationLoss.Name
            : SearchObjective.Names.FirstOrDefault(known => Plain(known).Equals(Plain(text), StringComparison.OrdinalIgnoreCase)) ?? text;
        try
        {
            return SearchObjective.Parse(name);
        }
        catch (ArgumentException)
        {
            return CommonOptions.Wrong(result, $"--metric is '{text}', but must be one of {string.Join(", ", SearchObjective.Names)}.{Spelling.Hint(text, SearchObjective.Names)}", SearchObjective.ValidationLoss);
        }

        // As a shell takes it without quotes: roc-auc, validation-loss.
        static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
    }

    private static string Known(ArgumentResult result, IReadOnlyList<string> names, string text) => names.Contains(text)
        ? text
        : CommonOptions.Wrong(result, $"--searcher is '{text}', but must be one of {string.Join(", ", names)}.{Spelling.Hint(text, names)}", names[0]);
}
