using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Compiled.Tool.Columns;
using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;
using Compiled.Tool.Training;

namespace Compiled.Tool.Commands;

/// <summary>compiled train: a network for the rows of a CSV file, as a C# class and its weights.</summary>
internal static class TrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var options = new Symbols();
        var command = new ToolCommand(
            "train",
            "Declares a network for a CSV file, compiles it in memory, trains it with early stopping, tests it on held-out rows, and writes the class, its weights and the metrics. "
            + "A target of text, or of the whole numbers 0 to k - 1, is treated as classes; other numbers are treated as a regression.",
            "compiled train iris.csv --target species", "compiled train digits.csv --target label --hidden 64,32 --dropout 0.2 --class DigitNet --output Models",
            "compiled train houses.csv --target price --ignore id,address --seed 7", "compiled train clients.csv --target stays --encode --categorical zip --ensemble 8", "# In the project: var species = SpeciesNet.Pretrained.Classify(flower);");
        foreach (var option in options.All)
            command.Add(option);
        command.Add(options.Data);
        command.SetAction(parsed => Run(context, options.Read(parsed, context.Screen) with { CommandLine = CommandText.Of(parsed) }, parsed.GetValue(options.Force)));
        return command;
    }

    private static int Run(ToolContext context, TrainingOptions options, bool replaces)
    {
        var screen = context.Screen;
        var data = TrainingData.Read(options);
        screen.Line(data.Describe(options));
        if (data.Encoder is { } encoder)
            screen.Line(EncoderLines.Of(encoder));
        var run = new TrainingRun(options, data, context.Cancellation);

        // What prevents writing is found before the training.
        (TrainedModel? trained, string metrics, string report) = (null, "", "");
        var files = new OutputFiles(replaces);
        var isEnsemble = options.Members > 1;
        var summary = NetworkSummary.Of(options, data.Train);
        files.AddText(Path.Combine(options.Folder, run.ClassName + ".cs"), () => ClassFile.Compose(run.Declaration, run.ClassName, options.Namespace, summary, !isEnsemble));
        files.Add(Path.Combine(options.Folder, run.ClassName + (isEnsemble ? EnsembleFormat.FileExtension : WeightsHeader.Extension)), path => trained!.Model.Save(path));
        files.AddText(Path.Combine(options.Folder, run.ClassName + MetricsFile.Extension), () => metrics);
        if (options.Report is { } page)
            files.AddText(page, () => report);

        screen.Line();
        screen.Line(run.Declaration.Text);
        screen.Line(TopologyTable.Totals(run.Type.Topology));
        foreach (var warning in run.Type.Warnings)
            screen.Hint($"note: {warning}");
        screen.Line();
        context.LeaveToWork();
        trained = run.Train(screen, context.Cancellation);
        screen.Line(trained.Ending());

        var evaluation = trained.Model.Evaluate(data.Test, new EvaluationOptions { Training = data.Seen, BootstrapSamples = options.Bootstrap, Seed = options.Seed });
        if (options.Report is not null)
            report = TrainingReport.Write(options, trained, data);
        screen.Line();
        screen.Heading($"test: {Figures.Count(data.Test.Count, "row")}");
        screen.Line(evaluation.ToString()!);
        var splits = RepeatedSplits.Run(options, evaluation, screen, context.Cancellation);
        metrics = MetricsFile.Write(options, run, data, trained, evaluation, splits);
        if (splits is not null)
            screen.Line(splits.ToString());
        if (trained.IsCancelled || context.Cancellation.IsCancellationRequested)
            return InterruptedRun.Keep(screen, files, trained);
        files.Write(context.Cancellation);
        screen.Line();
        foreach (var file in files.Paths)
            screen.Line($"wrote {file}");
        return ExitCodes.Done;
    }

    /// <summary>The options as the command line has them.</summary>
    private sealed class Symbols
    {
        public Argument<string> Data { get; } = new("data") { Description = "A CSV file with a header; all columns except the target are inputs, and must be numbers unless --encode is given." };

        private readonly CsvArguments _csv = new(
            "The column to predict; separate several numeric columns with commas.", "Columns to skip, such as identifiers and text.",
            "The input columns, in this order; by default all except the target.", hasKind: true);
        private readonly Option<TargetKind> _kind = CommonOptions.Kind();
        private readonly Option<bool> _encode = CommonOptions.Encode();
        private readonly Option<int> _ensemble = CommonOptions.Whole(
            "--ensemble", "Number of networks that are trained, each with its own validation rows and seed, and answer together by their mean; saved as one .ensemble file.", 1, 1, EnsembleFile.MostMembers);

        private readonly Option<Recipe> _recipe = new("--recipe")
        {
            Description = "What decides the settings that are not given: table (robust scaling, learned weights of features, 64,64 silu, adamw with a falling rate, smoothed labels, the best epoch) "
                + "or plain (standard scaling, 32,16 relu, adam, early stopping); table by default.",
            HelpName = string.Join('|', Recipe.All.Select(static recipe => recipe.Name)),
            CustomParser = static result => ReadRecipe(result),
            DefaultValueFactory = static _ => Recipe.Table,
        };

        private readonly Option<InputScale> _scale = new("--scale")
        {
            Description = "How the network scales its inputs: none, minmax (to 0 … 1), standard (mean 0, deviation 1), robust (median 0, middle half 1); the scaling is part of the network. By default the recipe's.",
            HelpName = string.Join('|', InputScales.Names),
            CustomParser = static result => Scale(result),
        };

        private readonly Option<int[]> _hidden = new("--hidden")
        {
            Description = "Units of the hidden layers, such as 16,8, or 'none' for a linear model; by default the recipe's.",
            HelpName = "units",
            CustomParser = static result => HiddenLayers(result),
        };

        private readonly Option<string> _activation = new("--activation")
        {
            Description = "The activation after each hidden layer: " + string.Join(", ", Activations.All.Select(static name => name.ToLowerInvariant())) + "; by default the recipe's.",
            HelpName = "name",
            CustomParser = static result => Activation(result),
        };

        private readonly Option<double> _dropout = CommonOptions.Number("--dropout", "The fraction of each hidden layer's outputs that a training step drops.", 0, static value => value is >= 0 and < 1, "from 0 to below 1");
        private readonly Option<int> _epochs = CommonOptions.Whole("--epochs", "The largest number of passes through the training rows; by default the recipe's, 30 to 200 depending on their number, or 300.", null, 1);
        private readonly Option<int> _patience = CommonOptions.Whole("--patience", "Epochs without a better validation loss after which training ends; by default the recipe's, none or 30.", null, 1);
        private readonly Option<int> _batch = CommonOptions.Whole("--batch", "Rows per step; by default the recipe's, 32, or 8 to 256 depending on the number of rows.", null, 1);
        private readonly Option<double> _rate = CommonOptions.Number("--rate", "The learning rate; by default the recipe's or that of the optimizer.", null, static value => value > 0, "above 0");
        private readonly Option<string> _optimizer = new("--optimizer")
        {
            Description = "The optimizer: " + string.Join(", ", Optimizers.Names) + "; by default the recipe's.",
            HelpName = "name",
            CustomParser = static result => Optimizer(result),
        };

        private readonly Option<int> _seed = CommonOptions.Whole("--seed", "The seed of the split, the initial weights and the shuffling; the same seed gives the same files.", 0, int.MinValue);
        private readonly Option<double> _test = CommonOptions.Number("--test", "The fraction of the rows that is held out for the test.", 0.2, static value => value is > 0 and < 1, "between 0 and 1");
        private readonly Option<double> _validation = CommonOptions.Number("--validation", "The fraction of the other rows that is used for early stopping.", 0.2, static value => value is > 0 and < 1, "between 0 and 1");
        private readonly Option<int> _bootstrap = CommonOptions.Whole("--bootstrap", "Bootstrap samples of the test rows for a 95% interval of each metric, such as 1000; 0 for none.", 0, 0, 1_000_000);
        private readonly Option<int> _repeats = CommonOptions.Whole("--repeats", "Number of random splits that are trained and tested; the network of the first is written.", 1, 1, 1000);
        private readonly Option<int> _threads = CommonOptions.Whole("--threads", "Threads per step; by default all processors; the result does not depend on it.", null, 1);
        private readonly Option<bool> _dashboard = new("--dashboard") { Description = "Show a live dashboard on a terminal: bars, curves of the losses and a table of the last epochs." };
        private readonly Option<string> _class = CommonOptions.ClassName();
        private readonly Option<string> _namespace = CommonOptions.NamespaceName();
        private readonly Option<string> _output = CommonOptions.OutputFolder();
        private readonly Option<string> _report = CommonOptions.ReportFile();

        public Option<bool> Force { get; } = CommonOptions.Force();

        public IEnumerable<Option> All =>
        [
            .. _csv.All, _kind, _encode, _ensemble, _recipe, _scale, _hidden, _activation, _dropout, _epochs, _patience, _batch, _rate, _optimizer, _seed, _test, _validation, _bootstrap, _repeats,
            _threads, _dashboard, _class, _namespace, _output, _report, Force,
        ];

        public TrainingOptions Read(ParseResult parsed, Screen screen)
        {
            var className = parsed.GetValue(_class) is { } name ? ClassFile.CheckName(name, "--class") : null;
            foreach (var part in parsed.GetValue(_namespace)?.Split('.') ?? [])
                ClassFile.CheckName(part, "--namespace");
            var data = parsed.GetRequiredValue(Data);
            var recipe = parsed.GetRequiredValue(_recipe);
            var (targets, csv) = _csv.Read(parsed, data, screen);
            if (csv.Kinds is not null && !parsed.GetValue(_encode))
                throw new UsageException("--categorical needs --encode, which turns the texts of a column into inputs: add --encode.");
            return new()
            {
                Data = data,
                Targets = targets,
                Csv = csv with { Target = parsed.GetValue(_kind) },
                Recipe = recipe,
                Scale = parsed.GetResult(_scale) is null ? recipe.Scale : parsed.GetValue(_scale),
                Hidden = parsed.GetResult(_hidden) is null ? recipe.Hidden : parsed.GetRequiredValue(_hidden),
                Activation = parsed.GetValue(_activation) is { } activation ? AttributeOf(activation) : recipe.Activation,
                Dropout = parsed.GetValue(_dropout),
                Epochs = parsed.GetResult(_epochs) is null ? null : parsed.GetValue(_epochs),
                Patience = parsed.GetResult(_patience) is null ? null : parsed.GetValue(_patience),
                Batch = parsed.GetResult(_batch) is null ? null : parsed.GetValue(_batch),
                Rate = parsed.GetResult(_rate) is null ? null : parsed.GetValue(_rate),
                Optimizer = parsed.GetValue(_optimizer) ?? recipe.Optimizer,
                Seed = parsed.GetValue(_seed),
                TestShare = parsed.GetValue(_test),
                ValidationShare = parsed.GetValue(_validation),
                Bootstrap = parsed.GetValue(_bootstrap) is > 0 and < 10 ? 10 : parsed.GetValue(_bootstrap),
                Repeats = parsed.GetValue(_repeats),
                Members = parsed.GetValue(_ensemble),
                Encode = parsed.GetValue(_encode),
                Threads = parsed.GetResult(_threads) is null ? TrainerOptions.AllProcessors : parsed.GetValue(_threads),
                Dashboard = parsed.GetValue(_dashboard),
                ClassName = className,
                Namespace = parsed.GetValue(_namespace),
                Folder = parsed.GetRequiredValue(_output),
                Report = parsed.GetValue(_report) is { } report ? TrainingReport.CheckPath(report) : null,
            };
        }

        private static Recipe ReadRecipe(ArgumentResult result)
        {
            var text = result.Tokens[0].Value.ToLowerInvariant();
            var names = Recipe.All.Select(static recipe => recipe.Name);
            return Recipe.Find(text) ?? CommonOptions.Wrong(result, $"--recipe is '{text}', but must be one of {string.Join(", ", names)}.{Spelling.Hint(text, names)}", Recipe.Table);
        }

        private static InputScale Scale(ArgumentResult result) => InputScales.Find(result.Tokens[0].Value)
            ?? CommonOptions.Wrong(result, $"--scale is '{result.Tokens[0].Value}', but must be one of {string.Join(", ", InputScales.Names)}.", InputScale.Standard);

        private static int[] HiddenLayers(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (text == "none")
                return [];
            List<int> layers = [];
            foreach (var part in text.Split(','))
            {
                if (!int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var units) || units is < 1 or > Limits.MaxUnits)
                {
                    return CommonOptions.Wrong<int[]>(
                        result, $"--hidden is '{text}', but must be whole numbers from 1 to {Figures.Digits(Limits.MaxUnits)}, separated by commas, such as 16,8, or 'none'.", []);
                }

                layers.Add(units);
            }

            return [.. layers];
        }

        private static string Activation(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            return AttributeOf(text).Length > 0 ? text
                : CommonOptions.Wrong(result, $"--activation is '{text}', but must be one of {string.Join(", ", Activations.All.Select(static name => name.ToLowerInvariant()))}.{Spelling.Hint(text, Activations.All.Select(static name => name.ToLowerInvariant()))}", "");
        }

        private static string AttributeOf(string activation) => Activations.All.FirstOrDefault(name => name.Equals(activation, StringComparison.OrdinalIgnoreCase)) ?? "";

        private static string Optimizer(ArgumentResult result)
        {
            var text = result.Tokens[0].Value.ToLowerInvariant();
            return Optimizers.Names.Contains(text) ? text : CommonOptions.Wrong(result, $"--optimizer is '{text}', but must be one of {string.Join(", ", Optimizers.Names)}.{Spelling.Hint(text, Optimizers.Names)}", "");
        }
    }
}
