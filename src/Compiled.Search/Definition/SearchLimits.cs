namespace Compiled;

/// <summary>Limits and prices of a network's size and time, for devices where both matter. Immutable; equal by value.</summary>
/// <remarks>
/// Bytes are those of the parameters. Nanoseconds are an estimate from the topology's operations and bytes (<see cref="TrialCost"/>), the same on every machine, so that a
/// search gives the same table wherever it runs. A network over a limit is not trained and ranks last.
/// </remarks>
public sealed record SearchLimits
{
    /// <summary>The most estimated nanoseconds of one prediction; null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite and above 0.</exception>
    public double? MaxNanoseconds { get; init => field = Positive(nameof(MaxNanoseconds), value); }

    /// <summary>The most bytes of parameters; null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long? MaxBytes
    {
        get;
        init
        {
            _ = Positive(nameof(MaxBytes), value);
            field = value;
        }
    }

    /// <summary>What one estimated nanosecond adds to the objective, where lower is better, or takes from it; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double PricePerNanosecond { get; init => field = NotNegative(nameof(PricePerNanosecond), value); }

    /// <summary>What one byte of parameters adds to the objective, where lower is better, or takes from it; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double PricePerByte { get; init => field = NotNegative(nameof(PricePerByte), value); }

    /// <summary>What a network exceeds, or null.</summary>
    internal string? Problem(TrialCost cost)
    {
        if (cost.Bytes > MaxBytes)
            return Wording.Of($"The network needs {cost.Bytes} bytes, more than the limit of {MaxBytes}: not trained.");
        return cost.Nanoseconds > MaxNanoseconds
            ? Wording.Of($"A prediction takes an estimated {cost.Nanoseconds:0.#} ns, more than the limit of {MaxNanoseconds:0.#}: not trained.")
            : null;
    }

    /// <summary>What is added to an objective of which less is better.</summary>
    internal double Price(TrialCost cost) => PricePerNanosecond * cost.Nanoseconds + PricePerByte * cost.Bytes;

    private static double? Positive(string name, double? value) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Wording.Of($"SearchLimits.{name} is {value}, but must be finite and above 0; null means unlimited."));

    private static double NotNegative(string name, double value) => value is >= 0 and < double.PositiveInfinity
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Wording.Of($"SearchLimits.{name} is {value}, but must be finite and not negative."));
}
