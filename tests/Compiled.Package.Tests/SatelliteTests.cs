namespace Compiled.Package.Tests;

/// <summary>Each of the other packages alone in a new project: it brings Compiled with its generator and its targets.</summary>
public sealed class SatelliteTests(PackedPackage package)
{
    private const string Onnx = "using var file = new MemoryStream();\nOnnxModel.Export(network, file);\nConsole.WriteLine(file.Length > 100);\n";

    private const string Dynamic = "Console.WriteLine(Compiled.Dynamic.NetworkCompiler.Compile(new Compiled.Dynamic.NetworkDeclaration(2).Dense(1)).Create().Topology is not null);\n";

    private const string TensorBoard = "Console.WriteLine(new TensorBoardLogger(\"logs\").Folder == \"logs\");\n";

    private const string Terminal = "Console.WriteLine(!new TerminalProgress(Console.Out).Dashboard);\n";

    [Theory]
    [InlineData("Compiled.Onnx", Onnx)]
    [InlineData("Compiled.Dynamic", Dynamic)]
    [InlineData("Compiled.TensorBoard", TensorBoard)]
    [InlineData("Compiled.Terminal", Terminal)]
    public void A_project_with_it_alone_declares_networks(string name, string use)
    {
        package.AddToFeed($"src/{name}");
        var folder = Consumers.Write(
            package.Folder, $"Only{name}.csproj", "net10.0", Consumers.Package(name, package.Version), ("Program.cs", Consumers.CSharp + use + Consumers.Network.Replace("using Compiled;", "")));
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
        var folder = Path.Combine(package.Folder, "tools");
        string[] arguments = ["tool", "install", "Compiled.Tool", "--tool-path", folder, "--source", Path.GetDirectoryName(package.Path)!, "--version", package.Version];
        _ = Tool.Dotnet(package.Folder, arguments).Succeeded();
        Assert.Contains("train", Tool.Run(package.Folder, Path.Combine(folder, $"compiled{Tool.ExecutableEnding}"), "--help").Succeeded());
    }
}
