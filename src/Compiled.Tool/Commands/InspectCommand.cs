using System.CommandLine;
using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Commands;

/// <summary>compiled inspect: what a file holds.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var file = new Argument<string>("file") { Description = "A .safetensors, .onnx, .weights, .npz or .npy file, of any library." };
        var command = new ToolCommand(
            "inspect", "Shows the contents of a file: the topology, and the shape, size and statistics of every tensor, including values that are not finite.",
            "compiled inspect digits.safetensors", "compiled inspect policy.onnx", "compiled inspect arrays.npz") { file };
        command.SetAction(parsed => Run(context, parsed.GetRequiredValue(file)));
        return command;
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
        ShowTensors(screen, description.Tensors);
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

        if (description.Features.Count > 0)
            context.Screen.Line($"features: {string.Join(", ", description.Features)}");
        if (description.Classes.Count > 0)
            context.Screen.Line($"classes: {Printable.OneLine(string.Join(", ", description.Classes))}");
        context.Screen.Line();
        context.Screen.Line(string.Join('\n', declaration.Split('\n').Select(Printable.OneLine)));
        context.Screen.Line();
    }

    private static void ShowTensors(Screen screen, IReadOnlyList<TensorDescription> tensors)
    {
        var table = new TextTable("tensor", "type", "shape", ">values", ">bytes", ">min", ">max", ">mean", ">std", ">not finite");
        foreach (var tensor in tensors)
        {
            var statistics = tensor.Statistics;
            table.Add(
                tensor.Name, tensor.Type, Figures.Shape(tensor.Shape), Figures.Whole(tensor.Count), Figures.Whole(tensor.Bytes), Figures.Short(statistics?.Minimum),
                Figures.Short(statistics?.Maximum), Figures.Short(statistics?.Mean), Figures.Short(statistics?.Deviation), statistics is null ? "-" : Figures.Whole(statistics.NonFinite));
        }

        screen.Table(table);
        screen.Line($"{Figures.Count(tensors.Count, "tensor")}, {Figures.Count(tensors.Sum(static tensor => tensor.Count), "value")}, {Figures.Count(tensors.Sum(static tensor => tensor.Bytes), "byte")}");
        screen.Line(FinitenessLine.Of(tensors));
    }
}
