using Compiled.Dynamic;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>.weights: the text files that the compiler takes into the binary.</summary>
internal sealed class WeightsFormat : ModelFormat
{
    /// <summary>With the names of the most inputs and classes that a network has.</summary>
    private const int LongestHeader = 64 << 20;

    /// <inheritdoc/>
    public override string Extension => WeightsHeader.Extension;

    /// <inheritdoc/>
    protected override FileKind Kind => FileKind.Weights;

    /// <inheritdoc/>
    public override FileDescription Describe(string path, CancellationToken cancellation)
    {
        InputFiles.Check(path);
        using var stream = ModelFiles.Open(path);
        using var reader = new StreamReader(stream);
        try
        {
            var lines = new WeightsLines(reader);
            var header = WeightsHeader.Read(lines);
            // Memory is bounded by what the header says: 6 characters or fewer for each value, and the header's own.
            if (stream.Length > (long)LongestHeader + (8L * header.Values))
                throw new FormatException("the file is longer than its header says: it is damaged; save the network again");
            var bytes = Convert.FromBase64String(reader.ReadToEnd());
            if (bytes.Length != sizeof(float) * header.Values || WeightsData.Checksum(bytes) != header.Checksum)
                throw new FormatException("the data do not match the header: the file is damaged; save the network again");

            var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes);
            List<TensorDescription> tensors = [];
            foreach (var text in header.Tensors)
            {
                var (name, shape, length) = WeightsHeader.Tensor(text);
                tensors.Add(DescribeFloats(name, shape, values[..(int)length]));
                values = values[(int)length..];
            }

            return new("weights (text)", tensors)
            {
                Network = header.Network,
                Declaration = string.Join('\n', header.Declaration),
                Classes = header.Classes,
                Features = header.Features,
                Encoder = header.Encoder,
            };
        }
        catch (FormatException exception) when (exception is not ModelFileException)
        {
            throw new ModelFileException(path, char.ToUpperInvariant(exception.Message[0]) + exception.Message[1..].TrimEnd('.') + ".", exception);
        }
    }

    /// <inheritdoc/>
    public override NetworkDeclaration ReadDeclaration(string path, ReadChoices choices)
    {
        InputFiles.Check(path);
        var description = WeightsFile.Describe(path);
        return new FileDescription("", []) { Network = description.Network, Declaration = description.Declaration, Classes = description.Classes, Features = description.Features }.ToDeclaration()!;
    }

    /// <inheritdoc/>
    public override ParameterStore ReadParameters(Topology topology, string path, ReadChoices choices, CancellationToken cancellation)
    {
        var parameters = UncompiledNetwork.CreateParameters(topology);
        WeightsFile.LoadParameters(topology, parameters, path);
        return parameters;
    }

    /// <inheritdoc/>
    public override void Save(Topology topology, ParameterStore parameters, string path) => WeightsFile.Save(topology, parameters, path);
}
