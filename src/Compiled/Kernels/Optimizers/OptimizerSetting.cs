using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Compiled;

/// <summary>Range checks of the optimisers' settings: the message names the setting, its value and the range.</summary>
internal static class OptimizerSetting
{
    /// <summary>2⁻¹²⁶, the smallest normal float: moments below it are cleared (see the remarks of <see cref="Adam"/>).</summary>
    public const float SmallestNormal = 1.17549435e-38f;

    /// <summary>
    /// 2⁻⁶⁴, 5.4e-20: a rule that decays weights clears those below it. Without a signal they would shrink for good, and products of two of them,
    /// which are what a network computes, are denormal long before the weights are.
    /// </summary>
    public const float SmallestDecayedWeight = 5.42101086e-20f;

    /// <summary>The struct must have been made by a constructor: <c>default</c> has a rate of 0 and no other setting either.</summary>
    public static void Initialized([DoesNotReturnIf(false)] bool initialized, string type, string remedy)
    {
        if (!initialized)
            throw new ArgumentException($"default({type}) has no settings: write {remedy}.", "optimizer");
    }

    /// <summary>The settings that Adam and its variants share.</summary>
    public static void OfAdamFamily(string type, float learningRate, double beta1, double beta2, float epsilon, float weightDecay)
    {
        NotNegative("LearningRate", learningRate, type);
        BelowOne("Beta1", beta1, type);
        BelowOne("Beta2", beta2, type);
        Positive("Epsilon", epsilon, type);
        NotNegative("WeightDecay", weightDecay, type);
    }

    /// <summary>Finite and at least 0.</summary>
    public static void NotNegative<T>(string name, T value, string type = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(value >= T.Zero && T.IsFinite(value)))
            Throw(Full(type, name), value, "finite and at least 0");
    }

    /// <summary>Finite and above 0.</summary>
    public static void Positive<T>(string name, T value, string type = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(value > T.Zero && T.IsFinite(value)))
            Throw(Full(type, name), value, "finite and greater than 0");
    }

    /// <summary>From 0 to 1.</summary>
    public static void UpToOne<T>(string name, T value)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(value >= T.Zero && value <= T.One))
            Throw(name, value, "from 0 to 1");
    }

    /// <summary>From 0 to a limit.</summary>
    public static void UpTo(string name, double value, double limit)
    {
        if (!(value >= 0 && value <= limit))
            Throw(name, value, string.Create(CultureInfo.InvariantCulture, $"from 0 to {limit}"));
    }

    /// <summary>From 0 to below 1.</summary>
    public static void BelowOne<T>(string name, T value, string type = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!(value >= T.Zero && value < T.One))
            Throw(Full(type, name), value, "at least 0 and less than 1");
    }

    // Joined only for the message: a schedule sets the rate in every step, and nothing is allocated then.
    private static string Full(string type, string name) => type.Length == 0 ? name : $"{type}.{name}";

    [DoesNotReturn]
    private static void Throw<T>(string name, T value, string range) =>
        throw new ArgumentOutOfRangeException(
            name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, but must be {range}."));
}
