namespace Compiled;

/// <summary>The names of the tensors of a .weights file.</summary>
internal static class WeightsTensors
{
    public const string Means = "standardize.means";
    public const string Factors = "standardize.factors";

    /// <summary>One value behind the factors: 1 when they were fitted or set, 0 when the next <c>Fit</c> is to fit them.</summary>
    public const string Fitted = "standardize.fitted";

    /// <summary>A tensor as the header lists it.</summary>
    public static string Text(string name, params int[] shape) => $"{name} [{string.Join(", ", shape.Select(static size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
