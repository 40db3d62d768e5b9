namespace Compiled.Package.Tests;

/// <summary>A clone by Git of this repository as it is now: changes that nobody has committed are the last commit of the clone.</summary>
internal sealed class GitClone
{
    private readonly string _source;

    /// <param name="folder">Where the clone is made.</param>
    /// <param name="source">What is cloned, if not this repository.</param>
    /// <param name="takesChanges">Whether it has the changes that nobody has committed; without them its last commit is that of the source.</param>
    public GitClone(string folder, string? source = null, bool takesChanges = true)
    {
        Folder = folder;
        _source = source ?? Tool.Repository;
        _ = Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        _ = Tool.Run(_source, "git", "clone", "--quiet", "--shared", _source, folder).Succeeded();
        if (!takesChanges)
            return;
        foreach (var file in ChangedFiles(_source))
            Take(file);
        Commit("What is not committed");
    }

    public string Folder { get; }

    /// <summary>The commit's hash.</summary>
    public string Head => Git("rev-parse", "HEAD").Trim();

    /// <summary>Whether there is Git, and a repository of it; without them a test is skipped.</summary>
    public static void Require() => Assert.SkipUnless(Tool.Find("git", "git.exe") is not null && Path.Exists(Path.Combine(Tool.Repository, ".git")), "There is no Git.");

    /// <summary>What differs from the last commit, new files too: paths from the root.</summary>
    public static IReadOnlyList<string> ChangedFiles(string repository) =>
    [
        .. Files(repository, "diff", "--name-only", "--no-renames", "-z", "HEAD"),
        .. Files(repository, "ls-files", "--others", "--exclude-standard", "-z"),
    ];

    public string Git(params string[] arguments) => Tool.Run(Folder, "git", arguments).Succeeded();

    /// <summary>Everything that differs becomes a commit, if anything does.</summary>
    public void Commit(string message)
    {
        _ = Git("add", "--all");
        if (Git("status", "--porcelain").Length > 0)
            _ = Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify", "-m", message);
    }

    /// <summary>Builds every package in Release, together with the generator: what projects refer to is built in the same configuration only if it is named too.</summary>
    /// <param name="property">One more property of MSBuild, as name=value.</param>
    /// <returns>The number of libraries and tools.</returns>
    public int BuildPackages(string property)
    {
        _ = Tool.Dotnet(Folder, ["build", WriteSolution(), "-c", "Release", $"-p:{property}"]).Succeeded();
        return Projects("src").Length;
    }

    /// <summary>A property of each project that becomes a package, after MinVer gave it a version.</summary>
    public Dictionary<string, string> ValuesOf(string property)
    {
        var targets = Path.Combine(Folder, "..", "show.targets");
        File.WriteAllText(targets, $"""
            <Project>
              <Target Name="Show" DependsOnTargets="MinVer">
                <Message Importance="high" Text="$(PackageId) $({property})" />
              </Target>
            </Project>
            """);
        var project = Path.Combine(Folder, "..", "show.proj");
        File.WriteAllText(project, $"""
            <Project>
              <ItemGroup>
                <Packed Include="{Folder}/src/*/*.csproj;{Folder}/templates/*.csproj" />
              </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(Packed)" Targets="Show" Properties="CustomAfterMicrosoftCommonTargets={targets}" />
              </Target>
            </Project>
            """);
        return Tool.Dotnet(Folder, "msbuild", project, "-nologo").Succeeded()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' ', 2)).ToDictionary(static words => words[0], static words => words[1]);
    }

    /// <summary>A solution of what becomes a package and of the generator, for builds and restores.</summary>
    public string WriteSolution()
    {
        var named = Projects("src").Concat(Projects("generator")).Append(Path.Combine(Folder, "templates", "Compiled.Templates.csproj"));
        var lines = named.Select(project => $"""<Project Path="{Path.GetRelativePath(Folder, project)}" />""");
        // Git does not see it, so that it changes no version.
        File.AppendAllText(Path.Combine(Folder, ".git", "info", "exclude"), "/Packages.slnx\n");
        File.WriteAllText(Path.Combine(Folder, "Packages.slnx"), $"<Solution>{string.Concat(lines)}</Solution>");
        return "Packages.slnx";
    }

    private string[] Projects(string folder) => Directory.GetFiles(Path.Combine(Folder, folder), "*.csproj", SearchOption.AllDirectories);

    private static string[] Files(string repository, params string[] arguments) => Tool.Run(repository, "git", arguments).Succeeded().Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private void Take(string file)
    {
        var (from, to) = (Path.Combine(_source, file), Path.Combine(Folder, file));
        if (!File.Exists(from))
        {
            File.Delete(to);
            return;
        }

        _ = Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }
}
