using System.CommandLine;
using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Commands;

/// <summary>compiled import: an ONNX model as a C# class and its weights.</summary>
internal static class ImportCommand
{
    private static readonly string[] LossNames = [.. BlockCatalogue.All.Where(static kind => kind.IsPlain && kind.Traits.Has(BlockTraits.Loss)).Select(static kind => kind.Name)];

    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var model = new Argument<string>("model") { Description = "The .onnx file; external data must be next to it." };
        var className = new Option<string>("--class") { Description = "The name of the class.", HelpName = "name", Required = true };
        var namespaceName = new Option<string>("--namespace") { Description = "Its namespace; none by default.", HelpName = "name" };
        var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", HelpName = "folder", DefaultValueFactory = static _ => "." };
        var loss = new Option<string>("--loss")
        {
            Description = "The loss for further training, in attribute syntax: CrossEntropy, Huber(1.5) …; without a loss the class can only predict.",
            HelpName = "attribute",
        };
        var (inputs, outputs, force) = (CommonOptions.Inputs(), CommonOptions.Outputs(), CommonOptions.Force());
        var command = new ToolCommand(
            "import", "Converts an ONNX model to a C# class with attributes, and a .weights file that the compiler embeds in the binary.",
            "compiled import policy.onnx --class PolicyNet", "compiled import digits.onnx --class DigitNet --namespace Shop.Models --output Models --loss CrossEntropy")
        {
            model, className, namespaceName, output, loss, inputs, outputs, force,
        };
        command.SetAction(parsed => Run(
            context, parsed.GetRequiredValue(model), ClassFile.CheckName(parsed.GetRequiredValue(className), "--class"), parsed.GetValue(namespaceName),
            parsed.GetRequiredValue(output), parsed.GetValue(loss), CommonOptions.Choices(parsed, null, (inputs, outputs), context.Screen), parsed.GetValue(force)));
        return command;
    }

    private static int Run(ToolContext context, string path, string className, string? namespaceName, string folder, string? loss, ReadChoices choices, bool replaces)
    {
        foreach (var part in namespaceName?.Split('.') ?? [])
            ClassFile.CheckName(part, "--namespace");
        if (ModelFormat.OfInput(path) is not OnnxFormat)
            throw new UsageException($"'{path}' is not an .onnx file: 'compiled convert' reads other formats.");
        InputFiles.Check(path);

        var onnx = OnnxModel.Read(path, OnnxFormat.Options(choices) with { Name = className });
        foreach (var note in onnx.Notes)
            choices.Note(note);
        var declaration = OnnxFormat.DeclarationOf(onnx, path, choices).WithName(className);
        if (loss is not null)
            declaration = WithLoss(declaration, onnx.Topology, loss);
        // Nothing is predicted, so nothing is compiled.
        var outline = NetworkCompiler.Outline(declaration, context.Cancellation);
        var parameters = onnx.CopyTo(outline.Topology);

        var files = new OutputFiles(replaces);
        files.AddText(Path.Combine(folder, className + ".cs"), () => ClassFile.Compose(declaration, className, namespaceName, $"Imported from {Path.GetFileName(path)}."));
        files.Add(Path.Combine(folder, className + ".weights"), target => WeightsFile.Save(outline.Topology, parameters, target));
        files.Write(context.Cancellation);

        var screen = context.Screen;
        screen.Heading(className);
        screen.Table(TopologyTable.Of(outline.Topology));
        screen.Line(TopologyTable.Totals(outline.Topology));
        if (declaration.Features.Count > 0)
            screen.Line($"features: {string.Join(", ", declaration.Features)}");
        if (declaration.Classes.Count > 0)
            screen.Line($"classes: {string.Join(", ", declaration.Classes)}");
        foreach (var warning in outline.Warnings)
            screen.Hint($"note: {warning}");
        screen.Line();
        foreach (var file in files.Paths)
            screen.Line($"wrote {file}");
        return ExitCodes.Done;
    }

    private static NetworkDeclaration WithLoss(NetworkDeclaration declaration, Topology topology, string loss)
    {
        var kind = loss.Split('(')[0].Trim();
        if (!LossNames.Contains(kind))
            throw new UsageException($"--loss is '{loss}', which is not a loss; the losses are {string.Join(", ", LossNames)}.{Spelling.Hint(kind, LossNames)}");
        if (topology.Heads.Count > 0)
            throw new UsageException($"--loss is '{loss}', but the model has {topology.Heads.Count} outputs, and each head got its own loss: change them in the class.");
        if (LossNames.FirstOrDefault(known => declaration.Text.Split('\n')[^1].StartsWith($"[{known}", StringComparison.Ordinal)) is { } own)
        {
            if (own == kind)
                return declaration;
            throw new UsageException($"--loss is '{loss}', but the model was trained with {own}: omit the option, or change the loss in the class.");
        }

        return declaration.Add(loss);
    }
}
