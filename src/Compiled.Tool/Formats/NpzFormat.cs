using Compiled.Arrays;
using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>.npz: NumPy's arrays, named as the tensors are; nothing in it says what network they are of, and names of features and classes have no place in it.</summary>
internal sealed class NpzFormat : ModelFormat
{
    /// <inheritdoc/>
    public override string Extension => ".npz";

    /// <inheritdoc/>
    protected override FileKind Kind => FileKind.Npz;

    /// <inheritdoc/>
    public override void Check(string path)
    {
        InputFiles.Check(path);
        new NpzArchive(path).Dispose();
    }

    /// <inheritdoc/>
    public override FileDescription Describe(string path, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        using var archive = new NpzArchive(path);
        return new("npz", [.. archive.Names.Select(name => archive.Read(name, (header, stream) => Describe(name, header, stream, cancellation)))]);
    }

    /// <summary>One array of a file of its own, .npy.</summary>
    public static FileDescription DescribeArray(string path, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        using var stream = ModelFiles.Open(path);
        FileBeginning.Check(stream, FileKind.Npy, path);
        try
        {
            return new("npy", [Describe(Path.GetFileNameWithoutExtension(path), NpyHeader.Read(stream), stream, cancellation)]);
        }
        catch (FormatException exception)
        {
            throw new ModelFileException(path, $"The array cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override NetworkDeclaration? ReadDeclaration(string path, ReadChoices choices)
    {
        InputFiles.Check(path);
        return null;
    }

    /// <inheritdoc/>
    public override ParameterStore ReadParameters(Topology topology, string path, ReadChoices choices, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        var parameters = UncompiledNetwork.CreateParameters(topology);
        using var archive = new NpzArchive(path);
        var tensors = Expected(NetworkTensor.Of(topology, parameters), archive);
        var names = Resolve(topology, archive, choices, path);
        List<(NetworkTensor Tensor, float[] Values)> read = [];
        List<string> problems = [.. Missing(tensors, names, topology)];
        foreach (var (tensor, name) in tensors.Where(tensor => names.ContainsKey(tensor.Name)).Select(tensor => (tensor, names[tensor.Name])))
        {
            var (problem, values) = archive.Read(name, (header, stream) =>
                Difference(tensor, name, header) is { } difference ? (difference, []) : ((string?)null, NpyArray.ReadFloats(stream, header, cancellation)));
            if (problem is not null)
                problems.Add(problem);
            else if (Unfit(tensor, values) is { } unfit)
                problems.Add(unfit);
            read.Add((tensor, values));
        }

        if (problems.Count > 0)
            throw new ModelFileException(path, $"The arrays do not fit {topology.Name}", problems);
        foreach (var (tensor, values) in read)
            tensor.CopyFrom(values);
        return parameters;
    }

    /// <inheritdoc/>
    public override void Save(Topology topology, ParameterStore parameters, string path)
    {
        // The blocks that standardise and were not fitted or set.
        var unfitted = parameters.Layout.Statistics.Where(block => !block.IsNorm && parameters.State[block.FlagOffset] == 0).Select(static block => block.Name).ToList();
        var arrays = NetworkTensor.Of(topology, parameters).Where(tensor => !(IsScaling(tensor) && unfitted.Contains(tensor.Block))).Select(static tensor =>
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            return (tensor.Name, tensor.Shape, values);
        });
        AtomicFile.Write(path, stream => NpzArchive.Write(stream, arrays));
    }

    /// <summary>The tensors that the file must hold: all, but for scaling that was not fitted when it was saved.</summary>
    private static List<NetworkTensor> Expected(IReadOnlyList<NetworkTensor> tensors, NpzArchive archive) =>
        [.. tensors.Where(tensor => !IsScaling(tensor) || archive.Names.Any(name => name.StartsWith(tensor.Name[..(tensor.Name.LastIndexOf('.') + 1)], StringComparison.Ordinal)))];

    private static bool IsScaling(NetworkTensor tensor) => tensor.Kind is NetworkTensorKind.InputScaling or NetworkTensorKind.TargetScaling;

    /// <summary>The name in the file of each tensor that is in it, by the network's name; what is in no network keeps its own.</summary>
    private static Dictionary<string, string> Resolve(Topology topology, NpzArchive archive, ReadChoices choices, string path)
    {
        // The figures of Standardize and of StandardizeTargets are this library's, under names of its own.
        var scaling = archive.Names.Where(static name => name.StartsWith("standardize", StringComparison.Ordinal)).ToList();
        var shapes = archive.Names.Except(scaling).Select(name => archive.Read(name, (header, _) => new NamedShape(name, header.Shape))).ToList();
        var names = TensorNames.Resolve(shapes, TensorTable.Of(topology), choices.Names, isExact: scaling.Count > 0 && choices.Names is null, path);
        return names.Select(static pair => (File: pair.Key, Network: pair.Value)).Concat(scaling.Select(static name => (File: name, Network: name)))
            .ToDictionary(static pair => pair.Network, static pair => pair.File, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Missing(List<NetworkTensor> tensors, Dictionary<string, string> names, Topology topology)
    {
        var table = TensorTable.Of(topology);
        foreach (var tensor in tensors.Where(tensor => !names.ContainsKey(tensor.Name)))
            yield return $"The array '{tensor.Name}' of {Shape(tensor)} is missing.";
        foreach (var name in names.Where(pair => tensors.TrueForAll(tensor => tensor.Name != pair.Key) && !table.IsCounter(pair.Key)).Select(static pair => pair.Value))
            yield return $"The array '{name}' is in the file but not in the network.";
    }

    private static string? Difference(NetworkTensor tensor, string name, NpyHeader header)
    {
        if (!header.Shape.SequenceEqual(tensor.Shape.Select(static size => (long)size)))
            return $"The array '{name}' is of {Terminal.Figures.Shape(header.Shape)} in the file, but {(name == tensor.Name ? "" : $"'{tensor.Name}' is ")}of {Shape(tensor)} in the network.";
        return header.Type is { IsFloat: true } ? null : $"The array '{name}' is of type '{header.Description}', but weights must be float16, float32 or float64.";
    }

    /// <summary>The first value that the tensor cannot have.</summary>
    private static string? Unfit(NetworkTensor tensor, float[] values)
    {
        var isFactor = IsScaling(tensor) && !tensor.Name.EndsWith(".means", StringComparison.Ordinal);
        var isVariance = tensor.Name.EndsWith(".running_var", StringComparison.Ordinal);
        for (var index = 0; index < values.Length; index++)
        {
            var expected = !float.IsFinite(values[index]) ? "finite" : isFactor && values[index] <= 0 ? "above 0" : isVariance && values[index] < 0 ? "not negative" : null;
            if (expected is not null)
                return $"The array '{tensor.Name}' has {Terminal.Figures.Exact(values[index])} at index {Terminal.Figures.Digits(index)}, but must be {expected}.";
        }

        return null;
    }

    private static string Shape(NetworkTensor tensor) => Terminal.Figures.Shape(tensor.Shape.Select(static size => (long)size));

    private static TensorDescription Describe(string name, NpyHeader header, Stream stream, CancellationToken cancellation)
    {
        var statistics = header.Type is null ? null : new TensorStatistics();
        NpyArray.ForEach(stream, header, values => statistics!.Add(values), cancellation);
        return new(name, header.Type?.Name ?? header.Description, header.Shape, header.DataLength, statistics);
    }
}
