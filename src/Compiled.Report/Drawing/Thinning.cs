namespace Compiled.Drawing;

/// <summary>Chooses what is drawn of long lines: more points than a screen has columns cannot be seen.</summary>
internal static class Thinning
{
    private const int Most = 2000;

    /// <summary>The indices that are drawn: all of a short line; of a long one the lowest and the highest of each stretch, and what is not finite.</summary>
    public static IEnumerable<int> Of(IReadOnlyList<double> values)
    {
        if (values.Count <= Most)
            return Enumerable.Range(0, values.Count);
        List<int> kept = [0];
        var stretches = Most / 2;
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var (begin, end) = ((int)((long)values.Count * stretch / stretches), (int)((long)values.Count * (stretch + 1) / stretches));
            var (low, high, gap) = (begin, begin, -1);
            for (var index = begin; index < end; index++)
            {
                low = values[index] < values[low] || double.IsNaN(values[low]) ? index : low;
                high = values[index] > values[high] || double.IsNaN(values[high]) ? index : high;
                gap = double.IsFinite(values[index]) ? gap : index;
            }

            kept.AddRange(gap < 0 ? [low, high] : [low, high, gap]);
        }

        kept.Add(values.Count - 1);
        return kept.Distinct().Order();
    }

    /// <summary>Every n-th row, so that at most a number is left.</summary>
    public static IEnumerable<int> Rows(int count, int most)
    {
        var every = (count + most - 1) / most;
        for (var row = 0; row < count; row += every)
            yield return row;
    }
}
