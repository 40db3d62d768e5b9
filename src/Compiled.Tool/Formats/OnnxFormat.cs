using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>ONNX.</summary>
internal sealed class OnnxFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Extension => ".onnx";

    /// <inheritdoc/>
    protected override FileKind Kind => FileKind.Onnx;

    /// <inheritdoc/>
    public override FileDescription Describe(string path, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        OnnxNetwork model;
        try
        {
            model = OnnxModel.Read(path, new OnnxReadOptions { AllowNonFinite = true });
        }
        catch (ModelFileException exception) when (OnnxInitializers.Describe(path) is { } initializers)
        {
            return new("ONNX", initializers) { Note = $"The model cannot be imported as a network: {ErrorText.InToolWords(exception.Message)}" };
        }

        cancellation.ThrowIfCancellationRequested();
        var tensors = model.Tensors.Select(static tensor => DescribeFloats(tensor.Name, tensor.Shape, tensor.Values.Span)).ToList();
        (string, string)[] notes = [.. model.Notes.Select(static note => ("note", ErrorText.InToolWords(note)))];
        return OnnxMetadata.Read(path) is { Declaration: not null } own ? own with { Tensors = tensors, Metadata = notes }
            : new("ONNX", tensors)
            {
                Network = model.Topology.Name,
                Classes = model.Classes,
                Features = model.Features,
                Topology = model.Topology,
                Declaration = model.Topology.Declaration,
                Metadata = notes,
            };
    }

    /// <summary>What this library wrote into the model, which has losses, dropout and names; or else what the model's nodes compute.</summary>
    public override NetworkDeclaration ReadDeclaration(string path, ReadChoices choices)
    {
        InputFiles.Check(path);
        var model = OnnxModel.Read(path, Options(choices));
        foreach (var note in model.Notes)
            choices.Note(note);
        return DeclarationOf(model, path, choices);
    }

    /// <summary>The declaration of a model that was read. Where outputs were chosen, what the file says of the whole is not that of the part.</summary>
    public static NetworkDeclaration DeclarationOf(OnnxNetwork model, string path, ReadChoices choices)
    {
        if (!choices.ArePart && OnnxMetadata.Read(path).ToDeclaration() is { } own)
            return own;
        var declaration = NetworkDeclaration.Of(model.Topology);
        return model.Topology.Classes.Count == 0 && model.Classes.Count > 0 && declaration.TakesClasses(model.Classes.Count) ? declaration.WithClasses(model.Classes) : declaration;
    }

    /// <inheritdoc/>
    public override ParameterStore ReadParameters(Topology topology, string path, ReadChoices choices, CancellationToken cancellation) =>
        OnnxModel.Read(path, Options(choices)).CopyTo(topology);

    /// <summary>What the user says of a model, as its reader has it.</summary>
    public static OnnxReadOptions Options(ReadChoices choices) => new() { Inputs = choices.Inputs, Outputs = choices.Outputs };

    /// <inheritdoc/>
    public override void Save(Topology topology, ParameterStore parameters, string path) =>
        OnnxModel.Export(Naming.Described(topology, parameters), NetworkTensor.Of(topology, parameters), path);
}
