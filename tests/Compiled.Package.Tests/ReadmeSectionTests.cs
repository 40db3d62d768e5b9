using System.Runtime.InteropServices;

namespace Compiled.Package.Tests;

/// <summary>README's section "Use it in your project", followed word for word in a new project.</summary>
public sealed class ReadmeSectionTests(PackedPackage package, Clone clone)
{
    private const string Answers = "00 0\n01 1\n10 1\n11 0\n";

    [Fact]
    public void It_leads_with_the_package()
    {
        Assert.Equal(["dotnet add package Compiled", "dotnet publish -p:PublishAot=true"], ReadmeSection.Commands);
        var page = File.ReadAllText(Path.Combine(Tool.Repository, "README.md"));
        Assert.True(page.IndexOf(ReadmeSection.Commands[0], StringComparison.Ordinal) < page.IndexOf("<Import", StringComparison.Ordinal), "The clone comes before the package.");
    }

    [Fact]
    public void The_package_is_added_builds_and_runs()
    {
        // A registry that has the package: one folder, and for what comes with the machine its caches.
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "new project")).FullName;
        ConsumerSources.WriteNew(folder, "");
        var feed = Directory.CreateDirectory(Path.Combine(folder, "registry")).FullName;
        File.Copy(package.Pack("released", "-p:Version=0.1.0"), Path.Combine(feed, "Compiled.0.1.0.nupkg"));
        File.WriteAllText(Path.Combine(folder, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="registry" value="registry" /></packageSources>
            </configuration>
            """);

        _ = Tool.Dotnet(folder, ReadmeSection.Commands[0].Split(' ')[1..]).Succeeded();
        Assert.Contains("0 Warning(s)", Tool.Dotnet(folder, "build").Succeeded());
        Assert.Equal(Answers, Tool.Dotnet(folder, "bin/Debug/net10.0/Consumer.dll").Succeeded().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_clone_builds_and_publishes_native_code_with_FMA()
    {
        NativeTests.RequireLinker();
        var folder = clone.NewProject("README project", ReadmeSection.ProjectLines);
        var output = Tool.Dotnet(folder, [.. ReadmeSection.Commands[1].Split(' ')[1..], "-o", "published"]).Succeeded();
        Assert.DoesNotContain("warning", output);
        var program = Path.Combine(folder, "published", $"Consumer{Tool.ExecutableEnding}");
        Assert.Equal(Answers, Tool.Run(folder, program).Succeeded().ReplaceLineEndings("\n"));
        // The program itself, and no assembly that a runtime would load.
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(program)!, "*.dll"));

        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "Only for x64 an instruction set is chosen.");
        Assert.Contains("Compiled: Consumer is compiled for x86-64-v3;", output);
        Assert.Equal("True", Tool.Run(folder, program, "fma").Succeeded().Trim());
    }
}
