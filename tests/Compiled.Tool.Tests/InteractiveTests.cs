using Compiled.Tool.Terminal;
using Compiled.Tool.Tests.Harness;
using Spectre.Console;

namespace Compiled.Tool.Tests;

/// <summary>What a person at a terminal sees: the same figures, in frames and with progress.</summary>
public sealed class InteractiveTests
{
    [Fact]
    public void Tables_have_frames_and_texts_of_files_are_no_markup()
    {
        using var folder = new TemporaryFolder();
        var header = "{\"[red]name[/]\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"u8;
        File.WriteAllBytes(folder["x.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0x80, 0x3F]);
        var (exitCode, output) = Run("inspect", folder["x.safetensors"]);
        Assert.Equal(0, exitCode);
        Assert.Contains("╭", output, StringComparison.Ordinal);
        Assert.Contains("[red]name[/]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_shows_its_progress_and_the_evaluation()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output) = Run("train", Files.Iris, "--target", "species", "--epochs", "2", "--hidden", "4", "--output", folder.Root);
        Assert.Equal(0, exitCode);
        Assert.Contains("confusion matrix", output, StringComparison.Ordinal);
        Assert.Contains('\u001b', output);
        Assert.True(File.Exists(folder["SpeciesNet.weights"]));
    }

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 140;
        var exitCode = Cli.Run(arguments, new Screen(output, error, console), TestContext.Current.CancellationToken);
        Assert.Equal("", error.ToString());
        return (exitCode, output.ToString());
    }
}
