using System.Globalization;
using System.Runtime.InteropServices;

namespace Compiled.Storage;

/// <summary>Names and values, in order, that two sides must have in common.</summary>
internal sealed class CheckpointFacts
{
    private const string None = "none";

    private readonly List<(string Name, string Value)> _facts = [];

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

    /// <summary>A sentence for each fact that the other side, a checkpoint, has not or has otherwise.</summary>
    public IReadOnlyList<string> DifferencesFrom(CheckpointFacts other)
    {
        var theirs = other._facts.ToDictionary(static fact => fact.Name, static fact => fact.Value, StringComparer.Ordinal);
        var ours = _facts.ToDictionary(static fact => fact.Name, static fact => fact.Value, StringComparer.Ordinal);
        return [.. _facts.Concat(other._facts.Where(fact => !ours.ContainsKey(fact.Name)))
            .Select(fact => (fact.Name, Here: ours.GetValueOrDefault(fact.Name, None), There: theirs.GetValueOrDefault(fact.Name, None)))
            .Where(static fact => fact.Here != fact.There)
            .Select(static fact => $"{fact.Name} is {fact.Here} here and {fact.There} in the checkpoint.")];
    }
}
