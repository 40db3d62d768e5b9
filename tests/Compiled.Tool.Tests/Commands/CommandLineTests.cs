using System.Globalization;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>Help, version, and command lines that say nothing that could be done.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("inspect")]
    [InlineData("import")]
    [InlineData("convert")]
    [InlineData("train")]
    [InlineData("search")]
    [InlineData("predict")]
    [InlineData("bench")]
    public void Every_command_has_help_with_examples(string command)
    {
        var help = ToolRun.Done(command, "--help");
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.Contains("Examples:\n  compiled " + command + " ", help, StringComparison.Ordinal);
        Assert.Contains(command, ToolRun.Done("--help"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_the_tool_s()
    {
        var version = ToolRun.Done("--version");
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?\n$", version);
        Assert.Equal(Cli.Version + "\n", version);
    }

    [Fact]
    public void No_words_at_all_show_the_help() => Assert.Equal(ToolRun.Done("--help"), ToolRun.Done());

    /// <summary>One mistake is one message, with what was probably meant.</summary>
    [Theory]
    [InlineData("trian iris.csv --target species", "'trian' is not a command; the commands are inspect, import, convert, train, search, predict, bench. Did you mean 'train'?")]
    [InlineData("Inspekt net.onnx", "'Inspekt' is not a command; the commands are inspect, import, convert, train, search, predict, bench. Did you mean 'inspect'?")]
    [InlineData("train iris.csv --trget species", "'--trget' is not an option of 'compiled train'. Did you mean '--target'?")]
    [InlineData("train --trget species", "'--trget' is not an option of 'compiled train'. Did you mean '--target'?")]
    [InlineData("train iris.csv --target species --epocs=3", "'--epocs' is not an option of 'compiled train'. Did you mean '--epochs'?")]
    [InlineData("train iris.csv --target species --colour", "'--colour' is not an option of 'compiled train'.")]
    [InlineData("--verison", "'--verison' is not an option. Did you mean '--version'?")]
    public void A_misspelt_word_suggests_the_nearest(string line, string message)
    {
        var error = ToolRun.Wrong(line.Split(' '));
        Assert.StartsWith($"compiled: {message}\nSee 'compiled ", error, StringComparison.Ordinal);
        Assert.Equal(2, error.TrimEnd('\n').Split('\n').Length);
    }

    [Theory]
    [InlineData("--optimizer", "adm", "Did you mean 'adam'?")]
    [InlineData("--activation", "leakrelu", "Did you mean 'leakyrelu'?")]
    public void A_misspelt_value_suggests_the_nearest(string option, string value, string hint) =>
        Assert.Contains(hint, ToolRun.Wrong("train", Files.Iris, "--target", "species", option, value), StringComparison.Ordinal);

    [Fact]
    public void What_only_looks_like_an_option_is_a_value() =>
        Assert.Contains("'x.csv' does not exist", ToolRun.Failed("train", "x.csv", "--target=--y"), StringComparison.Ordinal);

    [Fact]
    public void A_command_line_without_a_command_or_with_an_unknown_one_is_wrong_usage()
    {
        Assert.Contains("'fly'", ToolRun.Wrong("fly"), StringComparison.Ordinal);
        Assert.Contains("See 'compiled train --help'.", ToolRun.Wrong("train", "x.csv"), StringComparison.Ordinal);
        Assert.Contains("--target", ToolRun.Wrong("train", "x.csv"), StringComparison.Ordinal);
        Assert.Contains("--frobnicate", ToolRun.Wrong("inspect", "x.onnx", "--frobnicate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--hidden", "16,x")]
    [InlineData("--hidden", "0")]
    [InlineData("--hidden", "-3")]
    [InlineData("--hidden", "")]
    [InlineData("--hidden", "10000")]
    [InlineData("--activation", "step")]
    [InlineData("--optimizer", "magic")]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "many")]
    [InlineData("--batch", "-1")]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "1,5")]
    [InlineData("--dropout", "1")]
    [InlineData("--test", "1")]
    [InlineData("--as", "letters")]
    [InlineData("--separator", "::")]
    [InlineData("--encoding", "utf-7")]
    [InlineData("--encoding", "klingon")]
    [InlineData("--decimal", "dot")]
    [InlineData("--class", "3Net")]
    [InlineData("--namespace", "My.2")]
    public void An_option_out_of_range_is_named_with_its_value(string option, string value)
    {
        var message = ToolRun.Wrong("train", Files.Iris, "--target", "species", option, value);
        Assert.Contains(option, message, StringComparison.Ordinal);
        Assert.Contains($"'{value.Split('.')[^1]}'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "3000000000", "from -2147483648 to 2147483647")]
    [InlineData("--seed", "-3000000000", "from -2147483648 to 2147483647")]
    [InlineData("--seed", "many", "from -2147483648 to 2147483647")]
    [InlineData("--epochs", "3000000000", "from 1 to 2147483647")]
    [InlineData("--epochs", "0", "of at least 1")]
    public void The_bound_that_is_named_is_the_one_that_was_crossed(string option, string value, string bounds)
    {
        var message = ToolRun.Wrong("train", Files.Iris, "--target", "species", option, value);
        Assert.Contains($"{option} is '{value}', but must be a whole number {bounds}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_the_same_in_every_language_and_culture()
    {
        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
            var german = (ToolRun.Wrong("fly"), ToolRun.Done("inspect", Files.Numpy("packed.npz")), ToolRun.Done("train", "--help"));
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            Assert.Equal((ToolRun.Wrong("fly"), ToolRun.Done("inspect", Files.Numpy("packed.npz")), ToolRun.Done("train", "--help")), german);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
        }
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("bench")]
    public void A_file_that_is_not_there_and_an_extension_that_is_unknown_are_named(string command)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains($"'{folder["no.onnx"]}' does not exist", ToolRun.Failed(command, folder["no.onnx"]), StringComparison.Ordinal);
        var message = ToolRun.Failed(command, folder.Write("model.pt", "x"));
        Assert.Contains("'.pt'", message, StringComparison.Ordinal);
        Assert.Contains(".safetensors, .onnx, .weights, .npz", message, StringComparison.Ordinal);
        Assert.Contains("is a folder", ToolRun.Failed(command, Directory.CreateDirectory(folder["x.npz"]).FullName), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("damaged.safetensors")]
    [InlineData("damaged.onnx")]
    [InlineData("damaged.weights")]
    [InlineData("damaged.npz")]
    public void A_damaged_file_is_one_worded_error(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, "this is no model, whatever its name says");
        foreach (var command in new[] { "inspect", "bench" })
            Assert.Contains(name, ToolRun.Failed(command, path), StringComparison.Ordinal);
        Assert.Contains(name, ToolRun.Failed("convert", path, folder["out.npz"]), StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.npz"]));
    }
}
