using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>Files that are something else, given to every command that reads one.</summary>
public sealed class ForeignInputTests
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:abababababababababababababababababababababababababababababababab\nsize 1860\n";
    private const string Page = "<!doctype html><html><head><title>Sign in</title></head><body>401</body></html>";
    private const string Topology = "[Network(inputs: 2)] [Dense(1)]";

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.onnx")]
    [InlineData("net.weights")]
    [InlineData("net.npz")]
    [InlineData("net.npy")]
    [InlineData("net.pt")]
    public void A_pointer_and_a_page_are_named_by_inspect(string name)
    {
        using var folder = new TemporaryFolder();
        var pointer = ToolRun.Failed("inspect", folder.Write(name, Pointer));
        Assert.Contains("is a Git LFS pointer", pointer, StringComparison.Ordinal);
        Assert.Contains("run 'git lfs pull' in its clone, which puts the file of 1,860 bytes in its place", pointer, StringComparison.Ordinal);
        Assert.Contains("is a web page (HTML)", ToolRun.Failed("inspect", folder.Write(name, Page)), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_named_by_every_command()
    {
        using var folder = new TemporaryFolder();
        var rows = folder.Write("rows.csv", "a,b\n1,2\n");
        foreach (var extension in (string[])[".safetensors", ".onnx", ".weights", ".npz"])
        {
            var path = folder.Write("net" + extension, Page);
            foreach (var command in (string[][])[["convert", path, folder["out.onnx"]], ["predict", path, rows], ["bench", path]])
                Assert.Contains("is a web page (HTML)", ToolRun.Failed([.. command, "--topology", Topology]), StringComparison.Ordinal);
        }

        Assert.Contains("is a web page (HTML)", ToolRun.Failed("import", folder["net.onnx"], "--class", "X", "--output", folder.Root), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.onnx"]));
    }

    [Fact]
    public void Tables_are_named_by_train_and_predict()
    {
        using var folder = new TemporaryFolder();
        var net = Models.Save(Models.Create(Topology), folder["net.safetensors"]);
        Assert.Contains("is a Git LFS pointer", ToolRun.Failed("train", folder.Write("data.csv", Pointer), "--target", "label", "--output", folder.Root), StringComparison.Ordinal);
        Assert.Contains("is a Git LFS pointer", ToolRun.Failed("predict", net, folder["data.csv"]), StringComparison.Ordinal);
        Assert.Contains("is a safetensors file, not a table (CSV)", ToolRun.Failed("predict", net, net), StringComparison.Ordinal);
        Assert.Contains("is a folder", ToolRun.Failed("train", folder.Root, "--target", "label"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_under_another_ending_is_named_by_its_contents()
    {
        using var folder = new TemporaryFolder();
        var onnx = Models.Save(Models.Create(Topology), folder["net.onnx"]);
        File.Copy(onnx, folder["net.pb"]);
        File.Copy(onnx, folder["net.safetensors"]);
        Assert.Contains("is an ONNX model: give it a name that ends in .onnx", ToolRun.Failed("inspect", folder["net.pb"]), StringComparison.Ordinal);
        Assert.Contains("is an ONNX model, not a safetensors file: give it a name that ends in .onnx", ToolRun.Failed("inspect", folder["net.safetensors"]), StringComparison.Ordinal);
        Assert.Contains("is an ONNX model", ToolRun.Failed("import", folder["net.pb"], "--class", "X"), StringComparison.Ordinal);
        Assert.Contains("is a table (CSV)", ToolRun.Failed("bench", folder.Write("net.csv", "a,b\n1,2\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_pipe_are_named_and_nothing_waits()
    {
        using var folder = new TemporaryFolder();
        foreach (var command in (string[][])[["inspect"], ["import", "--class", "X"], ["convert", folder["out.onnx"]], ["bench"], ["predict", folder.Write("rows.csv", "a\n1\n")]])
            Assert.Contains("is a folder", ToolRun.Failed([command[0], folder.Root, .. command[1..]]), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return;
        using (var process = System.Diagnostics.Process.Start("mkfifo", [folder["pipe.onnx"]]))
            process.WaitForExit();
        Assert.Contains("is a pipe, but only ordinary files are supported", ToolRun.Failed("inspect", folder["pipe.onnx"]), StringComparison.Ordinal);
        Assert.Contains("is a pipe", ToolRun.Failed("train", folder["pipe.onnx"], "--target", "label"), StringComparison.Ordinal);
        // Each place that takes a file, as no one writes into the pipe and a read would wait for ever.
        foreach (var extension in (string[])[".safetensors", ".weights", ".npz", ".npy", ".cs", ".csv"])
            File.CreateSymbolicLink(folder["link" + extension], folder["pipe.onnx"]);
        var net = Models.Save(Models.Create(Topology), folder["net.safetensors"]);
        foreach (var command in (string[][])
            [
                ["inspect", folder["link.safetensors"]], ["inspect", folder["link.weights"]], ["inspect", folder["link.npz"]], ["inspect", folder["link.npy"]], ["bench", folder["link.weights"]],
                ["convert", folder["link.npz"], folder["out.onnx"], "--topology", Topology], ["convert", net, folder["out.onnx"], "--topology", folder["link.cs"]],
                ["predict", net, folder["link.csv"]], ["import", folder["pipe.onnx"], "--class", "X"],
            ])
            Assert.Contains("is a pipe, but only ordinary files are supported", ToolRun.Failed(command), StringComparison.Ordinal);
        Assert.Contains("is a device", ToolRun.Failed("convert", net, folder["out.onnx"], "--topology", "/dev/zero"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_journal_that_is_a_pipe_or_a_device_is_named_and_nothing_waits(bool resumes)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes and devices among its files.");
        using var folder = new TemporaryFolder();
        using (var process = System.Diagnostics.Process.Start("mkfifo", [folder["pipe.search"]]))
            process.WaitForExit();
        File.CreateSymbolicLink(folder["link.search"], folder["pipe.search"]);
        foreach (var (journal, title) in (Span<(string, string)>)[(folder["pipe.search"], "a pipe"), (folder["link.search"], "a pipe"), ("/dev/zero", "a device")])
        {
            string[] arguments = ["search", Files.Iris, "--target", "species", "--journal", journal, "--output", folder["out"]];
            var message = ToolRun.Failed([.. arguments, resumes ? "--resume" : "--force"]);
            Assert.Contains($"'{journal}' is {title}, but only ordinary files are supported", message, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(folder["pipe.search"]));
    }

    [Fact]
    public void A_file_is_looked_at_before_a_network_is_compiled_for_it()
    {
        using var folder = new TemporaryFolder();
        // A network that no compiler accepts: its message would tell that it was asked.
        const string wrong = "[Network(inputs: 2)] [Dense(1)] [Dense(-1)]";
        foreach (var extension in (string[])[".npz", ".safetensors", ".onnx", ".weights"])
        {
            var message = ToolRun.Failed("convert", folder.Write("not" + extension, "this is no model, whatever its name says"), folder["out.safetensors"], "--topology", wrong);
            Assert.Contains("not" + extension, message, StringComparison.Ordinal);
            Assert.DoesNotContain("Dense", message, StringComparison.Ordinal);
        }

        var net = Models.Save(Models.Create(Topology), folder["net.safetensors"]);
        Assert.Contains("no.csv' does not exist", ToolRun.Failed("predict", net, folder["no.csv"], "--topology", wrong), StringComparison.Ordinal);
    }
}
