using System.IO.Compression;
using System.Security.Cryptography;

namespace Compiled.Package.Tests;

/// <summary>Every package is the same, byte for byte, from another folder and whether or not a CI server built it.</summary>
public sealed class ReproducibilityTests(PackedPackage package)
{
    [Fact]
    public void Another_folder_and_the_other_setting_of_CI_give_the_same_packages()
    {
        GitClone.Require();
        var isCI = Environment.GetEnvironmentVariable("CI") == "true";
        var setting = $"CI={(isCI ? "true" : "false")}";
        var other = $"CI={(isCI ? "false" : "true")}";
        // The commit is part of the package. What was built here serves where it is that of the commit, in Release: Debug builds keep their paths, for debuggers.
        var first = IsBuiltFromCommit() ? null : new GitClone(Path.Combine(package.Folder, "one folder", "clone"));
        _ = first?.BuildPackages(setting);
        var clone = new GitClone(Path.Combine(package.Folder, "another folder", "clone"), first?.Folder, takesChanges: false);
        // Where the sources are is part of the symbols.
        var remote = Tool.Run(first?.Folder ?? Tool.Repository, "git", "remote", "get-url", "origin");
        string[] change = remote.ExitCode == 0 ? ["remote", "set-url", "origin", remote.Output.Trim()] : ["remote", "remove", "origin"];
        _ = clone.Git(change);
        var count = clone.BuildPackages(other);

        string[] properties = ["EnablePackageValidation=false", "Configuration=Release"];
        var here = package.PackAll("from here", first?.Folder, [.. properties, setting]);
        var there = package.PackAll("from another folder", clone.Folder, [.. properties, other]);
        Assert.Equal(here.Select(Path.GetFileName), there.Select(Path.GetFileName));
        // All but the templates have symbols.
        Assert.Equal((2 * count) + 1, there.Count);
        foreach (var (one, another) in here.Zip(there))
            Assert.Equal(Contents(one), Contents(another));
    }

    /// <summary>
    /// The generator of log messages takes classes in the order of a hash set, which changes from build to build. A comparison of two builds finds that now and then only.
    /// </summary>
    [Fact]
    public void No_package_has_code_from_the_generator_of_log_messages()
    {
        var sources = Directory.GetFiles(Path.Combine(Tool.Repository, "src"), "*.cs", SearchOption.AllDirectories);
        Assert.InRange(sources.Length, 200, 100_000);
        Assert.Equal([], sources.Where(static file => File.ReadAllText(file).Contains("[LoggerMessage(", StringComparison.Ordinal)));
    }

    /// <summary>Whether the library of this folder was built in Release from the last commit, and nothing of the packages has changed since.</summary>
    private static bool IsBuiltFromCommit()
    {
        if (Tool.Configuration != "Release")
            return false;
        var library = Path.Combine(Tool.Repository, "src/Compiled/bin/Release/net10.0/Compiled.dll");
        var commit = Tool.Run(Tool.Repository, "git", "rev-parse", "HEAD").Succeeded().Trim();
        string[] others = ["benchmarks/", "docs/", "samples/", "site/", "tests/"];
        return System.Diagnostics.FileVersionInfo.GetVersionInfo(library).ProductVersion!.EndsWith(commit, StringComparison.Ordinal)
            && GitClone.ChangedFiles(Tool.Repository).All(file => others.Any(other => file.StartsWith(other, StringComparison.Ordinal)));
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
