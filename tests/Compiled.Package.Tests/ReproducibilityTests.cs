using System.IO.Compression;
using System.Security.Cryptography;

namespace Compiled.Package.Tests;

/// <summary>Every package is the same, byte for byte, from another folder and whether or not a CI server built it.</summary>
public sealed class ReproducibilityTests(PackedPackage package)
{
    [Fact]
    public void Another_folder_and_the_other_setting_of_CI_give_the_same_packages()
    {
        Assert.SkipWhen(Tool.Configuration != "Release", "Debug builds keep their paths, for debuggers.");
        Assert.SkipUnless(Tool.Find("git", "git.exe") is not null && Path.Exists(Path.Combine(Tool.Repository, ".git")), "The commit is part of the package, and there is no Git.");
        var commit = Tool.Run(Tool.Repository, "git", "rev-parse", "HEAD").Succeeded().Trim();
        var library = Path.Combine(Tool.Repository, "src/Compiled/bin/Release/net10.0/Compiled.dll");
        var built = System.Diagnostics.FileVersionInfo.GetVersionInfo(library).ProductVersion!;
        Assert.SkipUnless(built.EndsWith(commit, StringComparison.Ordinal), "The library was built from another commit.");
        var changes = Tool.Run(Tool.Repository, "git", "status", "--porcelain", "src", "generator", "templates").Succeeded().Trim();
        Assert.SkipUnless(changes.Length == 0, "There are changes since the commit.");

        var clone = Path.Combine(package.Folder, "another folder", "clone");
        _ = Tool.Run(package.Folder, "git", "clone", "--quiet", "--shared", Tool.Repository, clone).Succeeded();
        // Where the sources are is part of the symbols.
        var remote = Tool.Run(Tool.Repository, "git", "remote", "get-url", "origin");
        string[] change = remote.ExitCode == 0 ? ["remote", "set-url", "origin", remote.Output.Trim()] : ["remote", "remove", "origin"];
        _ = Tool.Run(clone, "git", change).Succeeded();

        var isCI = Environment.GetEnvironmentVariable("CI") == "true";
        var other = $"CI={(isCI ? "false" : "true")}";
        var projects = Directory.GetFiles(Path.Combine(clone, "src"), "*.csproj", SearchOption.AllDirectories);
        // What they refer to is built in the same configuration only if it is named too.
        var generator = Directory.GetFiles(Path.Combine(clone, "generator"), "*.csproj", SearchOption.AllDirectories);
        var named = projects.Concat(generator).Append(Path.Combine(clone, "templates", "Compiled.Templates.csproj"));
        var lines = named.Select(project => $"""<Project Path="{Path.GetRelativePath(clone, project)}" />""");
        File.WriteAllText(Path.Combine(clone, "Packages.slnx"), $"<Solution>{string.Concat(lines)}</Solution>");
        _ = Tool.Dotnet(clone, ["build", "Packages.slnx", "-c", "Release", $"-p:{other}"]).Succeeded();

        var here = package.PackAll("from here", null, "EnablePackageValidation=false");
        var there = package.PackAll("from another folder", clone, "EnablePackageValidation=false", other);
        Assert.Equal(here.Select(Path.GetFileName), there.Select(Path.GetFileName));
        // All but the templates have symbols.
        Assert.Equal((2 * projects.Length) + 1, there.Count);
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
