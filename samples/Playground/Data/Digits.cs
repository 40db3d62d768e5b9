using Compiled;

namespace Playground.Data;

/// <summary>The bundled digits, with pixels from 0 to 1.</summary>
internal static class Digits
{
    /// <summary>The value of a black pixel in the file and on the page.</summary>
    public const float Black = 16;

    private static readonly Lazy<Dataset> All = new(static () => Dataset.FromCsv(Path.Combine(AppContext.BaseDirectory, "digits.csv"), target: "label"));

    /// <summary>The digits, split as the seed says; each class has its share in both parts.</summary>
    public static Samples Load(double fraction, long seed)
    {
        var (train, test) = All.Value.Split(fraction, seed);
        return new(train.InputSize, train.TargetSize, ToPart(train), ToPart(test));
    }

    private static Part ToPart(Dataset data)
    {
        var inputs = data.Inputs.ToArray();
        for (var index = 0; index < inputs.Length; index++)
            inputs[index] /= Black;
        var labels = new int[data.Count];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = data.Label(row);
        return new(inputs, labels);
    }
}
