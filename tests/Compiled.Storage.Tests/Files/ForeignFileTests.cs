using Compiled.Storage;
using Compiled.Tests.Portable;
using Compiled.Tests.Safetensor;

namespace Compiled.Tests.Files;

/// <summary>Files that are something else are named as what they are, with the way out, by every reader.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compiled-foreign-");

    public static TheoryData<string> Names => [.. Beginnings.All.Keys];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Safetensors_name_it(string name)
    {
        var (path, title, remedy) = Write(name);
        if (name == "safetensors")
            return;
        string[] fragments = [$"This is {title}", "not a safetensors file", remedy];
        Says(Assert.Throws<ModelFileException>(() => ClassicNet.Load(path)), path, fragments);
        Says(Assert.Throws<ModelFileException>(() => new ClassicNet().LoadParameters(path)), path, fragments);
        Says(Assert.Throws<ModelFileException>(() => Safetensors.ReadHeader(path)), path, fragments);
        _ = SafetensorsFile.Rejects<ClassicNet>(File.ReadAllBytes(path), fragments);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_of_weights_name_it(string name)
    {
        var (path, title, remedy) = Write(name);
        if (name is "weights" or "answer")
            return;
        string[] fragments = [$"This is {title}", "not a .weights file", remedy];
        Says(Assert.Throws<ModelFileException>(() => WeightsFile.Load<ClassicNet>(path)), path, fragments);
        Says(Assert.Throws<ModelFileException>(() => WeightsFile.Describe(path)), path, fragments);
        // As the compiler has it: text, in which other bytes are replaced.
        using var reader = new StreamReader(path);
        Says(Assert.Throws<ModelFileException>(() => WeightsFile.Read<ClassicNet>(reader)), null, fragments);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Checkpoints_name_it(string name)
    {
        var (path, title, remedy) = Write(name);
        if (name == "checkpoint")
            return;
        var trainer = new ClassicNet().CreateTrainer(new Adam());
        string[] fragments = [$"This is {title}", "not a checkpoint", remedy];
        Says(Assert.Throws<ModelFileException>(() => trainer.Resume(path)), path, fragments);
        using var stream = new TrickleStream(File.ReadAllBytes(path));
        Says(Assert.Throws<ModelFileException>(() => trainer.Resume(stream)), null, fragments);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tables_are_any_text_and_nothing_else(string name)
    {
        var (path, title, _) = Write(name);
        using var stream = ModelFiles.Open(path);
        var refusal = FileBeginning.TableRefusal(stream);
        Assert.Equal(0, stream.Position);
        if (name is "csv" or "answer" or "empty")
            Assert.Null(refusal);
        else
            Assert.StartsWith($"This is {title}", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a folder", "give the path of a file in it")]
    [InlineData("a pipe", "only ordinary files are supported")]
    [InlineData("a link to a pipe", "is a pipe")]
    [InlineData("a device", "only ordinary files are supported")]
    [InlineData("a socket", "only ordinary files are supported")]
    public async Task What_is_not_an_ordinary_file_is_named_and_never_opened(string kind, string expected)
    {
        if (OperatingSystem.IsWindows() && kind != "a folder")
            Assert.Skip("Windows has no such files.");
        var path = Path.Combine(_folder.FullName, "model.safetensors");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        switch (kind)
        {
            case "a folder":
                Directory.CreateDirectory(path);
                break;
            case "a pipe":
                MakePipe(path);
                break;
            case "a link to a pipe":
                MakePipe(path + ".pipe");
                File.CreateSymbolicLink(path, path + ".pipe");
                break;
            case "a device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            default:
                socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
                break;
        }

        // An open of a pipe would wait for whoever writes to it: for ever.
        var reads = Task.Run(() =>
        {
            foreach (var exception in new[]
            {
                Assert.ThrowsAny<IOException>(() => ClassicNet.Load(path)), Assert.ThrowsAny<IOException>(() => WeightsFile.Load<ClassicNet>(path)),
                Assert.ThrowsAny<IOException>(() => new ClassicNet().CreateTrainer(new Adam()).Resume(path)),
            })
            {
                Assert.Contains($"'{path}' is", exception.Message, StringComparison.Ordinal);
                Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
            }
        }, TestContext.Current.CancellationToken);
        await reads.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_link_to_a_file_is_read_and_one_to_nothing_is_not_there()
    {
        var path = Path.Combine(_folder.FullName, "net.safetensors");
        new ClassicNet(seed: 3).Save(path);
        File.CreateSymbolicLink(path + ".link", path);
        Assert.Equal(new ClassicNet(seed: 3).Dense0.Weights[1, 1], ClassicNet.Load(path + ".link").Dense0.Weights[1, 1]);
        File.CreateSymbolicLink(path + ".nowhere", path + ".gone");
        Assert.Throws<FileNotFoundException>(() => ClassicNet.Load(path + ".nowhere"));
    }

    /// <summary>As /dev/stdin leads to what a shell has put there.</summary>
    [Fact]
    public void What_a_process_has_open_without_a_name_is_named()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux shows what a process has open as links.");
            return;
        }

        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        foreach (var (handle, title) in (ReadOnlySpan<(nint, string)>)[(pipe.SafePipeHandle.DangerousGetHandle(), "a pipe"), (socket.Handle, "a socket")])
        {
            var path = FormattableString.Invariant($"/proc/self/fd/{handle}");
            Assert.Equal(
                $"'{path}' is {title}, but only ordinary files are supported: write its contents to a file first.", Assert.Throws<IOException>(() => ClassicNet.Load(path)).Message);
        }
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_where_it_is_and_the_stream_stays()
    {
        using var stream = new MemoryStream([1, .. "SQLite format 3\0"u8, .. new byte[40]]) { Position = 1 };
        FileBeginning.Check(new MemoryStream([.. "CMPCHKPT"u8, 1, 0, 0, 0]), FileKind.Checkpoint, "a");
        var exception = Assert.Throws<ModelFileException>(() => FileBeginning.Check(stream, FileKind.Safetensors, "model.bin"));
        Says(exception, "model.bin", ["This is an SQLite database, not a safetensors file: export its table as CSV."]);
        Assert.Equal(1, stream.Position);
    }

    private static void MakePipe(string path)
    {
        using var process = System.Diagnostics.Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static void Says(ModelFileException exception, string? fileName, string[] fragments)
    {
        Assert.Equal(fileName, exception.FileName);
        foreach (var fragment in fragments)
            Assert.Contains(fragment, exception.Message, StringComparison.Ordinal);
    }

    private (string Path, string Title, string Remedy) Write(string name)
    {
        var (bytes, title, remedy) = Beginnings.All[name];
        var path = Path.Combine(_folder.FullName, "model.bin");
        File.WriteAllBytes(path, bytes);
        return (path, title, remedy);
    }
}
