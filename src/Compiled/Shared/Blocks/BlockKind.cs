namespace Compiled;

/// <summary>A row of the catalogue: all that is known of one kind of block outside its own files.</summary>
/// <param name="name">The attribute's name without "Attribute".</param>
/// <param name="traits">What others may ask.</param>
/// <param name="summary">What it computes, for the documentation of methods that are made from the catalogue; XML.</param>
/// <param name="arguments">What its attribute takes, in the order in which a topology shows them.</param>
internal sealed class BlockKind(string name, BlockTraits traits, string summary, params BlockArgument[] arguments)
{
    /// <summary>The attribute's name without "Attribute".</summary>
    public string Name { get; } = name;

    /// <summary>What others may ask.</summary>
    public BlockTraits Traits { get; } = traits;

    /// <summary>What it computes, as XML.</summary>
    public string Summary { get; } = summary;

    /// <summary>What its attribute takes.</summary>
    public BlockArgument[] Arguments { get; } = arguments;

    /// <summary>What is known of a loss.</summary>
    public LossTraits Loss { get; init; }

    /// <summary>The traits of the activations that a loss computes itself where one of them is right before it.</summary>
    public BlockTraits Fuses { get; init; }

    /// <summary>The activation that a loss asks for, or null.</summary>
    public BlockKind? Partner { get; init; }

    /// <summary>Whether weights outlive its absence: a loss, or noise that does not count in an <c>nn.Sequential</c>.</summary>
    public bool IsOfTraining => Traits.Has(BlockTraits.Loss) || (Traits.Has(BlockTraits.TrainingOnly) && !Traits.Has(BlockTraits.InSequential));

    /// <summary>Whether a declaration as text can write it: it names no type.</summary>
    public bool IsPlain => !Traits.Has(BlockTraits.UserDefined);

    /// <summary>The argument of that name as it is written, or null.</summary>
    public BlockArgument? Argument(string name) => Array.Find(Arguments, argument => argument.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
