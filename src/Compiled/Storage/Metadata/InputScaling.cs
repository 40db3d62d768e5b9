using System.Globalization;
using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>The figures of Standardize as metadata: numbers in words that give the same bits back, with a space between them.</summary>
internal static class InputScaling
{
    public const string MeansKey = "compiled.standardize.means";
    public const string FactorsKey = "compiled.standardize.factors";

    /// <summary>The figures as text.</summary>
    public static string Write(StatisticsVector figures) =>
        string.Join(' ', Enumerable.Range(0, figures.Length).Select(index => figures[index].ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Reads figures, as many as there are inputs or outputs.</summary>
    /// <exception cref="ModelFileException">There are more or fewer, or one of them is no number that it can be.</exception>
    public static float[] Read(string text, string key, int width, bool isPositive, string what, string? fileName)
    {
        var figures = new float[width];
        var count = 0;
        foreach (var range in text.AsSpan().Split(' '))
        {
            if (count == width)
                throw new ModelFileException(fileName, FormattableString.Invariant($"The metadata '{key}' has more than {Wording.Count(width, "number")}, but the network has {Wording.Count(width, what)}."));
            var word = text.AsSpan(range);
            if (!float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) || !float.IsFinite(figure) || (isPositive && figure <= 0))
            {
                throw new ModelFileException(
                    fileName,
                    FormattableString.Invariant($"The metadata '{key}' has {ModelText.Quote(word.ToString())} for {what} {count}, but must have a finite number{(isPositive ? " above 0" : "")}."));
            }

            figures[count++] = figure;
        }

        return count == width ? figures
            : throw new ModelFileException(fileName, FormattableString.Invariant($"The metadata '{key}' has {Wording.Count(count, "number")}, but the network has {Wording.Count(width, what)}."));
    }

    /// <summary>Back to before any fitting: the block changes nothing.</summary>
    public static void Reset(ParameterStore store)
    {
        var layout = store.Layout.Statistics[0];
        store.State.Slice(layout.Offset, layout.Length).Clear();
        store.State.Slice(layout.ScalesOffset, layout.Length).Fill(1);
        store.State[layout.FlagOffset] = 0;
        store.MarkChanged();
    }
}
