using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>Networks out of files: the declaration and the parameters. Everything that can be wrong with a file is found before anything is compiled for it.</summary>
internal static class ModelLoader
{
    /// <summary>Reads a file and compiles the network that it is of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The declaration, where the user gives one.</param>
    /// <param name="className">Which class of it, or how it is to be called.</param>
    /// <param name="choices">What the user says of the file.</param>
    /// <param name="context">Hears of the compilation, and stops between the stages.</param>
    public static DynamicNetwork Load(string path, string? topology, string? className, ReadChoices choices, ToolContext context) =>
        Read(path, topology, className, choices, context.Cancellation).Compile(context);

    /// <summary>Reads a file of one network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The declaration, where the user gives one.</param>
    /// <param name="className">Which class of it, or how it is to be called.</param>
    /// <param name="choices">What the user says of the file.</param>
    /// <param name="cancellation">Stops between the stages.</param>
    public static ModelFile Read(string path, string? topology, string? className, ReadChoices choices, CancellationToken cancellation)
    {
        var (format, declaration) = Open(path, topology, className, choices);
        var shape = NetworkCompiler.Outline(declaration, cancellation).Topology;
        return new(path, declaration, shape, [format.ReadParameters(shape, path, choices, cancellation)]);
    }

    /// <summary>The same of a file that may be of an ensemble, all of whose members are read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="topology">The declaration, where the user gives one.</param>
    /// <param name="className">Which class of it, or how it is to be called.</param>
    /// <param name="choices">What the user says of the file.</param>
    /// <param name="cancellation">Stops between the stages.</param>
    public static ModelFile ReadAll(string path, string? topology, string? className, ReadChoices choices, CancellationToken cancellation)
    {
        var (format, declaration) = Open(path, topology, className, choices);
        var shape = NetworkCompiler.Outline(declaration, cancellation).Topology;
        IReadOnlyList<ParameterStore> members = format is EnsembleFormat ? EnsembleFormat.ReadAll(shape, path, cancellation) : [format.ReadParameters(shape, path, choices, cancellation)];
        return new(path, declaration, shape, members) { IsEnsemble = format is EnsembleFormat };
    }

    private static (ModelFormat Format, NetworkDeclaration Declaration) Open(string path, string? topology, string? className, ReadChoices choices)
    {
        var format = ModelFormat.OfInput(path);
        if (topology is null && className is not null)
            throw new UsageException("--class chooses a class from the file given with --topology, which is missing: give both or neither.");
        format.Check(path);
        var declaration = topology is null ? format.ReadDeclaration(path, choices) : TopologySource.Read(topology, className);
        return declaration is null
            ? throw new ToolException($"'{path}' does not contain its network's declaration: give it with --topology, as attributes or as a .cs file with them.")
            : (format, declaration);
    }
}
