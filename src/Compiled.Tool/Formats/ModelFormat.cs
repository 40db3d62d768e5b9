using Compiled.Arrays;
using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>A kind of file that networks travel in.</summary>
internal abstract class ModelFormat
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ModelFormat> All { get; } = [new SafetensorsFormat(), new OnnxFormat(), new WeightsFormat(), new NpzFormat(), new EnsembleFormat()];

    /// <summary>How names of such files end, in lower case.</summary>
    public abstract string Extension { get; }

    /// <summary>The kind of a file, by its name.</summary>
    /// <exception cref="ToolException">The name ends in no known way.</exception>
    public static ModelFormat Of(string path)
    {
        var extension = Path.GetExtension(Training.InterruptedRun.Original(path));
        return All.FirstOrDefault(format => format.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))
            ?? throw new ToolException($"'{path}' ends in '{extension}', but the supported extensions are {string.Join(", ", All.Select(static format => format.Extension))}: rename the file.");
    }

    /// <summary>The kind of a file that is read: where the name does not tell it, the message says what the file is.</summary>
    /// <exception cref="ToolException">The name ends in no known way.</exception>
    /// <exception cref="IOException">It is a folder, a pipe, a device or a socket.</exception>
    public static ModelFormat OfInput(string path)
    {
        ModelFiles.CheckOrdinary(path);
        var extension = Path.GetExtension(Training.InterruptedRun.Original(path));
        if (!All.Any(format => format.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)) && InputFiles.KindOf(path) is { } kind && kind != FileKind.Text)
            throw new ToolException($"'{path}' is {kind.Title}: {kind.Remedy}.");
        return Of(path);
    }

    /// <summary>What a file holds, with the statistics of every tensor; values that are not finite are counted, not refused.</summary>
    public abstract FileDescription Describe(string path, CancellationToken cancellation);

    /// <summary>Whether a file is of this kind, as far as its first bytes and its index tell: asked before a network is compiled for it.</summary>
    /// <exception cref="ModelFileException">It is not.</exception>
    public virtual void Check(string path)
    {
        InputFiles.Check(path);
        using var stream = ModelFiles.Open(path);
        FileBeginning.Check(stream, Kind, path);
    }

    /// <summary>What such a file is by its first bytes.</summary>
    protected abstract FileKind Kind { get; }

    /// <summary>The declaration that a file says, or null where it says none.</summary>
    public abstract NetworkDeclaration? ReadDeclaration(string path, ReadChoices choices);

    /// <summary>A file's parameters, statistics and names as those of a network of a topology: everything that can be wrong with the file is found, and nothing is compiled.</summary>
    /// <exception cref="ModelFileException">The file is damaged or of another network.</exception>
    public abstract ParameterStore ReadParameters(Topology topology, string path, ReadChoices choices, CancellationToken cancellation);

    /// <summary>Writes a network to a file: the whole file or none.</summary>
    public void Save(DynamicNetwork network, string path) => Save(network.Topology, network.Accept(new StoreReader()), path);

    /// <summary>The same of a network that was not compiled.</summary>
    public abstract void Save(Topology topology, ParameterStore parameters, string path);

    /// <summary>Statistics of floats that are in memory.</summary>
    protected static TensorDescription DescribeFloats(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        var statistics = new TensorStatistics();
        var doubles = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
            doubles[index] = values[index];
        statistics.Add(doubles);
        return new(name, ElementType.Single.Name, [.. shape.Select(static size => (long)size)], values.Length * sizeof(float), statistics);
    }

    private sealed class StoreReader : INetworkVisitor<ParameterStore>
    {
        public ParameterStore Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => network.Parameters;
    }
}
