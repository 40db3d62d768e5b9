using System.Globalization;
using System.Runtime.InteropServices;

namespace Compiled.Storage;

/// <summary>Names and values, in order, that two sides must have in common.</summary>
internal sealed class CheckpointFacts
{
    private const string None = "none";

    /// <summary>Characters of a fact in a message: a line of a declaration has fewer, and a damaged file may have more.</summary>
    private const int LongestShown = 1_000;

    /// <summary>What the facts of names begin with.</summary>
    private const string Naming = "The name of ";

    /// <summary>The fact of the encoder: two sides that both have one must have the same.</summary>
    private const string Encoder = "The encoder of raw columns";

    private readonly List<(string Name, string Value)> _facts = [];

    /// <summary>Names of facts that need not be the same; null where all must.</summary>
    public Predicate<string>? MayDiffer { get; init; }

    public ReadOnlySpan<(string Name, string Value)> All => CollectionsMarshal.AsSpan(_facts);

    /// <summary>Adds a fact whose name is new. (No overload of the next one: a text with numbers would come here, with those of the culture.)</summary>
    public void AddText(string name, string value) => _facts.Add((name, value));

    /// <summary>Adds a fact whose numbers are written the same way in every culture.</summary>
    public void Add(string name, FormattableString value) => AddText(name, Wording.Of(value));

    /// <summary>Adds a number, or none.</summary>
    public void AddNumber(string name, float? value) => AddText(name, value?.ToString(CultureInfo.InvariantCulture) ?? None);

    /// <summary>Adds a fact for each line of a text.</summary>
    public void AddLines(string name, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
            AddText(Wording.Of($"{name} {++number}"), line);
    }

    /// <summary>Adds the settings of a rule: "Beta1 = 0.9, Beta2 = 0.999", or any text that is not of this form as a whole.</summary>
    public void AddSettings(string owner, string settings)
    {
        var parts = settings.Split(", ").Select(static part => part.Split(" = ")).ToArray();
        if (parts.All(static part => part.Length == 2) && parts.DistinctBy(static part => part[0], StringComparer.Ordinal).Count() == parts.Length)
        {
            foreach (var part in parts)
                AddText($"{owner}.{part[0]}", part[1]);
        }
        else
        {
            AddText($"The settings of {owner}", settings.Length == 0 ? None : settings);
        }
    }

    /// <summary>Adds a fact for each name of a list: two sides that both have some must have the same, and one without takes those of the other.</summary>
    /// <param name="what">What they name: "feature" or "class".</param>
    /// <param name="names">The names; none adds nothing.</param>
    public void AddNames(string what, IReadOnlyList<string> names)
    {
        for (var index = 0; index < names.Count; index++)
            AddText(Wording.Of($"{Naming}{what} {index}"), names[index]);
    }

    /// <summary>Adds the encoder as JSON, or nothing.</summary>
    public void AddEncoder(string? json)
    {
        if (json is not null)
            AddText(Encoder, json);
    }

    /// <summary>The encoder as JSON, or null.</summary>
    public string? EncoderText() => _facts.Where(static fact => fact.Name == Encoder).Select(static fact => fact.Value).FirstOrDefault();

    /// <summary>The names of a list, or none where they are not as many as is expected, all in their order.</summary>
    public IReadOnlyList<string> Names(string what, int expected)
    {
        var prefix = $"{Naming}{what} ";
        List<string> names = [];
        foreach (var (name, value) in _facts)
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            if (names.Count == expected || name != Wording.Of($"{prefix}{names.Count}"))
                return [];
            names.Add(value);
        }

        return names.Count == expected && NameList.Problem(names, what) is null ? names : [];
    }

    /// <summary>A sentence for each fact that the other side, a checkpoint, has not or has otherwise.</summary>
    public IReadOnlyList<string> DifferencesFrom(CheckpointFacts other)
    {
        var theirs = other._facts.ToDictionary(static fact => fact.Name, static fact => fact.Value, StringComparer.Ordinal);
        var ours = _facts.ToDictionary(static fact => fact.Name, static fact => fact.Value, StringComparer.Ordinal);
        var lists = Lists();
        lists.IntersectWith(other.Lists());
        return [.. _facts.Concat(other._facts.Where(fact => !ours.ContainsKey(fact.Name)))
            .Select(fact => (fact.Name, Here: ours.GetValueOrDefault(fact.Name, None), There: theirs.GetValueOrDefault(fact.Name, None)))
            .Where(fact => fact.Here != fact.There && MayDiffer?.Invoke(fact.Name) != true && (ListOf(fact.Name) is not { } list || lists.Contains(list)))
            .Select(static fact => $"{ModelText.Clip(fact.Name, LongestShown)} is {ModelText.Clip(fact.Here, LongestShown)} here and {ModelText.Clip(fact.There, LongestShown)} in the checkpoint.")];
    }

    /// <summary>"The name of feature ", for a fact that is such a name; otherwise null.</summary>
    private static string? ListOf(string fact) => fact == Encoder ? Encoder : fact.StartsWith(Naming, StringComparison.Ordinal) ? fact[..(fact.LastIndexOf(' ') + 1)] : null;

    /// <summary>The lists of names that there are.</summary>
    private HashSet<string> Lists() => new(_facts.Select(static fact => ListOf(fact.Name)).OfType<string>(), StringComparer.Ordinal);
}
