using System.Globalization;
using System.Text.RegularExpressions;

namespace Compiled.Storage;

/// <summary>Names of files with figures of an epoch in them: "digits-{epoch:000}.safetensors".</summary>
internal static partial class FilePattern
{
    /// <summary>The name for an epoch; a figure that the run has not is written as nan.</summary>
    /// <exception cref="ArgumentException">A placeholder does not exist, or its format is not one of a number.</exception>
    public static string Expand(string path, EpochRecord record) => Placeholder().Replace(path, match =>
    {
        var (name, format) = (match.Groups["name"].Value, match.Groups["format"].Value);
        try
        {
            return name switch
            {
                "epoch" => record.Epoch.ToString(format, CultureInfo.InvariantCulture),
                "loss" => Figure(record.Loss, format),
                "metric" => Figure(record.Metric, format),
                "val_loss" => Figure(record.ValidationLoss, format),
                "val_metric" => Figure(record.ValidationMetric, format),
                _ => throw new ArgumentException($"'{path}' contains {{{name}}}, but only {{epoch}}, {{loss}}, {{metric}}, {{val_loss}} and {{val_metric}} can be filled in.", nameof(path)),
            };
        }
        catch (FormatException exception)
        {
            throw new ArgumentException($"'{path}' contains {match.Value}, but '{format}' is not a format of numbers, such as F4 or 000.", nameof(path), exception);
        }
    });

    private static string Figure(double? figure, string format) =>
        figure is { } number && double.IsFinite(number) ? number.ToString(format.Length == 0 ? "G6" : format, CultureInfo.InvariantCulture) : "nan";

    [GeneratedRegex(@"\{(?<name>[^{}:]*)(?::(?<format>[^{}]*))?\}")]
    private static partial Regex Placeholder();
}
