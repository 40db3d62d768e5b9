using System.CommandLine;
using Compiled.Tool.Formats;

namespace Compiled.Tool.Commands;

/// <summary>compiled convert: a network from one kind of file to another.</summary>
internal static class ConvertCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var input = new Argument<string>("input") { Description = "The file to read: .safetensors, .onnx, .weights, .npz, or .ensemble with --member." };
        var output = new Argument<string>("output") { Description = "The file to write, one of the same formats." };
        var (topology, className, force) = (CommonOptions.Topology(), CommonOptions.ClassOfTopology(), CommonOptions.Force());
        var (map, inputs, outputs, member) = (CommonOptions.Map(), CommonOptions.Inputs(), CommonOptions.Outputs(), CommonOptions.Member());
        var command = new ToolCommand(
            "convert", "Converts a network between .safetensors, .onnx, .weights and .npz, by file extension; every bit of its parameters is preserved.",
            "compiled convert digits.safetensors digits.onnx", "compiled convert digits.onnx digits.weights --force",
            "compiled convert torch.safetensors digits.weights --topology DigitNet.cs",
            "compiled convert arrays.npz digits.safetensors --topology \"[Network(inputs: 64)] [Dense(10), Softmax]\"")
        {
            input, output, topology, className, map, inputs, outputs, member, force,
        };
        command.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var target = ModelFormat.Of(to);
            var files = new OutputFiles(parsed.GetValue(force));
            // Nothing is predicted, so nothing is compiled.
            var network = new Lazy<ModelFile>(() =>
                ModelLoader.Read(
                    from, parsed.GetValue(topology), parsed.GetValue(className),
                    CommonOptions.Choices(parsed, map, (inputs, outputs), context.Screen) with { Member = CommonOptions.Given(parsed, member) }, context.Cancellation));
            files.Add(to, path => target.Save(network.Value.Topology, network.Value.Parameters, path));
            var shape = network.Value.Shape;
            files.Write(context.Cancellation);
            context.Screen.Line($"{from} -> {to}: {shape.Topology.Name}, {Terminal.Figures.Count(shape.Topology.ParameterCount, "parameter")}");
            if (target is NpzFormat && shape.FeatureNames.Count + shape.Classes.Count > 0)
                context.Screen.Hint($"note: .npz cannot store the names of features and classes: {to} does not contain them.");
            return ExitCodes.Done;
        });
        return command;
    }
}
