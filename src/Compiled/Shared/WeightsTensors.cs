namespace Compiled;

/// <summary>The names of the tensors of a .weights file.</summary>
internal static class WeightsTensors
{
    public const string Means = "standardize.means";
    public const string Factors = "standardize.factors";

    /// <summary>One value behind the factors: 1 when they were fitted or set, 0 when the next <c>Fit</c> is to fit them.</summary>
    public const string Fitted = "standardize.fitted";

    public const string TargetMeans = ".means";
    public const string TargetScales = ".scales";
    public const string TargetFitted = ".fitted";

    /// <summary>With what the names of a block's tensors begin that standardises targets, by its place among such blocks: heads may have one each.</summary>
    public static string Targets(int number) => "standardize_targets" + (number == 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Whether a tensor is the flag after the figures of a block that standardises.</summary>
    public static bool IsFlag(string name) => name.StartsWith("standardize", System.StringComparison.Ordinal) && name.EndsWith(TargetFitted, System.StringComparison.Ordinal);

    /// <summary>Whether a tensor holds what must be above 0: factors of inputs, or scales of targets.</summary>
    public static bool IsPositive(string name) =>
        name == Factors || (name.StartsWith("standardize_targets", System.StringComparison.Ordinal) && name.EndsWith(TargetScales, System.StringComparison.Ordinal));

    /// <summary>A tensor as the header lists it.</summary>
    public static string Text(string name, params int[] shape) => $"{name} [{string.Join(", ", shape.Select(static size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
