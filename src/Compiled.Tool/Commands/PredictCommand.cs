using System.CommandLine;
using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Predictions;

namespace Compiled.Tool.Commands;

/// <summary>compiled predict: the answers of a network for the rows of a CSV file.</summary>
internal static class PredictCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var model = new Argument<string>("model") { Description = "The network: .safetensors, .onnx, .weights or .npz." };
        var data = new Argument<string>("data") { Description = "A CSV file with a header; its columns, in their order, are the network's inputs." };
        var output = new Option<string>("--output", "-o") { Description = "The CSV file to write; without it the rows go to the standard output.", HelpName = "file" };
        var targets = CommonOptions.Names("--target", "The column, or columns, with the right answers: not an input, compared with the predictions.");
        var ignore = CommonOptions.Names("--ignore", "Columns that are no inputs.");
        var features = CommonOptions.Names("--features", "The columns that are the inputs, in this order; instead of --ignore.");
        var (separator, topology, className, force) = (CommonOptions.Separator(), CommonOptions.Topology(), CommonOptions.ClassOfTopology(), CommonOptions.Force());
        var (map, outputs) = (CommonOptions.Map(), CommonOptions.Outputs());
        var command = new ToolCommand(
            "predict", "Predicts every row of a CSV file: the class and the probability of each, or the values.",
            "compiled predict SpeciesNet.weights flowers.csv", "compiled predict SpeciesNet.weights iris.csv --target species --output answers.csv",
            "compiled predict policy.onnx states.csv --ignore time,id")
        {
            model, data, output, targets, ignore, features, separator, topology, className, map, outputs, force,
        };
        command.SetAction(parsed =>
        {
            var options = new CsvOptions { Separator = parsed.GetValue(separator), Ignore = CommonOptions.Given(parsed, ignore), Features = CommonOptions.Given(parsed, features) };
            if (options is { Ignore: not null, Features: not null })
                throw new UsageException("--features and --ignore exclude each other: columns that are not among the features are ignored anyway.");
            var network = ModelLoader.Load(parsed.GetRequiredValue(model), parsed.GetValue(topology), parsed.GetValue(className), CommonOptions.Choices(parsed, map, outputs, context.Screen), context.Cancellation);
            Run(context, network, parsed.GetRequiredValue(data), CommonOptions.Given(parsed, targets) ?? [], options, parsed.GetValue(output), parsed.GetValue(force));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Run(ToolContext context, DynamicNetwork network, string path, string[] targets, CsvOptions options, string? output, bool replaces)
    {
        var rows = PredictionRows.Read(network, path, targets, options, note => context.Screen.Hint($"note: {note}"));
        context.Cancellation.ThrowIfCancellationRequested();
        var outputs = rows.Predict(network);
        var text = PredictionTable.Write(network, rows, outputs, targets);
        if (output is null)
        {
            context.Screen.Output.Write(text);
        }
        else
        {
            var files = new OutputFiles(replaces);
            files.AddText(output, () => text);
            files.Write(context.Cancellation);
            context.Screen.Line($"wrote {Terminal.Figures.Count(rows.Count, "row")} to {output}");
        }

        if (rows.Compared is not { } data)
            return;
        var report = network.Evaluate(data).ToString()!;
        // Beside a result on the standard output, where another program reads it, the report is a note.
        if (output is null)
            context.Screen.Hint(report);
        else
            context.Screen.Line(report);
    }
}
