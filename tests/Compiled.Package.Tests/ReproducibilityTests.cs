using System.IO.Compression;
using System.Security.Cryptography;

namespace Compiled.Package.Tests;

/// <summary>The package is the same, byte for byte, from another folder and whether or not a CI server built it.</summary>
public sealed class ReproducibilityTests(PackedPackage package)
{
    [Fact]
    public void Another_folder_and_the_other_setting_of_CI_give_the_same_package()
    {
        Assert.SkipWhen(Tool.Configuration != "Release", "Debug builds keep their paths, for debuggers.");
        Assert.SkipUnless(Tool.Find("git", "git.exe") is not null && Path.Exists(Path.Combine(Tool.Repository, ".git")), "The commit is part of the package, and there is no Git.");
        var commit = Tool.Run(Tool.Repository, "git", "rev-parse", "HEAD").Succeeded().Trim();
        var library = Path.Combine(Tool.Repository, "src/Compiled/bin/Release/net10.0/Compiled.dll");
        var built = System.Diagnostics.FileVersionInfo.GetVersionInfo(library).ProductVersion!;
        Assert.SkipUnless(built.EndsWith(commit, StringComparison.Ordinal), "The library was built from another commit.");
        Assert.SkipUnless(Tool.Run(Tool.Repository, "git", "status", "--porcelain", "src", "generator").Succeeded().Trim().Length == 0, "There are changes since the commit.");

        var clone = Path.Combine(package.Folder, "another folder", "clone");
        _ = Tool.Run(package.Folder, "git", "clone", "--quiet", "--shared", Tool.Repository, clone).Succeeded();
        // Where the sources are is part of the symbols.
        var remote = Tool.Run(Tool.Repository, "git", "remote", "get-url", "origin");
        string[] change = remote.ExitCode == 0 ? ["remote", "set-url", "origin", remote.Output.Trim()] : ["remote", "remove", "origin"];
        _ = Tool.Run(clone, "git", change).Succeeded();

        var isCI = Environment.GetEnvironmentVariable("CI") == "true";
        string[] other = [$"-p:CI={(isCI ? "false" : "true")}"];
        _ = Tool.Dotnet(clone, ["build", "src/Compiled", "-c", "Release", .. other]).Succeeded();
        var folder = Path.Combine(package.Folder, "from another folder");
        string[] pack = ["pack", "src/Compiled", "-c", "Release", "--no-build", "-o", folder, $"-p:Version={package.Version}", "-p:EnablePackageValidation=false", .. other];
        _ = Tool.Dotnet(clone, pack).Succeeded();

        foreach (var file in Directory.GetFiles(folder))
            Assert.Equal(Contents(Path.Combine(package.Feed, Path.GetFileName(file))), Contents(file));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    /// <summary>The hash of the file, and of what is in it, so that a failure names the part.</summary>
    private static IEnumerable<string> Contents(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        return [.. archive.Entries.Select(static entry => $"{entry.FullName} {Hash(entry)}"), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))];
    }

    private static string Hash(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
