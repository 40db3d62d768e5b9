using System.Text.RegularExpressions;

namespace Compiled.Package.Tests;

/// <summary>Each of the other packages alone in a new project: it brings Compiled with its generator and its targets, and the code of its page compiles.</summary>
public sealed partial class SatelliteTests(PackedPackage package)
{
    private const string Onnx = "using var file = new MemoryStream();\nOnnxModel.Export(network, file);\nConsole.WriteLine(file.Length > 100);\n";

    private const string Dynamic = "Console.WriteLine(Compiled.Dynamic.NetworkCompiler.Compile(new Compiled.Dynamic.NetworkDeclaration(2).Dense(1)).Create().Topology is not null);\n";

    private const string TensorBoard = "Console.WriteLine(new TensorBoardLogger(\"logs\").Folder == \"logs\");\n";

    private const string Terminal = "Console.WriteLine(!new TerminalProgress(Console.Out).Dashboard);\n";

    private const string Report = "Console.WriteLine(Compiled.Report.HashOf(network).Length == 64 && Plot.Weights(network).ToSvg().Length > 100);\n";

    private const string Search = "Console.WriteLine(Search.Over(rate: Search.LogUniform(1e-4, 1e-1), depth: 1..3).Space.Count == 2);\n";

    private const string Plots = "Console.WriteLine(Plot.Weights(network).ToPng().Length > 100);\n";

    private const string SearchOrleans = "Console.WriteLine(new SearchClusterOptions().Name == \"compiled\" && new WorkerOptions().Threads > 0);\n";

    [Theory]
    [InlineData("Compiled.Onnx", Onnx)]
    [InlineData("Compiled.Report", Report)]
    [InlineData("Compiled.Plots", Plots)]
    [InlineData("Compiled.Dynamic", Dynamic)]
    [InlineData("Compiled.Search", Search)]
    [InlineData("Compiled.Search.Orleans", SearchOrleans)]
    [InlineData("Compiled.TensorBoard", TensorBoard)]
    [InlineData("Compiled.Terminal", Terminal)]
    public void A_project_with_it_alone_declares_networks(string name, string use)
    {
        package.AddToFeed($"src/{name}");
        if (name == "Compiled.Plots")
            package.AddToFeed("src/Compiled.Report");
        if (name.StartsWith("Compiled.Search", StringComparison.Ordinal))
            package.AddToFeed("src/Compiled.Dynamic");
        if (name == "Compiled.Search.Orleans")
            package.AddToFeed("src/Compiled.Search");
        var folder = Consumers.Write(
            package.Folder, $"Only{name}.csproj", "net10.0", Consumers.Package(name, package.Version), ("Program.cs", Consumers.CSharp + use + Consumers.Network.Replace("using Compiled;", "")));
        File.WriteAllText(Path.Combine(folder, "Page.cs"), PackagePage.SourceOf(name));
        _ = Tool.Dotnet(folder, ["restore", .. package.RestoreOptions]).Succeeded();
        Assert.Contains("0 Warning(s)", Tool.Dotnet(folder, "build", "--no-restore").Succeeded());
        Assert.Equal("42\nTrue\n", Tool.Dotnet(folder, $"bin/Debug/net10.0/Only{name}.dll").Succeeded().ReplaceLineEndings("\n"));

        var chosen = Tool.Dotnet(folder, "msbuild", "-t:CompiledChooseInstructionSet", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64").Succeeded();
        Assert.Contains($"Only{name} is compiled for x86-64-v3", chosen);
    }

    [Fact]
    public void The_tool_is_installed_and_answers()
    {
        package.AddToFeed("src/Compiled.Tool");
        // Plots of all systems' native libraries would be half a gigabyte: reports draw SVG without any.
        var file = new FileInfo(Path.Combine(Path.GetDirectoryName(package.Path)!, $"Compiled.Tool.{package.Version}.nupkg"));
        Assert.InRange(file.Length, 1, 60_000_000);
        // A folder of its own: where there are projects, the command wants to know which.
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "tools")).FullName;
        string[] arguments = ["tool", "install", "Compiled.Tool", "--tool-path", folder, "--source", Path.GetDirectoryName(package.Path)!, "--version", package.Version];
        _ = Tool.Dotnet(folder, arguments).Succeeded();
        var help = Tool.Run(folder, Path.Combine(folder, $"compiled{Tool.ExecutableEnding}"), "--help").Succeeded();
        var commands = Command().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(static match => match.Groups[1].Value).ToList();
        Assert.Contains("train", commands);
        // The page that a registry shows names each of them.
        var page = File.ReadAllText(Path.Combine(Tool.Repository, "src/Compiled.Tool/PACKAGE.md"));
        Assert.All(commands, command => Assert.Contains($"| `{command}` |", page));
    }

    [GeneratedRegex("^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Command();
}
