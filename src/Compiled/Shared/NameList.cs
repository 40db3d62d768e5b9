using System.Globalization;

namespace Compiled;

/// <summary>
/// What the names of a network's features and classes may be. Shared by the runtime, which gets them from data, files and programs, and the generator, which gets them from
/// attributes and files.
/// </summary>
internal static class NameList
{
    /// <summary>The longest name, in characters: what a file says is bounded by it.</summary>
    public const int MostCharacters = 4_096;

    /// <summary>Characters of all names of a list: 32 for each of the most inputs that a network may have.</summary>
    public const int MostInAll = 1 << 21;

    /// <summary>The first thing that is wrong with a list, as a sentence without its dot; null when nothing is.</summary>
    /// <param name="names">The names, in their order.</param>
    /// <param name="what">What they name: "feature" or "class".</param>
    public static string? Problem(IReadOnlyList<string?> names, string what)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var characters = 0L;
        for (var index = 0; index < names.Count; index++)
        {
            if (Problem(names[index]) is { } problem)
                return $"the name of {what} {Text(index)} {problem}";
            var name = names[index]!;
            if (places.TryGetValue(name, out var first))
                return $"the {Plural(what)} {Text(first)} and {Text(index)} are both named '{WeightsHeader.Shortened(name)}', but names must be distinct";
            places.Add(name, index);
            characters += name.Length;
        }

        return characters <= MostInAll ? null : $"the names of the {Plural(what)} have {Text(characters)} characters in total, more than {Text(MostInAll)}";
    }

    /// <summary>The same of one name, as what follows it: "is empty".</summary>
    public static string? Problem(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return name is null ? "is null" : "is empty";
        if (name!.Length > MostCharacters)
            return $"has {Text(name.Length)} characters, more than {Text(MostCharacters)}";
        for (var index = 0; index < name.Length; index++)
        {
            if (char.IsHighSurrogate(name[index]) && index + 1 < name.Length && char.IsLowSurrogate(name[index + 1]))
                index++;
            else if (char.IsSurrogate(name[index]))
                return "has half of a surrogate pair, which no file can store";
        }

        return null;
    }

    /// <summary>"features", "classes".</summary>
    public static string Plural(string what) => what == "class" ? "classes" : what + "s";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
