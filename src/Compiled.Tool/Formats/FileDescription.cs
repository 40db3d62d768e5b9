using Compiled.Arrays;
using Compiled.Dynamic;

namespace Compiled.Tool.Formats;

/// <summary>One tensor of a file.</summary>
/// <param name="Name">As the file names it.</param>
/// <param name="Type">As the format names it: F32, &lt;f4.</param>
/// <param name="Shape">The size of each dimension.</param>
/// <param name="Bytes">Of all values, unpacked.</param>
/// <param name="Statistics">Of the values; null for types whose values are not looked at.</param>
internal sealed record TensorDescription(string Name, string Type, IReadOnlyList<long> Shape, long Bytes, TensorStatistics? Statistics)
{
    /// <summary>Whether its type has NaN and infinities.</summary>
    public bool CanBeNonFinite => ElementType.OfName(Type) is { IsFloat: true };

    /// <summary>Number of values.</summary>
    public long Count => Shape.Contains(0) ? 0 : Shape.Aggregate(1L, static (product, size) => product * size);
}

/// <summary>What a file holds, whether or not it is of a network.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="Tensors">In the order of the file.</param>
internal sealed record FileDescription(string Format, IReadOnlyList<TensorDescription> Tensors)
{
    /// <summary>The attributes that declare the network, where the file says them.</summary>
    public string? Declaration { get; init; }

    /// <summary>The network's name, where the file says it.</summary>
    public string? Network { get; init; }

    /// <summary>The names of its classes; empty where the file says none.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The names of its inputs; empty where the file says none.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>How raw columns become its inputs, as the file writes it; null or empty where the file says nothing.</summary>
    public string? Encoder { get; init; }

    /// <summary>The networks of an ensemble, in order; empty for other files.</summary>
    public IReadOnlyList<FileDescription> Members { get; init; } = [];

    /// <summary>The shape, where the file tells it without being compiled.</summary>
    public Topology? Topology { get; init; }

    /// <summary>Why the file is of no network, where that is known; null otherwise.</summary>
    public string? Note { get; init; }

    /// <summary>What else the file says of itself, by name.</summary>
    public IReadOnlyList<(string Name, string Text)> Metadata { get; init; } = [];

    /// <summary>The declaration with its name, classes and features; null where the file says none.</summary>
    /// <exception cref="NetworkCompilationException">What it says is no declaration.</exception>
    /// <exception cref="ToolException">What it says of the names cannot be.</exception>
    public NetworkDeclaration? ToDeclaration()
    {
        if (Declaration is null)
            return null;
        var declaration = NetworkDeclaration.Parse(Declaration);
        try
        {
            if (Network is not null)
                declaration = declaration.WithName(Network);
            declaration = declaration.WithFeatures(Features);
            // Names that a regression has learned are the network's alone: reading the file brings them back.
            return Classes.Count > 0 && declaration.TakesClasses(Classes.Count) ? declaration.WithClasses(Classes) : declaration;
        }
        catch (ArgumentException exception)
        {
            throw new ToolException($"The names in the file are not valid: {ErrorText.Of(exception)}");
        }
    }
}
