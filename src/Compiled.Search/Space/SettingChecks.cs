namespace Compiled.Searching;

/// <summary>Whether ranges fit the settings that the library knows, before a trial is trained.</summary>
internal static class SettingChecks
{
    /// <summary>What is wrong with a range, or null.</summary>
    public static string? Problem(string name, SearchRange range) => name switch
    {
        SettingNames.Activation => Words(name, range, TrialTopology.Activations),
        SettingNames.Optimizer => Words(name, range, TrialOptimizers.Names),
        SettingNames.Schedule => Words(name, range, TrialSchedules.Names),
        SettingNames.Initializer => Words(name, range, TrialTopology.Initializers),
        SettingNames.Rate => Numbers(name, range, static value => value > 0, "above 0"),
        SettingNames.Dropout => Numbers(name, range, static value => value is >= 0 and < 1, "at least 0 and below 1"),
        SettingNames.LabelSmoothing => Numbers(name, range, static value => value is >= 0 and < 1, "at least 0 and below 1"),
        SettingNames.Momentum => Numbers(name, range, static value => value is >= 0 and < 1, "at least 0 and below 1"),
        SettingNames.WeightDecay or SettingNames.L1 or SettingNames.L2 => Numbers(name, range, static value => value >= 0, "at least 0"),
        SettingNames.ClipNorm => Numbers(name, range, static value => value > 0, "above 0"),
        SettingNames.Units or SettingNames.Batch or SettingNames.Epochs => Integers(name, range, 1),
        SettingNames.Depth => Integers(name, range, 0),
        _ => null,
    };

    private static string? Words(string name, SearchRange range, IReadOnlyList<string> known)
    {
        if (range.Kind != SearchRangeKind.Choice || range.Choices[0].IsNumber)
            return $"The range {range} does not fit the setting '{name}', which is a name: use OneOf(\"{known[0]}\", …).";
        foreach (var choice in range.Choices)
            if (!known.Contains(choice.Text!))
                return $"The setting '{name}' has the value '{choice}', but must be one of {Wording.List(known)}.";
        return null;
    }

    private static string? Numbers(string name, SearchRange range, Predicate<double> fits, string rule)
    {
        if (range.Kind == SearchRangeKind.Choice && !range.Choices[0].IsNumber)
            return $"The range {range} does not fit the setting '{name}', which is a number {rule}.";
        var ends = range.Kind == SearchRangeKind.Choice ? range.Choices.Select(static choice => choice.Number) : [range.Lowest, range.Highest];
        foreach (var value in ends)
            if (!fits(value))
                return Wording.Of($"The range {range} of the setting '{name}' has the value {value:R}, but it must be {rule}.");
        return null;
    }

    private static string? Integers(string name, SearchRange range, int lowest)
    {
        var isReal = range.Kind is SearchRangeKind.Uniform or SearchRangeKind.LogUniform
            || range.Kind == SearchRangeKind.Choice && range.Choices.Any(static choice => choice.IsNumber && (choice.Number != Math.Floor(choice.Number) || choice.Number > int.MaxValue));
        return isReal
            ? $"The range {range} does not fit the setting '{name}', which is an integer: use 1..4, LogIntegers or OneOf."
            : Numbers(name, range, value => value >= lowest, Wording.Of($"at least {lowest}"));
    }
}
