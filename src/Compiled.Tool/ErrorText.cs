using Compiled.Dynamic;

namespace Compiled.Tool;

/// <summary>Errors in the words of the command line: what the library says of its classes and options is said of the tool's.</summary>
internal static class ErrorText
{
    private static readonly (string Library, string Tool)[] Words =
    [
        ("since CsvOptions.DecimalComma is true", "since --decimal is comma"),
        ("since CsvOptions.DecimalComma is false", "since --decimal is point"),
        ("CsvOptions.ThousandsSeparator", "--thousands"),
        ("CsvOptions.Separator", "--separator"),
        ("CsvOptions.Ignore", "--ignore"),
        ("CsvOptions.Features", "--features"),
        ("LoadOptions.IgnoreTopology loads it all the same", "--topology with that network's declaration loads it"),
        ("; LoadOptions.AllowNonFinite loads it all the same", ""),
    ];

    /// <summary>What the user reads.</summary>
    public static string Of(Exception exception)
    {
        var message = exception switch
        {
            FileNotFoundException { FileName: { } file } => Missing(file),
            ArgumentException argument => WithoutParameter(argument),
            ToolException or ModelFileException or CsvException or NetworkCompilationException or IOException or UnauthorizedAccessException
                or NonFiniteTrainingException or NotSupportedException or InvalidOperationException => exception.Message,
            OutOfMemoryException => "there is not enough memory for this.",
            _ => $"this should not have happened ({exception.GetType().Name}): {exception.Message}",
        };
        foreach (var (library, tool) in Words)
            message = message.Replace(library, tool, StringComparison.Ordinal);
        return message;
    }

    /// <summary>A file that is not there.</summary>
    public static string Missing(string path) => $"'{path}' does not exist: give the path of a file.";

    private static string WithoutParameter(ArgumentException exception)
    {
        var suffix = $" (Parameter '{exception.ParamName}')";
        var message = exception.Message;
        var end = message.IndexOf(suffix, StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
