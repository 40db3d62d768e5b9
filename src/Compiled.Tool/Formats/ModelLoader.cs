using Compiled.Dynamic;
using Compiled.Tool.Predictions;

namespace Compiled.Tool.Formats;

/// <summary>Networks out of files: the declaration, which is compiled, and the parameters.</summary>
internal static class ModelLoader
{
    /// <summary>Compiles the network that a file is of, and reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The declaration, where the user gives one.</param>
    /// <param name="className">Which class of it, or how it is to be called.</param>
    /// <param name="choices">What the user says of the file.</param>
    /// <param name="cancellation">Stops between the stages.</param>
    public static DynamicNetwork Load(string path, string? topology, string? className, ReadChoices choices, CancellationToken cancellation)
    {
        var (format, type) = Compile(path, topology, className, choices, cancellation);
        return format.Load(type, path, choices, cancellation);
    }

    /// <summary>The same of a file that may be of an ensemble, all of whose members are read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The declaration, where the user gives one.</param>
    /// <param name="className">Which class of it, or how it is to be called.</param>
    /// <param name="choices">What the user says of the file.</param>
    /// <param name="cancellation">Stops between the stages.</param>
    public static PredictionModel LoadModel(string path, string? topology, string? className, ReadChoices choices, CancellationToken cancellation)
    {
        var (format, type) = Compile(path, topology, className, choices, cancellation);
        return format is EnsembleFormat ? EnsembleFormat.LoadAll(type, path) : PredictionModel.Of(format.Load(type, path, choices, cancellation));
    }

    private static (ModelFormat Format, DynamicNetworkType Type) Compile(string path, string? topology, string? className, ReadChoices choices, CancellationToken cancellation)
    {
        var format = ModelFormat.OfInput(path);
        if (topology is null && className is not null)
            throw new UsageException("--class chooses a class from the file given with --topology, which is missing: give both or neither.");
        format.Check(path);
        var ofFile = topology is null ? format.ReadDeclaration(path, choices) : null;
        var declaration = topology is null ? ofFile : TopologySource.Read(topology, className);
        if (declaration is null)
            throw new ToolException($"'{path}' does not contain its network's declaration: give it with --topology, as attributes or as a .cs file with them.");
        return (format, NetworkCompiler.Compile(declaration, cancellation));
    }
}
