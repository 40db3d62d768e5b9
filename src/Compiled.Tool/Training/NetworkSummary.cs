using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>What a class predicts, for its documentation.</summary>
internal static class NetworkSummary
{
    /// <summary>More names than a line of documentation can bear are left out.</summary>
    private const int MostShown = 16;

    /// <summary>The sentences.</summary>
    /// <param name="options">What was trained.</param>
    /// <param name="rows">The rows it was trained on.</param>
    public static string Of(TrainingOptions options, Dataset rows)
    {
        var (inputs, thing) = rows.Encoder is { } encoder ? (encoder.Columns.Select(static column => column.Name).ToList(), "column") : (rows.FeatureNames, "input");
        var sentence = $"Predicts {string.Join(", ", options.Targets)} from {Figures.Count(inputs.Count, thing)}: {Inputs(inputs)}.";
        var className = options.ClassName ?? TrainingRun.ClassOf(options.Targets);
        return options.Members == 1 ? sentence : $"{sentence} One member of an ensemble: Ensemble<{className}>.Load(\"{className}{EnsembleFormat.FileExtension}\") reads all.";
    }

    private static string Inputs(IReadOnlyList<string> names) => names.Count <= MostShown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} … {names[^1]}";
}
