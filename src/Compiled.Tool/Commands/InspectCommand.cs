using System.CommandLine;
using Compiled.Dynamic;
using Compiled.Tool.Columns;
using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Commands;

/// <summary>compiled inspect: what a file holds.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var file = new Argument<string>("file") { Description = "A .safetensors, .onnx, .weights, .ensemble, .npz or .npy file, of any library; or a .csv or .tsv file." };
        var command = new ToolCommand(
            "inspect", "Shows the contents of a file: the topology, and the shape, size and statistics of every tensor, including values that are not finite. "
            + "Of a CSV file the columns: their kinds, ranges, missing and distinct values, and warnings.",
            "compiled inspect digits.safetensors", "compiled inspect policy.onnx", "compiled inspect arrays.npz", "compiled inspect iris.csv --target species") { file };
        var csv = new CsvArguments(
            "Of a CSV file: the column to predict, which other columns may give away.", "Of a CSV file: columns to skip.", "Of a CSV file: the columns to show, in this order.", hasKind: false);
        foreach (var option in csv.All)
            command.Add(option);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            if (IsTable(path))
                return ShowTable(context.Screen, path, csv.Read(parsed, path, context.Screen));
            if (csv.All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } wrong)
                throw new UsageException($"{wrong.Name} is about the columns of a CSV file, but '{path}' is not one by its name: leave it out, or give a file that ends in .csv, .tsv or .txt.");
            return Run(context, path);
        });
        return command;
    }

    private static bool IsTable(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv" or ".txt";

    private static int ShowTable(Screen screen, string path, (string[] Targets, CsvOptions Options) csv)
    {
        if (csv.Targets.Length > 1)
            throw new UsageException($"--target is {Wording.List(csv.Targets)}, but inspect compares the columns with one target: name one.");
        var table = Table.FromCsv(path, csv.Options);
        try
        {
            var report = table.Describe(csv.Targets.FirstOrDefault());
            screen.Line($"{Path.GetFileName(path)}: {Figures.Count(new FileInfo(path).Length, "byte")}");
            screen.Line(string.Join('\n', report.ToString().Split('\n').Select(Printable.OneLine)));
            return ExitCodes.Done;
        }
        catch (ArgumentException exception)
        {
            throw new ToolException($"{Path.GetFileName(path)}: {ErrorText.Of(exception)}", exception);
        }
    }

    private static int Run(ToolContext context, string path)
    {
        var screen = context.Screen;
        var isArray = Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
        var description = isArray ? NpzFormat.DescribeArray(path, context.Cancellation) : ModelFormat.OfInput(path).Describe(path, context.Cancellation);
        screen.Line($"{Path.GetFileName(path)}: {description.Format}, {Figures.Count(new FileInfo(path).Length, "byte")}");
        foreach (var (name, text) in description.Metadata)
            screen.Line($"{Printable.OneLine(name)}: {Printable.Joined(text)}");
        screen.Line();
        ShowTopology(context, description);
        if (description.Members.Count > 0)
            ShowMembers(screen, description.Members);
        ShowTensors(screen, description.Tensors, isEach: description.Members.Count == 0);
        return ExitCodes.Done;
    }

    private static void ShowTopology(ToolContext context, FileDescription description)
    {
        if (description.Declaration is not { } declaration)
        {
            context.Screen.Line(description.Note is { } note ? Printable.Joined(note) : "The file does not contain its network's declaration.");
            context.Screen.Line();
            return;
        }

        try
        {
            var topology = description.Topology ?? NetworkCompiler.Outline(description.ToDeclaration()!, context.Cancellation).Topology;
            context.Screen.Heading(topology.Name);
            context.Screen.Table(TopologyTable.Of(topology));
            context.Screen.Line(TopologyTable.Totals(topology));
        }
        catch (Exception exception) when (exception is NetworkCompilationException or ToolException)
        {
            // What the tensors are is worth seeing all the same.
            context.Screen.Line("The file's declaration cannot be compiled here.");
            context.Screen.Hint(exception.Message);
        }

        if (EncoderOf(description, context.Screen) is { } encoder)
            context.Screen.Line(EncoderLines.Of(encoder));
        else if (description.Features.Count > 0)
            context.Screen.Line($"features: {string.Join(", ", description.Features)}");
        if (description.Classes.Count > 0)
            context.Screen.Line($"classes: {Printable.OneLine(string.Join(", ", description.Classes))}");
        context.Screen.Line();
        context.Screen.Line(string.Join('\n', declaration.Split('\n').Select(Printable.OneLine)));
        context.Screen.Line();
    }

    /// <summary>How raw columns become the inputs; null where the file says nothing, or nothing that can be read.</summary>
    private static TableEncoder? EncoderOf(FileDescription description, Screen screen)
    {
        if (description.Encoder is not { Length: > 0 } text)
            return null;
        try
        {
            return EncoderJson.Read(text, description.Features, description.Classes.Count);
        }
        catch (FormatException exception)
        {
            screen.Hint($"note: the file's encoder {exception.Message}.");
            return null;
        }
    }

    /// <summary>A row for each network of an ensemble, with the statistics of its weights and biases.</summary>
    private static void ShowMembers(Screen screen, IReadOnlyList<FileDescription> members)
    {
        var table = new TextTable(">member", ">tensors", ">values", ">bytes", ">min", ">max", ">not finite");
        for (var index = 0; index < members.Count; index++)
        {
            var tensors = members[index].Tensors;
            table.Add(
                Figures.Digits(index), Figures.Whole(tensors.Count), Figures.Whole(tensors.Sum(static tensor => tensor.Count)), Figures.Whole(tensors.Sum(static tensor => tensor.Bytes)),
                Figures.Short(tensors.Min(static tensor => tensor.Statistics?.Minimum)), Figures.Short(tensors.Max(static tensor => tensor.Statistics?.Maximum)),
                Figures.Whole(tensors.Sum(static tensor => tensor.Statistics?.NonFinite ?? 0)));
        }

        screen.Table(table);
    }

    private static void ShowTensors(Screen screen, IReadOnlyList<TensorDescription> tensors, bool isEach)
    {
        var table = new TextTable("tensor", "type", "shape", ">values", ">bytes", ">min", ">max", ">mean", ">std", ">not finite");
        foreach (var tensor in tensors)
        {
            var statistics = tensor.Statistics;
            table.Add(
                tensor.Name, tensor.Type, Figures.Shape(tensor.Shape), Figures.Whole(tensor.Count), Figures.Whole(tensor.Bytes), Figures.Short(statistics?.Minimum),
                Figures.Short(statistics?.Maximum), Figures.Short(statistics?.Mean), Figures.Short(statistics?.Deviation), statistics is null ? "-" : Figures.Whole(statistics.NonFinite));
        }

        if (isEach)
            screen.Table(table);
        screen.Line($"{Figures.Count(tensors.Count, "tensor")}, {Figures.Count(tensors.Sum(static tensor => tensor.Count), "value")}, {Figures.Count(tensors.Sum(static tensor => tensor.Bytes), "byte")}");
        screen.Line(FinitenessLine.Of(tensors));
    }
}
