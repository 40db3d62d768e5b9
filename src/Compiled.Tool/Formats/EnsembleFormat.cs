using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;
using Compiled.Tool.Predictions;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Formats;

/// <summary>.ensemble: several networks of one class in one file, each as safetensors.</summary>
internal sealed class EnsembleFormat : ModelFormat
{
    /// <summary>How names of such files end.</summary>
    public const string FileExtension = ".ensemble";

    /// <inheritdoc/>
    public override string Extension => FileExtension;

    /// <summary>That of its members: its own beginning is known to this format alone.</summary>
    protected override FileKind Kind => FileKind.Safetensors;

    /// <inheritdoc/>
    public override void Check(string path) => _ = ReadMembers(path, 1);

    /// <inheritdoc/>
    public override FileDescription Describe(string path, CancellationToken cancellation)
    {
        var (rule, members) = ReadMembers(path, int.MaxValue);
        List<FileDescription> described = [];
        foreach (var bytes in members)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stream = new MemoryStream(bytes);
            described.Add(Member(path, described.Count, () => SafetensorsFormat.Describe(stream, cancellation)));
        }

        return described[0] with
        {
            Format = "ensemble",
            Tensors = [.. described.SelectMany(static member => member.Tensors)],
            Members = described,
            Metadata = [("members", $"{Figures.Digits(members.Count)}, which answer together by their {rule.ToString().ToLowerInvariant()}")],
        };
    }

    /// <inheritdoc/>
    public override NetworkDeclaration? ReadDeclaration(string path, ReadChoices choices)
    {
        using var stream = new MemoryStream(ReadMembers(path, 1).Members[0]);
        return Member(path, 0, () => SafetensorsFormat.Of(Safetensors.ReadHeader(stream))).ToDeclaration();
    }

    /// <summary>One of the members.</summary>
    public override ParameterStore ReadParameters(Topology topology, string path, ReadChoices choices, CancellationToken cancellation)
    {
        var members = ReadAll(topology, path, cancellation);
        if (choices.Member is not { } member)
        {
            throw new ToolException(
                $"'{path}' contains an ensemble of {Figures.Count(members.Count, "network")}, but this command takes one: choose it with --member, from 0 to {Figures.Digits(members.Count - 1)}.");
        }

        return member < members.Count ? members[member]
            : throw new ToolException($"--member is {Figures.Digits(member)}, but '{path}' has the members 0 to {Figures.Digits(members.Count - 1)}.");
    }

    /// <summary>The parameters of all members.</summary>
    public static IReadOnlyList<ParameterStore> ReadAll(Topology topology, string path, CancellationToken cancellation)
    {
        List<ParameterStore> stores = [];
        foreach (var bytes in ReadMembers(path, int.MaxValue).Members)
        {
            cancellation.ThrowIfCancellationRequested();
            var parameters = UncompiledNetwork.CreateParameters(topology);
            stores.Add(Member(path, stores.Count, () =>
            {
                Safetensors.ReadParameters(topology, parameters, bytes);
                return parameters;
            }));
        }

        return stores;
    }

    /// <summary>All members, which answer together.</summary>
    public static PredictionModel LoadAll(DynamicNetworkType type, string path)
    {
        InputFiles.Check(path);
        return type.Create().Accept(new Loader(type, path));
    }

    /// <inheritdoc/>
    public override void Save(Topology topology, ParameterStore parameters, string path) =>
        throw new ToolException($"'{path}' cannot be written from one network: an ensemble is written by 'compiled train --ensemble 8'. Give a name that ends in .safetensors, .onnx, .weights or .npz.");

    /// <summary>The safetensors of the first members.</summary>
    private static (EnsembleRule Rule, IReadOnlyList<byte[]> Members) ReadMembers(string path, int most)
    {
        InputFiles.Check(path);
        if (InputFiles.KindOf(path) is { } kind && kind != FileKind.Text)
            throw new ModelFileException(path, $"This is {kind.Title}, not an ensemble: {kind.Remedy}.");
        using var stream = ModelFiles.Open(path);
        var source = new ByteSource(stream, path);
        var (rule, count) = EnsembleFile.ReadHead(ref source, out var checksum, EnsembleFile.MostMembers);
        List<byte[]> members = [];
        // A member cannot be longer than the file.
        for (var index = 0; index < Math.Min(count, most); index++)
            members.Add(EnsembleFile.ReadMember(ref source, ref checksum, index, stream.Length));
        if (count <= most)
            EnsembleFile.ReadEnd(ref source, checksum);
        return ((EnsembleRule)rule, members);
    }

    private static T Member<T>(string path, int index, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ModelFileException exception)
        {
            throw new ModelFileException(path, $"Member {Figures.Digits(index)} of the ensemble: {exception.Message}", exception);
        }
    }

    private sealed class Loader(DynamicNetworkType type, string path) : INetworkVisitor<PredictionModel>
    {
        public PredictionModel Visit<TNetwork>(TNetwork network)
            where TNetwork : class, INetwork<TNetwork> => PredictionModel.Of(type, Ensemble<TNetwork>.Load(path));
    }
}
