using Compiled.Numerics;

namespace Compiled;

/// <summary>fastai's rules (fastai.callback.schedule) over a curve of losses.</summary>
internal static class RateSuggestion
{
    /// <summary>A place in the longest falling subsequence, half way between its first and its second third; null where no loss is below an earlier one.</summary>
    public static int? Valley(ReadOnlySpan<double> losses)
    {
        // The longest falling subsequence that ends at each place, counted in losses.
        var lengths = new int[losses.Length];
        lengths.AsSpan().Fill(1);
        var end = 0;
        for (var index = 1; index < losses.Length; index++)
        {
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (losses[index] < losses[earlier])
                    lengths[index] = Math.Max(lengths[index], lengths[earlier] + 1);
            }

            if (lengths[index] > lengths[end])
                end = index;
        }

        if (lengths[end] < 2)
            return null;
        // The subsequence may have gaps: as in fastai, its length is counted back from its end as if it had none.
        var start = end - lengths[end];
        var third = (end - start) / 3.0;
        return Math.Max(start + (int)third + (int)(third / 2), 0);
    }

    /// <summary>Where the loss falls most steeply over ln of the rate; null where it never falls.</summary>
    public static int? Steepest(ReadOnlySpan<double> losses, ReadOnlySpan<double> rates)
    {
        (int? place, var steepest) = ((int?)null, 0.0);
        for (var index = 1; index < losses.Length; index++)
        {
            var slope = (losses[index] - losses[index - 1]) / ScalarMath.Log(rates[index] / rates[index - 1]);
            if (slope < steepest)
                (place, steepest) = (index - 1, slope);
        }

        return place;
    }
}
