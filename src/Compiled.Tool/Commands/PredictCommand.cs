using System.CommandLine;
using Compiled.Dynamic;
using Compiled.Tool.Columns;
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
        var csv = new CsvArguments(
            "The column, or columns, with the right answers: not an input, compared with the predictions.", "Columns that are not inputs.",
            "The columns that are the inputs, in this order; instead of --ignore.", hasKind: false);
        var (topology, className, force) = (CommonOptions.Topology(), CommonOptions.ClassOfTopology(), CommonOptions.Force());
        var command = new ToolCommand(
            "predict", "Predicts every row of a CSV file: the class and the probability of each, or the values.",
            "compiled predict SpeciesNet.weights flowers.csv", "compiled predict SpeciesNet.weights iris.csv --target species --output answers.csv",
            "compiled predict policy.onnx states.csv --ignore time,id")
        {
            model, data, output, topology, className, force,
        };
        foreach (var option in csv.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var network = ModelLoader.Load(parsed.GetRequiredValue(model), parsed.GetValue(topology), parsed.GetValue(className), context.Cancellation);
            var path = parsed.GetRequiredValue(data);
            var (targets, options) = csv.Read(parsed, path, context.Screen);
            Run(context, network, path, targets, options, parsed.GetValue(output), parsed.GetValue(force));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Run(ToolContext context, DynamicNetwork network, string path, string[] targets, CsvOptions options, string? output, bool replaces)
    {
        var rows = PredictionRows.Read(network, path, targets, options);
        context.Cancellation.ThrowIfCancellationRequested();
        var outputs = rows.Predict(network);
        var text = PredictionTable.Write(network, rows, outputs, targets);
        if (output is null)
        {
            context.Screen.Data(text);
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
