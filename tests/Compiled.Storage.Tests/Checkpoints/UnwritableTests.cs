using Compiled.Checkpoints.Child;

namespace Compiled.Tests.Checkpoints;

/// <summary>Where nothing can be written, the error says so and the old file stands.</summary>
public sealed class UnwritableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File1 => Path.Combine(_folder, "run.checkpoint");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_no_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs the limits of a Unix shell.");
        var old = SaveOld();
        // Files of at most 16 blocks, 8 or 16 KB: writing more fails as on a full disk. (The signal would end the process, and is ignored.)
        string[] arguments = ["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh", Child.Host, .. Child.Arguments("once", File1)];
        var message = Child.Run("/bin/sh", arguments);
        Assert.StartsWith($"'{File1}' could not be written: ", message, StringComparison.Ordinal);
        Assert.EndsWith("The old file is unchanged. Free up disk space, or choose a writable folder.", message, StringComparison.Ordinal);
        Assert.Equal(old, File.ReadAllBytes(File1));
        Assert.Equal([File1], Directory.GetFiles(_folder));
        // The limit was it.
        Assert.Equal("saved", Child.Run(Child.Host, Child.Arguments("once", File1)));
    }

    [Fact]
    public void A_read_only_folder_leaves_the_old_file_and_no_other()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Needs the permissions of Unix.");
            return;
        }

        // The permissions of folders do not hold for root, who becomes nobody.
        const string SetPriv = "/usr/bin/setpriv";
        string[] prefix = Environment.IsPrivilegedProcess ? [SetPriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"] : ["/usr/bin/env"];
        Assert.SkipUnless(File.Exists(prefix[0]), $"{prefix[0]} is not there, without which root cannot try this.");
        var old = SaveOld();
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var message = Child.Run(prefix[0], [.. prefix[1..], Child.Host, .. Child.Arguments("once", File1)]);
        Assert.StartsWith($"'{File1}' could not be written: ", message, StringComparison.Ordinal);
        Assert.EndsWith("The old file is unchanged. Free up disk space, or choose a writable folder.", message, StringComparison.Ordinal);
        Assert.Equal(old, File.ReadAllBytes(File1));
        Assert.Equal([File1], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_is_missing_and_a_folder_of_that_name_are_told()
    {
        var trainer = ChildTraining.Create(new ChildNet(1));
        var missing = Path.Combine(_folder, "missing", "run.checkpoint");
        Assert.StartsWith($"'{missing}' could not be written: ", Assert.ThrowsAny<IOException>(() => trainer.SaveCheckpoint(missing)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(File1);
        Assert.StartsWith($"'{File1}' could not be written: ", Assert.ThrowsAny<IOException>(() => trainer.SaveCheckpoint(File1)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private byte[] SaveOld()
    {
        ChildTraining.Create(new ChildNet(1)).SaveCheckpoint(File1);
        return File.ReadAllBytes(File1);
    }
}
