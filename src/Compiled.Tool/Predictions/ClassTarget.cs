namespace Compiled.Tool.Predictions;

/// <summary>The right answers of a classifier: labels by name, or by number where the file has the numbers of the classes.</summary>
internal static class ClassTarget
{
    /// <summary>Reads a file whose target is one of the network's classes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The column of the labels.</param>
    /// <param name="options">How to read it; says whether the network has one output for two classes, or one for each.</param>
    /// <param name="classes">The network's, in order; none where it has no names.</param>
    /// <param name="note">Takes what the user should know.</param>
    /// <exception cref="CsvException">A label is neither a class nor the number of one.</exception>
    public static Dataset Read(string path, string target, CsvOptions options, IReadOnlyList<string> classes, Action<string> note)
    {
        if (classes.Count == 0)
            return Dataset.FromCsv(path, target, options);
        try
        {
            return Dataset.FromCsv(path, target, options, classes);
        }
        catch (CsvException) when (ByNumber(path, target, options, classes) is { } data)
        {
            note($"the labels of '{target}' are read as class numbers: {string.Join(", ", classes.Take(10).Select(static (name, index) => $"{Terminal.Figures.Digits(index)} is {name}"))}{(classes.Count > 10 ? ", …" : "")}");
            return data;
        }
    }

    /// <summary>The same rows with labels 0 to k − 1, as scikit-learn and PyTorch count; null where a label is another, or where a class is called by such a number.</summary>
    private static Dataset? ByNumber(string path, string target, CsvOptions options, IReadOnlyList<string> classes)
    {
        if (classes.Any(static name => double.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out _)))
            return null;
        // A data frame with a gap in the column writes whole numbers with a decimal.
        return Numbered("") ?? Numbered(".0");

        Dataset? Numbered(string ending)
        {
            try
            {
                var data = Dataset.FromCsv(path, target, options, [.. Enumerable.Range(0, classes.Count).Select(index => Terminal.Figures.Digits(index) + ending)]);
                return Dataset.FromMemory(data.Inputs, data.Targets, data.InputSize, data.TargetSize, data.FeatureNames, data.TargetSize == 1 ? [target] : null, classes);
            }
            catch (CsvException)
            {
                return null;
            }
        }
    }
}
