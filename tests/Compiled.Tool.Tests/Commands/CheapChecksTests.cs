using System.Diagnostics;
using Compiled.Dynamic;
using Compiled.Tool.Terminal;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>Whatever can be wrong with the files of a command is found before a network is compiled for it: the compilation tells of itself.</summary>
[Trait("Speed", "slow")]
public sealed class CheapChecksTests
{
    private const string Other = "[Network(inputs: 4)] [Dense(5), Relu] [Dense(3), Softmax]";

    [Theory]
    [InlineData(".safetensors", "'0.weight' is of [8, 4] in the file, but of [5, 4] in the network")]
    [InlineData(".npz", "'0.weight' is of [8, 4] in the file, but of [5, 4] in the network")]
    [InlineData(".weights", "Dense(5)")]
    [InlineData(".onnx", "is 4 -> 5, but node")]
    public void A_file_of_another_network(string extension, string message)
    {
        using var folder = new TemporaryFolder();
        var model = Models.Save(Models.Create(Models.Classic), folder["a" + extension]);
        var rows = folder.Write("rows.csv", "a,b,c,d\n1,2,3,4\n");
        foreach (var command in new string[][] { ["predict", model, rows], ["bench", model], ["convert", model, folder["b.weights"]] })
            Fails([.. command, "--topology", Other], message);
    }

    [Theory]
    [InlineData(".safetensors")]
    [InlineData(".npz")]
    [InlineData(".weights")]
    [InlineData(".onnx")]
    public void A_file_whose_last_bytes_are_missing(string extension)
    {
        using var folder = new TemporaryFolder();
        var model = Models.Save(Models.Create(Models.Classic), folder["a" + extension]);
        File.WriteAllBytes(model, File.ReadAllBytes(model)[..^7]);
        Fails(["bench", model, "--topology", Models.Classic], "a" + extension);
    }

    [Theory]
    [InlineData(".safetensors", "'2.bias' has NaN")]
    [InlineData(".npz", "'2.bias' has NaN at index 1")]
    public void A_value_that_is_not_finite(string extension, string message)
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create(Models.Classic);
        network.Tensors[^1].CopyFrom([1, float.NaN, 3]);
        Fails(["bench", Models.Save(network, folder["a" + extension]), "--topology", Models.Classic], message);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html></html>", "web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", "Git")]
    [InlineData("", "empty")]
    [InlineData("PK\u0003\u0004 or not", "a.")]
    public void A_file_that_is_something_else(string text, string message)
    {
        using var folder = new TemporaryFolder();
        foreach (var extension in new[] { ".safetensors", ".npz", ".weights", ".onnx", ".ensemble" })
            Fails(["bench", folder.Write("a" + extension, text), "--topology", Models.Classic], message);
    }

    [Fact]
    public void A_folder_and_a_pipe()
    {
        using var folder = new TemporaryFolder();
        foreach (var extension in new[] { ".safetensors", ".npz", ".weights", ".onnx", ".ensemble" })
        {
            Directory.CreateDirectory(folder["folder" + extension]);
            Fails(["bench", folder["folder" + extension], "--topology", Models.Classic], "is a folder");
            if (OperatingSystem.IsWindows())
                continue;
            using (var made = Process.Start("mkfifo", [folder["pipe" + extension]]))
                made.WaitForExit();
            Fails(["bench", folder["pipe" + extension], "--topology", Models.Classic], "pipe");
        }
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", "takes 4 inputs")]
    [InlineData("a,b,c,d\n1,2,x,4\n", "'x'")]
    [InlineData("a,b,c,d\n1,2,3\n", "rows.csv, line 2")]
    public void Rows_that_are_not_the_network_s(string rows, string message)
    {
        using var folder = new TemporaryFolder();
        Fails(["predict", Models.Save(Models.Create(Models.Classic), folder["a.safetensors"]), folder.Write("rows.csv", rows)], message);
    }

    [Fact]
    public void Columns_that_are_called_otherwise()
    {
        using var folder = new TemporaryFolder();
        var network = NetworkCompiler.Compile(NetworkDeclaration.Parse(Models.Classic).WithFeatures(["a", "b", "c", "width"]), TestContext.Current.CancellationToken).Create(3);
        Fails(["predict", Models.Save(network, folder["a.weights"]), folder.Write("rows.csv", "a,b,c,widht\n1,2,3,4\n")], "lacks");
    }

    [Fact]
    public void An_ensemble_of_another_network_or_damaged_in_its_last_member()
    {
        using var folder = new TemporaryFolder();
        ToolRun.Done("train", Files.Iris, "--target", "species", "--ensemble", "2", "--epochs", "1", "--output", folder.Root);
        var rows = folder.Write("rows.csv", "sepal_length,sepal_width,petal_length,petal_width\n1,2,3,4\n");
        Fails(["predict", folder["SpeciesNet.ensemble"], rows, "--topology", Other], "Member 0 of the ensemble");
        var bytes = File.ReadAllBytes(folder["SpeciesNet.ensemble"]);
        bytes[^20] ^= 1;
        File.WriteAllBytes(folder["SpeciesNet.ensemble"], bytes);
        Fails(["predict", folder["SpeciesNet.ensemble"], rows], "checksum");
    }

    [Fact]
    public void A_prediction_compiles_its_network_once_and_a_conversion_never()
    {
        using var folder = new TemporaryFolder();
        var model = Models.Save(Models.Create(Models.Classic), folder["a.safetensors"]);
        var (exitCode, error, compiled) = Run(["predict", model, folder.Write("rows.csv", "a,b,c,d\n1,2,3,4\n")]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(["SomeNet"], compiled);
        foreach (var target in new[] { "b.onnx", "c.weights", "d.npz", "e.safetensors" })
        {
            (exitCode, error, compiled) = Run(["convert", model, folder[target]]);
            Assert.True(exitCode == 0, error);
            Assert.Empty(compiled);
        }
    }

    private static void Fails(string[] arguments, string message)
    {
        var (exitCode, error, compiled) = Run(arguments);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(compiled);
    }

    private static (int ExitCode, string Error, List<string> Compiled) Run(string[] arguments)
    {
        using var error = new StringWriter();
        List<string> compiled = [];
        var exitCode = Cli.Run(arguments, new Screen(TextWriter.Null, error), TestContext.Current.CancellationToken, null, compiled.Add);
        return (exitCode, error.ToString(), compiled);
    }
}
