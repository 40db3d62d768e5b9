namespace Compiled.Generator.Model;

/// <summary>One attribute, a block's or a loss's: its kind, and its arguments by name.</summary>
/// <param name="Kind">A row of the catalogue.</param>
internal abstract record AttributeSpec(string Kind)
{
    /// <summary>The arguments that differ from what the catalogue assumes, by their names as they are written: floats, bools, whole numbers of choices, types.</summary>
    public EquatableArray<ArgumentFact> Values { get; init; }

    /// <summary>What others may ask of its kind.</summary>
    public BlockTraits Traits => BlockCatalogue.TraitsOf(Kind);

    /// <summary>Whether its kind has one of some traits.</summary>
    public bool Has(BlockTraits any) => Traits.Has(any);

    /// <summary>Whether an argument differs from what the catalogue assumes.</summary>
    public bool Has(BlockArgument argument) => Written(argument.Name) is not null;

    /// <summary>A number.</summary>
    public float Number(string name) => Value(name) switch
    {
        float single => single,
        var other => (float)(double)other!,
    };

    /// <summary>A yes or no.</summary>
    public bool Flag(string name) => (bool)Value(name)!;

    /// <summary>Which member of an enum.</summary>
    public int Choice(string name) => (int)Value(name)!;

    /// <summary>A type of the user's; null where C# rejects it.</summary>
    public TypeFact? Struct(string name) => Value(name) as TypeFact;

    /// <summary>The value of an argument that differs from what the catalogue assumes; null for the others.</summary>
    protected virtual object? Written(string name) => Values.FirstOrDefault(value => value.Name == name)?.Value;

    private object? Value(string name) =>
        Written(name) is { } written ? written
        : BlockCatalogue.Find(Kind)?.Argument(name) is { } argument ? argument.Standard
        : throw new ArgumentException($"{Kind} has no argument '{name}'.", nameof(name));
}
