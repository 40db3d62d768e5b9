using Compiled.Dynamic;

namespace Compiled.Tool;

/// <summary>Errors in the words of the command line: what the library says of its classes and options is said of the tool's.</summary>
internal static class ErrorText
{
    private static readonly (string Library, string Tool)[] Words =
    [
        ("because CsvOptions.DecimalComma is true", "because --decimal is comma"),
        ("because CsvOptions.DecimalComma is false", "because --decimal is point"),
        ("CsvOptions.ThousandsSeparator", "--thousands"),
        ("CsvOptions.Separator", "--separator"),
        ("CsvOptions.Ignore", "--ignore"),
        ("CsvOptions.Features", "--features"),
        ("read it with the network's Load, or with Safetensors.Load", "give it a name that ends in .safetensors"),
        ("read it with OnnxModel.Load of Compiled.Onnx, or convert it: compiled convert model.onnx model.safetensors", "give it a name that ends in .onnx"),
        ("read it with WeightsFile.Load", "give it a name that ends in .weights"),
        ("convert it: compiled convert arrays.npz model.safetensors --topology \"[Network(inputs: …)] …\"", "give it a name that ends in .npz"),
        ("give the file of the model, or use a command or method that takes data", "give the file of the model"),
        ("TargetKind.Categorical reads it as classes", "--as classes reads it as classes"),
        ("leave it out of TableEncoderOptions.Features", "leave it out of --features"),
        (": limit its categories with MaxCategories or MinFrequency, or exclude it with Ignore", ": exclude columns with --ignore"),
        ("with Ignore, or use Unknown = UnknownCategories.Other, which does not store rare categories", "with --ignore"),
        ("set SearchDefinition.Objective to a metric, such as Metric.LogLoss", "choose a metric with --metric, such as log-loss"),
        ("LoadOptions.Names", "--map"),
        ("OnnxReadOptions.Outputs", "--outputs"),
        ("OnnxReadOptions.Inputs", "--inputs"),
        ("LoadOptions.IgnoreTopology loads it anyway", "--topology with that network's declaration loads it"),
        ("; LoadOptions.AllowNonFinite loads it anyway", ""),
    ];

    /// <summary>What the user reads.</summary>
    public static string Of(Exception exception)
    {
        var message = exception switch
        {
            FileNotFoundException { FileName: { } file } => Missing(file),
            ArgumentException argument => WithoutParameter(argument),
            ToolException or ModelFileException or CsvException or NetworkCompilationException or SearchException or IOException or UnauthorizedAccessException
                or NonFiniteTrainingException or NotSupportedException or InvalidOperationException => exception.Message,
            OutOfMemoryException => "there is not enough memory for this.",
            _ => $"unexpected error ({exception.GetType().Name}): {exception.Message}",
        };
        return InToolWords(message);
    }

    /// <summary>A sentence of the library's in the words of the command line.</summary>
    public static string InToolWords(string sentence)
    {
        foreach (var (library, tool) in Words)
            sentence = sentence.Replace(library, tool, StringComparison.Ordinal);
        return sentence;
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
