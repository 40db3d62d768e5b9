using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Compiled.Package.Tests;

/// <summary>The workflows cannot run here, but what they name can be looked up: scripts, files, systems, packages, actions.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(Tool.Repository, ".github", "workflows");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder).Select(static file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_is_a_known_action_or_a_script_and_every_file_that_it_names_is_there(string name)
    {
        var workflow = Read(name);
        Assert.NotEmpty(Assert.IsType<Dictionary<object, object>>(workflow["on"]));
        // What a pull request may do here is to be read.
        Assert.Equal("read", Map(workflow["permissions"])["contents"]);
        foreach (var job in Map(workflow["jobs"]).Values.Select(Map))
        {
            Assert.InRange(int.Parse((string)job["timeout-minutes"]), 10, 120);
            Assert.All(Systems(job), static system => Assert.Matches("^(ubuntu-24.04|ubuntu-24.04-arm|windows-2025|macos-15)$", system));
            foreach (var step in Steps(job))
            {
                Assert.True(step.ContainsKey("uses") != step.ContainsKey("run"), "A step is either an action or a script.");
                if (step.TryGetValue("uses", out var action))
                    Assert.Matches(@"^actions/(checkout|setup-dotnet|upload-artifact)@v\d+$", (string)action);
                else
                    CheckScript((string)step["run"]);
                if (step.TryGetValue("with", out var with) && Map(with).TryGetValue("global-json-file", out var file))
                    Assert.True(File.Exists(Path.Combine(Tool.Repository, (string)file)), $"{file} is not there.");
            }
        }
    }

    [Fact]
    public void Three_systems_and_two_kinds_of_processors_do_what_the_script_does()
    {
        var job = Map(Map(Read("ci.yml")["jobs"])["run"]);
        Assert.Equal(["macos-15", "ubuntu-24.04", "ubuntu-24.04-arm", "windows-2025"], Systems(job).Order(StringComparer.Ordinal));
        Assert.Equal("false", Map(job["strategy"])["fail-fast"]);
        var steps = Steps(job);
        Assert.Equal(".ci/run", ((string)steps[^1]["run"]).Trim());
        // The shell of Windows would not know the script.
        Assert.Equal("bash", steps[^1]["shell"]);
        // Versions count commits, so that one commit alone would be the wrong version.
        Assert.Equal("0", Map(steps[0]["with"])["fetch-depth"]);
    }

    /// <summary>There nobody is root, so that the script cannot install them; the browser of the runners is another.</summary>
    [Fact]
    public void The_packages_are_those_that_the_script_installs()
    {
        var script = File.ReadAllText(Path.Combine(Tool.Repository, ".ci", "run"));
        var wanted = Packages().Match(script).Groups[1].Value.Split(' ').Except(["chromium"]).Order(StringComparer.Ordinal);
        var install = Steps(Map(Map(Read("ci.yml")["jobs"])["run"])).Select(static step => step.GetValueOrDefault("run") as string)
            .Single(static run => run?.Contains("apt-get", StringComparison.Ordinal) == true)!;
        var installed = Lists().Matches(install).SelectMany(static list => list.Groups[1].Value.Split(' ')).Order(StringComparer.Ordinal);
        Assert.Equal(wanted, installed);
    }

    /// <summary>Git would give Windows other ends of lines, with which no shell runs a script.</summary>
    [Fact]
    public void Scripts_keep_their_ends_of_lines_and_can_be_run()
    {
        Assert.Contains("* -text", File.ReadAllLines(Path.Combine(Tool.Repository, ".gitattributes")));
        Assert.SkipUnless(Tool.Find("git", "git.exe") is not null && Path.Exists(Path.Combine(Tool.Repository, ".git")), "There is no Git.");
        var listed = Tool.Run(Tool.Repository, "git", "ls-files", "-s", ".ci", "*.sh").Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(listed.Length, 6, 100);
        foreach (var line in listed.Where(static line => !Path.HasExtension(line) || line.EndsWith(".sh", StringComparison.Ordinal)))
            Assert.StartsWith("100755 ", line, StringComparison.Ordinal);
        Assert.All(listed.Select(static line => line.Split('\t')[1]), static file => Assert.DoesNotContain('\r', File.ReadAllText(Path.Combine(Tool.Repository, file))));
    }

    /// <summary>The bash of macOS is of 2007: it has no associative arrays, no mapfile, and takes an empty array for one that is not set.</summary>
    [Fact]
    public void The_script_runs_with_the_bash_of_macOS()
    {
        var script = File.ReadAllText(Path.Combine(Tool.Repository, ".ci", "run"));
        Assert.DoesNotMatch(@"\b(mapfile|readarray|declare -A|local -n|wait -n)\b|\$\{\w+(,,|\^\^)\}|&>>", script);
        var empty = EmptyArrays().Matches(script).Select(static array => array.Groups[1].Value).ToList();
        Assert.Equal(["broken"], empty);
        Assert.All(empty, name => Assert.DoesNotMatch($@"(?<!\+)""\$\{{{name}\[@\]\}}""", script));
    }

    private static void CheckScript(string script)
    {
        foreach (Match file in Files().Matches(script))
            Assert.True(File.Exists(Path.Combine(Tool.Repository, file.Value)), $"{file.Value} is not there.");
        // The solution that a restore of the folder takes.
        if (script.StartsWith("dotnet restore", StringComparison.Ordinal))
            Assert.Single(Directory.GetFiles(Tool.Repository, "*.sln"));
    }

    private static List<string> Systems(Dictionary<object, object> job) =>
        (string)job["runs-on"] == "${{ matrix.os }}" ? [.. ((List<object>)Map(Map(job["strategy"])["matrix"])["os"]).Cast<string>()] : [(string)job["runs-on"]];

    private static List<Dictionary<object, object>> Steps(Dictionary<object, object> job) => [.. ((List<object>)job["steps"]).Select(Map)];

    private static Dictionary<object, object> Map(object value) => Assert.IsType<Dictionary<object, object>>(value);

    private static Dictionary<object, object> Read(string name) => Map(new DeserializerBuilder().Build().Deserialize(File.ReadAllText(Path.Combine(Folder, name)))!);

    [GeneratedRegex(@"(?<![\w/])(\.ci|benchmarks|site|tests|samples)/[\w./-]+")]
    private static partial Regex Files();

    [GeneratedRegex(@"^packages=\(([^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex Packages();

    [GeneratedRegex(@"packages=""(?:\$packages )?([^""]*)""")]
    private static partial Regex Lists();

    [GeneratedRegex(@"^(\w+)=\(\)", RegexOptions.Multiline)]
    private static partial Regex EmptyArrays();
}
