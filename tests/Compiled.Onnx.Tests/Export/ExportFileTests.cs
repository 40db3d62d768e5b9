using Compiled.Tests.Portable;

namespace Compiled.Tests.Export;

/// <summary>Files and streams that models are written to.</summary>
public sealed class ExportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-onnx-").FullName;

    private string Target => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_what_goes_to_a_stream_and_nothing_lies_beside_it()
    {
        var network = PortableNetworks.Drawn<EverythingNet>(1);
        File.WriteAllText(Target, "an old file that is longer than nothing");
        OnnxModel.Export(network, Target);
        Assert.Equal(ExportedModel.Bytes(network), File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_has_the_options_of_a_stream()
    {
        var (network, names) = (PortableNetworks.Drawn<ClassicNet>(1), new OnnxExportOptions { InputName = "pixels" });
        OnnxModel.Export(network, Target, names);
        using var stream = new MemoryStream();
        OnnxModel.Export(network, stream, names);
        Assert.Equal(stream.ToArray(), File.ReadAllBytes(Target));
        OnnxModel.Export(ClassicNet.Topology, NetworkTensor.Of(network), Target, names);
        Assert.Equal(stream.ToArray(), File.ReadAllBytes(Target));
        OnnxModel.Export(ClassicNet.Topology, NetworkTensor.Of(network), Target);
        Assert.Equal(ExportedModel.Bytes(network), File.ReadAllBytes(Target));

        var small = new OnnxReadOptions { MaxBytes = 8 };
        var read = new ClassicNet();
        Assert.Throws<ModelFileException>(() => OnnxModel.ImportInto(read, Target, small));
        stream.Position = 0;
        Assert.Throws<ModelFileException>(() => OnnxModel.ImportInto(read, stream, small));
        OnnxModel.ImportInto(read, Target);
        Assert.Equal(network.Dense0.Biases[0], read.Dense0.Biases[0]);
    }

    [Fact]
    public void What_cannot_be_exported_leaves_the_old_file()
    {
        OnnxModel.Export(new ClassicNet(), Target);
        var old = File.ReadAllBytes(Target);
        Assert.Throws<NotSupportedException>(() => OnnxModel.Export(new OwnActivationNet(), Target));
        var broken = new ClassicNet();
        broken.Dense0.Biases[0] = float.NaN;
        Assert.Throws<ArgumentException>(() => OnnxModel.Export(broken, Target));
        Assert.Equal(old, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_worded_error()
    {
        var path = Path.Combine(_folder, "missing", "model.onnx");
        Assert.Contains($"'{path}' could not be written", Assert.Throws<IOException>(() => OnnxModel.Export(new ClassicNet(), path)).Message);
    }

    [Fact]
    public void Writers_of_one_file_leave_one_of_their_models()
    {
        var networks = Enumerable.Range(0, 4).Select(static seed => PortableNetworks.Drawn<ClassicNet>(seed)).ToArray();
        Parallel.For(0, 40, index => OnnxModel.Export(networks[index % 4], Target));
        Assert.Contains(File.ReadAllBytes(Target), networks.Select(static network => ExportedModel.Bytes(network)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_stream_is_written_where_it_stands_and_stays_open()
    {
        var network = new ClassicNet();
        using var stream = new MemoryStream();
        stream.WriteByte(7);
        OnnxModel.Export(network, stream);
        stream.WriteByte(9);
        Assert.Equal([7, .. ExportedModel.Bytes(network), 9], stream.ToArray());
    }

    [Fact]
    public void The_parts_of_a_network_give_the_same_bytes_as_the_network()
    {
        var network = PortableNetworks.Drawn<EverythingNet>(1);
        OnnxModel.Export(EverythingNet.Topology, NetworkTensor.Of(network), Target);
        Assert.Equal(ExportedModel.Bytes(network), File.ReadAllBytes(Target));
    }
}
