namespace Compiled.Tool.Training;

/// <summary>The report of a run as one HTML file. Its pictures are SVG, so that the tool needs no native library.</summary>
internal static class TrainingReport
{
    /// <summary>The path, or why it is none.</summary>
    public static string CheckPath(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm" ? path : throw new UsageException($"--report is '{path}', but a report is an HTML file: give it a name that ends in .html.");

    /// <summary>The page.</summary>
    public static string Write(TrainingOptions options, TrainedModel trained, TrainingData data) => trained.Model.ToHtml(data.Test, new ReportOptions
    {
        Title = $"{string.Join(", ", options.Targets)} of {Path.GetFileName(options.Data)}",
        History = trained.History,
        Training = data.Seen,
        // Each member of an ensemble has its own.
        Validation = trained.IsEnsemble ? null : data.Validation,
        Reproduction = options.CommandLine,
        Seed = options.Seed,
    });
}
