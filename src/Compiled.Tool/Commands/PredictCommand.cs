using System.CommandLine;
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
        var model = new Argument<string>("model") { Description = "The network or the ensemble: .safetensors, .onnx, .weights, .npz or .ensemble." };
        var data = new Argument<string>("data") { Description = "A CSV file with a header; columns are matched with the network's inputs by name, or by order if the network has no names." };
        var output = new Option<string>("--output", "-o") { Description = "The CSV file to write; by default the rows go to standard output.", HelpName = "file" };
        var csv = new CsvArguments(
            "The column or columns with the correct answers, which are compared with the predictions and not used as inputs.", "Columns that are not inputs.",
            "The input columns, in this order, regardless of the network's names; instead of --ignore.", hasKind: false);
        var (topology, className, force) = (CommonOptions.Topology(), CommonOptions.ClassOfTopology(), CommonOptions.Force());
        var (map, inputs, outputs) = (CommonOptions.Map(), CommonOptions.Inputs(), CommonOptions.Outputs());
        var command = new ToolCommand(
            "predict", "Predicts every row of a CSV file: the class and the probability of each class, or the values.",
            "compiled predict SpeciesNet.weights flowers.csv", "compiled predict SpeciesNet.weights iris.csv --target species --output answers.csv",
            "compiled predict policy.onnx states.csv --ignore time,id")
        {
            model, data, output, topology, className, map, inputs, outputs, force,
        };
        foreach (var option in csv.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            // What stands in the way of the file is found before the work.
            var (text, files) = ("", new OutputFiles(parsed.GetValue(force)));
            if (parsed.GetValue(output) is { } file)
                files.AddText(file, () => text);
            var (path, rowsPath) = (parsed.GetRequiredValue(model), parsed.GetRequiredValue(data));
            // The file and all rows are read before a network is compiled.
            InputFiles.Check(path);
            var (named, options) = csv.Read(parsed, rowsPath, context.Screen);
            var read = ModelLoader.ReadAll(
                path, parsed.GetValue(topology), parsed.GetValue(className), CommonOptions.Choices(parsed, map, (inputs, outputs), context.Screen), context.Cancellation);
            var metrics = ModelMetrics.Read(path);
            var targets = metrics.InOrder(named);
            var rows = PredictionRows.Read(read.Shape, rowsPath, targets, options, note => context.Screen.Hint($"note: {note}"));
            var predictor = read.CompileModel(context);
            context.Cancellation.ThrowIfCancellationRequested();
            text = PredictionTable.Write(predictor.Network, rows, rows.Predict(predictor), targets, metrics.Targets);
            files.Write(context.Cancellation);
            Report(context, predictor, metrics, rows, text, parsed.GetValue(output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Report(ToolContext context, PredictionModel model, ModelMetrics metrics, PredictionRows rows, string text, string? output)
    {
        var screen = context.Screen;
        foreach (var remark in rows.Notes)
            screen.Hint(remark);
        if (output is null)
            screen.Data(text);
        else
            screen.Line($"wrote {Terminal.Figures.Count(rows.Count, "row")} to {output}");
        if (rows.Compared is not { } data)
            return;

        var report = model.Evaluate(data, new EvaluationOptions()).ToString()!;
        // Beside a result on the standard output, where another program reads it, the report is a note.
        if (output is null)
            screen.Hint(report);
        else
            screen.Line(report);
        if (SeenRows.Note(metrics, data) is { } note)
            screen.Hint(note);
    }
}
