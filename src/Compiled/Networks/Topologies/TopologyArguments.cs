using System.Globalization;

namespace Compiled;

/// <summary>Reads arguments as a topology holds them: <c>slope: 0.01</c>, <c>Momentum = 0.1, Epsilon = 1E-05</c>.</summary>
internal static class TopologyArguments
{
    /// <summary>The value as written, or null.</summary>
    public static string? Find(string arguments, string name)
    {
        foreach (var argument in arguments.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = argument.AsSpan().IndexOfAny(':', '=');
            if (end > 0 && argument.AsSpan(0, end).Trim().SequenceEqual(name))
                return argument[(end + 1)..].Trim();
        }

        return null;
    }

    /// <summary>The value as a float.</summary>
    /// <exception cref="ArgumentException">There is none, or it is no number.</exception>
    public static float Number(string arguments, string name, string kind) =>
        // Through a double, as C# reads the argument of an attribute: the same rounding gives the same bits.
        Find(arguments, name) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (float)number
            : throw new ArgumentException($"{kind} has no numeric argument '{name}' in its arguments \"{arguments}\".", nameof(name));
}
