using Compiled.Arrays;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Formats;

/// <summary>What can be said of the values of a file: only of those that were looked at, and only of those that could be anything but finite.</summary>
internal static class FinitenessLine
{
    /// <summary>A sentence or several.</summary>
    public static string Of(IReadOnlyList<TensorDescription> tensors)
    {
        var unread = tensors.Where(static tensor => tensor.Statistics is null && tensor.Count > 0).ToList();
        var floats = tensors.Where(static tensor => tensor is { Statistics: not null, Count: > 0, CanBeNonFinite: true }).ToList();
        var whole = tensors.Where(static tensor => tensor is { Statistics: not null, Count: > 0, CanBeNonFinite: false }).ToList();
        List<string> sentences = [];
        if (whole.Count > 0)
            sentences.Add($"{Figures.Count(Values(whole), "value is an integer or a Boolean, which is", "values are integers or Booleans, which are")} always finite.");
        if (unread.Count > 0)
            sentences.Add($"{Figures.Count(Values(unread), "value was", "values were")} not examined: {Reasons(unread)}.");
        if (floats.Count > 0)
            sentences.Add(OfFloats(floats, isAll: unread.Count + whole.Count == 0));
        return sentences.Count > 0 ? string.Join(' ', sentences) : "There are no values to examine.";
    }

    private static string OfFloats(List<TensorDescription> tensors, bool isAll)
    {
        var (nans, infinities) = (tensors.Sum(static tensor => tensor.Statistics!.NaNs), tensors.Sum(static tensor => tensor.Statistics!.Infinities));
        if (nans + infinities > 0)
            return $"{Figures.Count(nans + infinities, "value is", "values are")} not finite: {Figures.Whole(nans)} NaN, {Figures.Whole(infinities)} infinite.";
        return isAll ? "All values are finite." : Values(tensors) == 1 ? "The floating-point value is finite." : $"All {Figures.Whole(Values(tensors))} floating-point values are finite.";
    }

    private static long Values(IEnumerable<TensorDescription> tensors) => tensors.Sum(static tensor => tensor.Count);

    /// <summary>Types that are not read, and values that are in another file.</summary>
    private static string Reasons(List<TensorDescription> tensors)
    {
        var types = tensors.Where(static tensor => ElementType.OfName(tensor.Type) is null).Select(static tensor => tensor.Type).Distinct().ToList();
        List<string> reasons = [];
        if (types.Count > 0)
            reasons.Add($"values of type {string.Join(", ", types)} are not read");
        if (tensors.Any(static tensor => ElementType.OfName(tensor.Type) is not null))
            reasons.Add("values in another file, or in an unusual encoding, are not read");
        return string.Join("; ", reasons);
    }
}
