namespace Compiled;

/// <summary>A setting of training that a search over this network varies between two numbers: <c>[SearchRange("rate", 1e-4, 1e-1, Log = true)]</c>. See <see cref="Search.Over{TNetwork}"/>.</summary>
/// <param name="name">The setting: rate, weightDecay, batch …</param>
/// <param name="lowest">The lowest value.</param>
/// <param name="highest">The highest value, included.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SearchRangeAttribute(string name, double lowest, double highest) : Attribute
{
    /// <summary>The setting.</summary>
    public string Name { get; } = name;

    /// <summary>The lowest value.</summary>
    public double Lowest { get; } = lowest;

    /// <summary>The highest value, included.</summary>
    public double Highest { get; } = highest;

    /// <summary>Whether each ratio is as likely as another, rather than each difference.</summary>
    public bool Log { get; set; }

    /// <summary>Whether only integers are tried.</summary>
    public bool Integer { get; set; }

    internal SearchRange Range => SearchRange.Checked(
        (Integer, Log) switch
        {
            (false, false) => SearchRangeKind.Uniform,
            (false, true) => SearchRangeKind.LogUniform,
            (true, false) => SearchRangeKind.Integers,
            _ => SearchRangeKind.LogIntegers,
        },
        Integer ? Math.Ceiling(Lowest) : Lowest, Integer ? Math.Floor(Highest) : Highest, $"[SearchRange] of '{Name}'");
}

/// <summary>A setting of training that a search over this network chooses from a list: <c>[SearchChoices("optimizer", "adam", "sgd")]</c>. See <see cref="Search.Over{TNetwork}"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SearchChoicesAttribute : Attribute
{
    /// <summary>Texts.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="values">At least one.</param>
    public SearchChoicesAttribute(string name, params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Name, Values) = (name, [.. values.Select(static value => new SettingValue(value))]);
    }

    /// <summary>Numbers.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="values">At least one.</param>
    public SearchChoicesAttribute(string name, params double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Name, Values) = (name, [.. values.Select(static value => new SettingValue(value))]);
    }

    /// <summary>The setting.</summary>
    public string Name { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<SettingValue> Values { get; }
}
