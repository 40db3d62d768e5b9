using System.Globalization;

namespace Playground.Data;

/// <summary>Samples with a class each. Immutable by convention: nobody writes the arrays.</summary>
/// <param name="InputSize">Inputs of one sample.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Train">Those to learn from.</param>
/// <param name="Test">Those to judge by; may be empty.</param>
public sealed record Samples(int InputSize, int Classes, Part Train, Part Test)
{
    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, Classes).Select(static label => label.ToString(CultureInfo.InvariantCulture))];

    /// <summary>What heads can learn of them; the class is the first.</summary>
    public IReadOnlyList<Target> Targets => field ??= Data.Targets.Of(this);

    /// <summary>The target that a head is named after, whatever the case of its letters; null if there is none.</summary>
    public Target? Target(string head) => Targets.FirstOrDefault(target => target.Id.Equals(head, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Some of the samples.</summary>
/// <param name="Inputs">[sample][input].</param>
/// <param name="Labels">One class per sample.</param>
public sealed record Part(float[] Inputs, int[] Labels)
{
    /// <summary>How many there are.</summary>
    public int Count => Labels.Length;

    /// <summary>A value of its own per sample, a second target; NaN where there is none.</summary>
    public float[] Values
    {
        get => field ??= [.. Labels.Select(static _ => float.NaN)];
        init;
    }
}
