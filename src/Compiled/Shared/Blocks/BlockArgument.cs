namespace Compiled;

/// <summary>One argument of a block's attribute: its name as it is written, its type, what it is without being written, and what it may be.</summary>
internal sealed record BlockArgument
{
    /// <summary>The name of the block's view, which every block with parameters or statistics may have.</summary>
    public static readonly BlockArgument ViewName = new("Name", ArgumentType.Text, null, ArgumentUse.Unseen) { IsOfTraining = true };

    private BlockArgument(string name, ArgumentType type, object? standard, ArgumentUse use)
    {
        (Name, Type, Standard, Use) = (name, type, standard, use);
        Key = char.ToLowerInvariant(name[0]) + name.Substring(1);
        Title = Key;
    }

    /// <summary>As it is written: <c>slope</c> as a parameter, <c>Epsilon</c> as a property.</summary>
    public string Name { get; }

    /// <summary>The name in camel case.</summary>
    public string Key { get; }

    /// <summary>What messages call it.</summary>
    public string Title { get; init; }

    public ArgumentType Type { get; }

    /// <summary>What it is where it is not written; a stand-in where it <see cref="IsRequired"/>. A double, float, bool or int, as the attribute has it.</summary>
    public object? Standard { get; }

    /// <summary>Whether C# asks for it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The numbers that are allowed.</summary>
    public NumberRange Range { get; init; } = NumberRange.Finite;

    /// <summary>The enum of a choice.</summary>
    public string EnumName { get; init; } = "";

    /// <summary>The members of that enum, by their values.</summary>
    public string[] Members { get; init; } = [];

    /// <summary>Where it is seen.</summary>
    public ArgumentUse Use { get; init; }

    /// <summary>Whether it decides training alone, so that weights outlive another value.</summary>
    public bool IsOfTraining { get; init; }

    /// <summary>Whether parameters and their shapes show it already.</summary>
    public bool IsInShapes { get; init; }

    /// <summary>A parameter of the constructor, which begins with a small letter; the others are properties.</summary>
    public bool IsPositional => char.IsLower(Name[0]);

    /// <summary>A number that the attribute takes as a double and the network uses as a float.</summary>
    public static BlockArgument Number(string name, double standard, NumberRange range) => new(name, ArgumentType.Number, standard, ArgumentUse.Shown) { Range = range };

    /// <summary>A number that the attribute takes as a float.</summary>
    public static BlockArgument Single(string name, float standard, NumberRange range) => new(name, ArgumentType.Single, standard, ArgumentUse.ShownIfSet) { Range = range };

    /// <summary>Yes or no.</summary>
    public static BlockArgument Flag(string name, bool standard) => new(name, ArgumentType.Flag, standard, ArgumentUse.ShownIfSet) { IsInShapes = true };

    /// <summary>A member of an enum; the first is the standard one.</summary>
    public static BlockArgument Choice(string name, string enumName, params string[] members) =>
        new(name, ArgumentType.Choice, 0, ArgumentUse.ShownIfSet) { EnumName = enumName, Members = members };

    /// <summary>A whole number.</summary>
    public static BlockArgument Count(string name) => new(name, ArgumentType.Count, 1, ArgumentUse.Unseen) { IsRequired = true };

    /// <summary>A text.</summary>
    public static BlockArgument Text(string name) => new(name, ArgumentType.Text, null, ArgumentUse.Unseen) { IsRequired = true };

    /// <summary>A type of the user's.</summary>
    public static BlockArgument Struct(string name) => new(name, ArgumentType.Struct, null, ArgumentUse.Shown) { IsRequired = true };
}
