using Compiled.Storage;

namespace Compiled.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Target => Path.Combine(_folder, "a[b]*.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_made_and_written_over()
    {
        AtomicFile.Write(Target, static stream => stream.Write([1, 2, 3]));
        AtomicFile.Write(Target, static stream => stream.WriteByte(4));
        Assert.Equal([4], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Permissions_and_links_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has neither as Unix does.");
            return;
        }

        var link = Path.Combine(_folder, "link.bin");
        AtomicFile.Write(Target, static stream => stream.WriteByte(1));
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, Target);
        AtomicFile.Write(link, static stream => stream.WriteByte(2));
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal(Target, new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Any_exception_while_it_is_written_leaves_the_old_file_and_no_other()
    {
        AtomicFile.Write(Target, static stream => stream.WriteByte(1));
        Assert.Throws<NotSupportedException>(() => AtomicFile.Write(Target, static stream =>
        {
            stream.WriteByte(2);
            throw new NotSupportedException();
        }));
        Assert.Equal([1], File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Only_old_leftovers_of_the_same_target_that_nobody_holds_are_removed()
    {
        var (old, young, held) = (Leftover("a[b]*.bin", 2), Leftover("a[b]*.bin", 0.5), Leftover("a[b]*.bin", 2));
        string[] others =
        [
            Leftover("b.bin", 2), Named(".a[b]*.bin.tmp"), Named(".a[b]*.bin.x.tmp"), Named("a[b]*.bin." + Guid.NewGuid().ToString("N") + ".tmp"), Named(".a[b]*.bin." + Guid.NewGuid().ToString("N")),
        ];
        using (new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.Delete))
            AtomicFile.Write(Target, static stream => stream.WriteByte(1));
        Assert.False(File.Exists(old));
        Assert.Equal([.. others.Append(young).Append(held).Append(Target).Order()], Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public void A_name_without_a_folder_and_a_length_that_no_file_has_are_told()
    {
        var root = Path.GetPathRoot(_folder)!;
        Assert.Equal($"'{root}' is not a valid file name: give the name of a file in a folder.", Assert.Throws<IOException>(() => AtomicFile.Write(root, static _ => { })).Message);
        AtomicFile.Write(Target, static stream => stream.WriteByte(1));
        // As a stream says it of a limit of the file system or of the process.
        var message = Assert.Throws<IOException>(() => AtomicFile.Write(Target, static _ => throw new ArgumentOutOfRangeException("value", "It is too long."))).Message;
        Assert.StartsWith($"'{Target}' could not be written: It is too long.", message, StringComparison.Ordinal);
        Assert.EndsWith(" The old file is unchanged. Free up disk space, or choose a writable folder.", message, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(Target));
        Assert.Throws<ArgumentOutOfRangeException>("other", () => AtomicFile.Write(Target, static _ => throw new ArgumentOutOfRangeException("other")));
    }

    [Fact]
    public void A_folder_is_tried_before_the_work()
    {
        FolderProbe.Check(Target);
        Assert.Empty(Directory.GetFiles(_folder));
        var missing = Path.Combine(_folder, "none", "a.bin");
        Assert.Contains($"the folder '{Path.Combine(_folder, "none")}' does not exist", Assert.Throws<IOException>(() => FolderProbe.Check(missing)).Message, StringComparison.Ordinal);
        Assert.Equal($"'{_folder}' is a folder: give the path of a file.", Assert.Throws<IOException>(() => FolderProbe.Check(_folder)).Message);
        var root = Path.GetPathRoot(_folder)!;
        Assert.Equal($"'{root}' is not a valid file name: give the name of a file in a folder.", Assert.Throws<IOException>(() => FolderProbe.Check(root)).Message);
    }

    [Fact]
    public void Several_threads_write_whole_files()
    {
        AtomicFile.Write(Target, static stream => stream.Write(new byte[5000]));
        Parallel.For(0, 60, number =>
        {
            var contents = new byte[5000];
            Array.Fill(contents, (byte)number);
            AtomicFile.Write(Target, stream => stream.Write(contents));
            Assert.Single(File.ReadAllBytes(Target).Distinct());
        });
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    private string Leftover(string target, double minutes) => Named($".{target}.{Guid.NewGuid():N}.tmp", minutes);

    private string Named(string name, double minutes = 2)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, [9]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-minutes));
        return path;
    }
}
