using System.Globalization;

namespace Compiled.Benchmarks.Results;

/// <summary>The widths of a network of dense blocks, inputs first: written 16-64-64-4, and 64*33 where five or more equal ones follow each other.</summary>
public sealed class Shape : IEquatable<Shape>
{
    private const int ShortestRun = 5;

    public Shape(params int[] widths)
    {
        if (widths.Length < 2 || Array.Exists(widths, static width => width < 1))
            throw new ArgumentException($"A shape has at least two widths of at least 1, not {string.Join('-', widths)}.", nameof(widths));
        Widths = [.. widths];
        for (var block = 0; block < Blocks; block++)
        {
            MultiplyAdds += (long)widths[block] * widths[block + 1];
            Parameters += (widths[block] + 1L) * widths[block + 1];
        }
    }

    public IReadOnlyList<int> Widths { get; }

    public int Blocks => Widths.Count - 1;

    /// <summary>Weights and biases.</summary>
    public long Parameters { get; }

    /// <summary>Multiply-adds of one sample's forward pass: the biases start the sums and cost none.</summary>
    public long MultiplyAdds { get; }

    /// <summary>
    /// Multiply-adds of one sample's share of a training step: forward, the weights' gradient and the rows' gradient, which the first block's
    /// inputs do not need. The optimiser's work is not in it: it does not depend on the samples.
    /// </summary>
    public long TrainingMultiplyAdds => 3 * MultiplyAdds - (long)Widths[0] * Widths[1];

    /// <exception cref="FormatException">The text is no shape.</exception>
    public static Shape Parse(string text)
    {
        List<int> widths = [];
        foreach (var part in text.Split('-'))
        {
            var run = part.Split('*');
            if (run.Length > 2 || !Number(run[0], out var width) || !Number(run.Length == 2 ? run[1] : "1", out var count))
                throw new FormatException($"'{text}' is no shape: '{part}' is neither a width, such as 64, nor a run of widths, such as 64*33.");
            widths.AddRange(Enumerable.Repeat(width, count));
        }

        return widths.Count >= 2 ? new([.. widths]) : throw new FormatException($"'{text}' is no shape: it has one width, and the least is two, as in 1-1.");
    }

    public override string ToString()
    {
        List<string> parts = [];
        for (var start = 0; start < Widths.Count;)
        {
            var end = start + 1;
            while (end < Widths.Count && Widths[end] == Widths[start])
                end++;
            var width = Widths[start].ToString(CultureInfo.InvariantCulture);
            if (end - start >= ShortestRun)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{width}*{end - start}"));
            else
                parts.AddRange(Enumerable.Repeat(width, end - start));
            start = end;
        }

        return string.Join('-', parts);
    }

    public bool Equals(Shape? other) => other is not null && Widths.SequenceEqual(other.Widths);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 65536;
}
