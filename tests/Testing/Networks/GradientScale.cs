using Compiled.Tests.Peers;

namespace Compiled.Tests.Networks;

/// <summary>
/// Compares the gradients of one parameter group. A sum's error is measured against its terms, not against what is left of them: a lone bias
/// whose rows cancel would ask for more digits than there are. The block's largest gradient shows the terms' size.
/// </summary>
public static class GradientScale
{
    public static void Compare(
        NetworkCase of, ParameterGroup group, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double relative, string what)
    {
        var largest = 0.0;
        foreach (var sibling in of.Groups.Where(one => one.Block == group.Block))
        {
            foreach (var value in expected.Slice(sibling.Offset, sibling.Count))
                largest = Math.Max(largest, Math.Abs(value));
        }

        Close.Values(
            expected.Slice(group.Offset, group.Count), actual.Slice(group.Offset, group.Count), 0, relative * largest + 1e-30, what);
    }
}
