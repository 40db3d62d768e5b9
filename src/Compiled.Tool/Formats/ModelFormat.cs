using Compiled.Dynamic;

namespace Compiled.Tool.Formats;

/// <summary>A kind of file that networks travel in.</summary>
internal abstract class ModelFormat
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ModelFormat> All { get; } = [new SafetensorsFormat(), new OnnxFormat(), new WeightsFormat(), new NpzFormat()];

    /// <summary>How names of such files end, in lower case.</summary>
    public abstract string Extension { get; }

    /// <summary>The kind of a file, by its name.</summary>
    /// <exception cref="ToolException">The name ends in no known way.</exception>
    public static ModelFormat Of(string path)
    {
        var extension = Path.GetExtension(Training.InterruptedRun.Original(path));
        return All.FirstOrDefault(format => format.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))
            ?? throw new ToolException($"'{path}' ends in '{extension}', but the format is told by {string.Join(", ", All.Select(static format => format.Extension))}: give the file one of these names.");
    }

    /// <summary>What a file holds, with the statistics of every tensor; values that are not finite are counted, not refused.</summary>
    public abstract FileDescription Describe(string path, CancellationToken cancellation);

    /// <summary>The declaration that a file says, or null where it says none.</summary>
    public abstract NetworkDeclaration? ReadDeclaration(string path);

    /// <summary>A network of a class with a file's parameters and statistics.</summary>
    /// <exception cref="ModelFileException">The file is damaged or of another network.</exception>
    public abstract DynamicNetwork Load(DynamicNetworkType type, string path, CancellationToken cancellation);

    /// <summary>Writes a network to a file: the whole file or none.</summary>
    public abstract void Save(DynamicNetwork network, string path);

    /// <summary>One wording for a file that is not there, whatever reads it.</summary>
    protected static void CheckExists(string path)
    {
        if (Directory.Exists(path))
            throw new ToolException($"'{path}' is a folder: give the path of a file.");
        if (!File.Exists(path))
            throw new ToolException(ErrorText.Missing(path));
    }

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
}
