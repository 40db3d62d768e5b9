using System.Runtime.InteropServices;

namespace Compiled.Package.Tests;

/// <summary>The templates, installed from a folder: what they make builds without a warning, runs, and passes its own tests.</summary>
public sealed class TemplateTests(PackedPackage package)
{
    [Fact]
    public void Each_makes_a_project_that_builds_and_works()
    {
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "templates")).FullName;
        var hive = Path.Combine(folder, "hive");
        _ = Tool.Dotnet(folder, "new", "install", PackTemplates(), "--debug:custom-hive", hive).Succeeded();

        (string Template, string Name)[] projects = [("compiled-console", "My.Console"), ("compiled-lib", "My.Library"), ("compiled-test", "My.Tests")];
        foreach (var (template, name) in projects)
            _ = Tool.Dotnet(folder, "new", template, "--output", name, "--debug:custom-hive", hive).Succeeded();
        var files = string.Concat(projects.Select(static project => $"""<Project Path="{project.Name}/{project.Name}.csproj" />"""));
        File.WriteAllText(Path.Combine(folder, "All.slnx"), $"<Solution>{files}</Solution>");
        Assert.Contains("0 Warning(s)", Tool.Dotnet(folder, ["build", "All.slnx", .. package.RestoreOptions]).Succeeded());

        var console = Path.Combine(folder, "My.Console");
        var trained = Tool.Dotnet(console, "bin/Debug/net10.0/My.Console.dll").Succeeded();
        Assert.Contains("accuracy", trained);
        Assert.Matches("is inside with probability (1|0\\.9)", trained);
        Assert.True(File.Exists(Path.Combine(console, "circle.safetensors")));

        // The command that everybody types, without a file that says which runner it takes.
        Assert.Matches("Passed! +- Failed: +0, Passed: +7,", Tool.Dotnet(folder, "test", "My.Tests", "--no-build").Succeeded());
        Assert.Contains("namespace My.Library;", File.ReadAllText(Path.Combine(folder, "My.Library", "FlowerNet.cs")));
    }

    [Fact]
    public void The_worker_is_one_native_program_that_has_its_weights()
    {
        NativeTests.RequireLinker();
        Assert.SkipWhen(RuntimeInformation.IsOSPlatform(OSPlatform.Windows), "The program is ended by SIGTERM.");
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "native worker")).FullName;
        var hive = Path.Combine(folder, "hive");
        _ = Tool.Dotnet(folder, "new", "install", PackTemplates(), "--debug:custom-hive", hive).Succeeded();
        _ = Tool.Dotnet(folder, "new", "compiled-worker", "--output", "Own.Worker", "--debug:custom-hive", hive).Succeeded();
        var project = Path.Combine(folder, "Own.Worker");
        var output = Path.Combine(folder, "published");
        Assert.DoesNotContain("warning", Tool.Dotnet(project, ["publish", "-o", output, .. package.RestoreOptions]).Succeeded());
        Assert.Empty(Directory.GetFiles(output, "*.dll"));
        // A service runs until it is told to stop.
        var answered = Tool.Run(folder, "timeout", "-s", "TERM", "3", Path.Combine(output, "Own.Worker"));
        Assert.Matches("(0 xor 0 is 0|0 xor 1 is 1|1 xor 0 is 1|1 xor 1 is 0)", answered.Output);
    }

    private string PackTemplates()
    {
        var file = Path.Combine(package.Feed, $"Compiled.Templates.{package.Version}.nupkg");
        if (!File.Exists(file))
            package.AddToFeed("templates");
        return file;
    }
}
