namespace Compiled;

/// <summary>The floats that an argument may be. NaN is in no range.</summary>
/// <param name="least">The lower bound.</param>
/// <param name="most">The upper bound.</param>
/// <param name="excludesLeast">Whether the lower bound itself is not allowed.</param>
/// <param name="excludesMost">Whether the upper bound itself is not allowed.</param>
/// <param name="text">How messages say it, as the rest of "it must be …".</param>
internal sealed class NumberRange(float least, float most, bool excludesLeast, bool excludesMost, string text)
{
    /// <summary>Any finite number.</summary>
    public static readonly NumberRange Finite = new(float.MinValue, float.MaxValue, false, false, "finite");

    /// <summary>Above 0.</summary>
    public static readonly NumberRange Positive = new(0, float.MaxValue, true, false, "positive and finite");

    /// <summary>From 0 on.</summary>
    public static readonly NumberRange NotNegative = new(0, float.MaxValue, false, false, "finite and at least 0");

    /// <summary>From 0 to below 1.</summary>
    public static readonly NumberRange BelowOne = new(0, 1, false, true, "at least 0 and below 1");

    /// <summary>From 0 to 1.</summary>
    public static readonly NumberRange ZeroToOne = new(0, 1, false, false, "0 to 1");

    /// <summary>Between 0 and 1.</summary>
    public static readonly NumberRange BetweenZeroAndOne = new(0, 1, true, true, "between 0 and 1, both excluded");

    /// <summary>How messages say it.</summary>
    public string Text { get; } = text;

    /// <summary>Whether a number is in it, as the float that is used: 0.99999999 is 1.</summary>
    public bool Contains(float number) => (excludesLeast ? number > least : number >= least) && (excludesMost ? number < most : number <= most);
}
