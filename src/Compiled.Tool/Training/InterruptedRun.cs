using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>What a training that was cancelled leaves: the best epoch so far, where the user says, or in files that tell by their names what they are.</summary>
internal static class InterruptedRun
{
    /// <summary>The end of the names of such files.</summary>
    public const string Suffix = ".interrupted";

    /// <summary>Writes the files that the run would have written.</summary>
    /// <returns>The exit code of a run that was cancelled.</returns>
    public static int Keep(Screen screen, OutputFiles files, TrainedModel trained)
    {
        var written = Asked(screen, files, trained) ?? Beside(files);
        screen.Line();
        foreach (var path in written.Paths)
            screen.Line($"wrote {path}");
        screen.Fail(trained.Kept());
        return ExitCodes.Cancelled;
    }

    /// <summary>The path without what an interrupted run added to it.</summary>
    public static string Original(string path)
    {
        var end = path.LastIndexOf(Suffix, StringComparison.OrdinalIgnoreCase);
        return end > 0 && path.AsSpan(end + Suffix.Length).TrimStart('.').IndexOfAnyExceptInRange('0', '9') < 0 ? path[..end] : path;
    }

    /// <summary>Where a person at the terminal wants them; null where nobody says.</summary>
    private static OutputFiles? Asked(Screen screen, OutputFiles files, TrainedModel trained)
    {
        var question = $"Folder for {trained.Offer()} (Enter: the output folder, with names that end in {Suffix}):";
        while (screen.Ask(question) is { Length: > 0 } folder)
        {
            try
            {
                var asked = files.At(path => Path.Combine(folder, Path.GetFileName(path)));
                asked.Write(CancellationToken.None);
                return asked;
            }
            catch (Exception exception) when (exception is ToolException or IOException or UnauthorizedAccessException)
            {
                // The best epoch is not lost to a mistyped folder.
                screen.Fail(ErrorText.Of(exception));
            }
        }

        return null;
    }

    /// <summary>Files of an earlier interruption are kept.</summary>
    private static OutputFiles Beside(OutputFiles files)
    {
        var number = 1;
        while (files.Paths.Any(path => File.Exists(path + Ending(number))))
            number++;
        var beside = files.At(path => path + Ending(number));
        beside.Write(CancellationToken.None);
        return beside;
    }

    private static string Ending(int number) => number == 1 ? Suffix : $"{Suffix}.{Figures.Digits(number)}";
}
