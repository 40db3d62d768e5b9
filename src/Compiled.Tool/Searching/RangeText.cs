using System.Globalization;
using System.Text.RegularExpressions;

namespace Compiled.Tool.Searching;

/// <summary>What a setting may be, as the command line writes it: one value, some values with commas, or the lowest and the highest with two points between them.</summary>
internal static partial class RangeText
{
    /// <summary>The range.</summary>
    /// <param name="option">What the command line calls the setting, for messages.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="text">Its range.</param>
    /// <exception cref="UsageException">The text is not a range of such a setting.</exception>
    public static SearchRange Parse(string option, SettingText setting, string text)
    {
        var range = Read(option, setting, text.Trim());
        try
        {
            _ = SearchSpace.Empty.And(setting.Name, range);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{option} is '{text}': {Lower(ErrorText.Of(exception))}");
        }

        return range;
    }

    private static SearchRange Read(string option, SettingText setting, string text)
    {
        if (setting.Kind == SettingKind.Word)
            return Search.OneOf(Values(option, setting, text).Select(word => Known(option, setting, word)));
        var interval = Interval().Match(text);
        if (!interval.Success)
            return Search.OneOf(Values(option, setting, text).Select(value => Number(option, setting, text, value)));
        var (lowest, highest) = (Number(option, setting, text, interval.Groups["low"].Value), Number(option, setting, text, interval.Groups["high"].Value));
        if (lowest > highest)
            throw new UsageException($"{option} is '{text}', which is empty: write the lower end first, {interval.Groups["high"].Value}..{interval.Groups["low"].Value}.");
        if (setting.Kind is SettingKind.Ratio && lowest <= 0)
            throw new UsageException($"{option} is '{text}', but is searched by ratios, which 0 has none of: begin above 0, such as {setting.Example}, or give single values with commas.");
        if (setting.Kind is SettingKind.Size && lowest < 1)
            throw new UsageException($"{option} is '{text}', but must begin at 1 or above, such as 1..64.");
        return setting.Kind switch
        {
            SettingKind.Ratio => Search.LogUniform(lowest, highest),
            SettingKind.Size => Search.LogIntegers((int)lowest, (int)highest),
            SettingKind.Count => Search.Integers((int)lowest, (int)highest),
            _ => Search.Uniform(lowest, highest),
        };
    }

    private static IEnumerable<string> Values(string option, SettingText setting, string text)
    {
        var values = text.Split(',', StringSplitOptions.TrimEntries);
        if (values.Contains(""))
            throw new UsageException($"{option} is '{text}', but must be {setting.Form}.");
        return values;
    }

    private static double Number(string option, SettingText setting, string text, string value)
    {
        var isWhole = setting.Kind is SettingKind.Count or SettingKind.Size;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            && (!isWhole || (number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue))
            ? number
            : throw new UsageException($"{option} is '{text}', but must be {setting.Form}.");
    }

    private static string Known(string option, SettingText setting, string word)
    {
        if (setting.Words.FirstOrDefault(known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } name)
            return name;
        var words = setting.Words.Select(static known => known.ToLowerInvariant()).ToList();
        throw new UsageException($"{option} has '{word}', but must be some of {string.Join(", ", words)}.{Spelling.Hint(word, words)}");
    }

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    /// <summary>0.1..0.5, 1e-4..1e-1: the two points do not belong to a number.</summary>
    [GeneratedRegex(@"^(?<low>[^.,]*(\.[^.,]+)?)\.\.(?<high>[^.,]*(\.[^.,]+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Interval();
}
