using System.Text.Json;
using Compiled.Searching;

namespace Compiled;

/// <summary>Who decides which settings a search tries, and for how many epochs. Immutable; equal by value.</summary>
public abstract record Searcher
{
    private protected Searcher()
    {
    }

    /// <summary>The name in definitions and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names => SearcherNames.All;

    /// <summary>Whether trials are continued from checkpoints.</summary>
    public virtual bool UsesCheckpoints => false;

    /// <summary>Whether settings change while a network is trained.</summary>
    internal virtual bool ChangesSettings => false;

    /// <summary>What decides its decisions, in order.</summary>
    internal virtual IReadOnlyList<(string Name, SettingValue Value)> Settings => [];

    /// <summary>The searcher of a name, with its defaults.</summary>
    /// <exception cref="ArgumentException">The name is unknown; the message lists all.</exception>
    public static Searcher Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return SearcherNames.Create(name, static (_, otherwise) => otherwise)
            ?? throw new ArgumentException($"'{name}' is not a searcher: use one of {Wording.List(Names)}.", nameof(name));
    }

    /// <summary>Starts a search.</summary>
    internal abstract SearchPlan Begin(SearchDefinition definition);

    /// <summary>Checks that it fits the search.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    internal virtual void Check(SearchDefinition definition)
    {
    }

    internal static Searcher Read(JsonElement element) =>
        SearcherNames.Create(element.Text("name"), (name, otherwise) => element.GetProperty(name).ToSetting()) ?? throw new FormatException($"its searcher is '{element.Text("name")}', which this version does not know");
}
