namespace Compiled.Import;

/// <summary>A value of the graph: computed from the input, or constant.</summary>
internal sealed class Value(string name, Node? producer)
{
    private Value? _same;
    private Constant? _constant;

    public string Name { get; } = name;

    /// <summary>What computes it; null for the graph's input and for initialisers.</summary>
    public Node? Producer { get; } = producer;

    /// <summary>Reads it where it is first needed: what no node needs may be of any type and size.</summary>
    public Func<Constant>? Lazy { get; set; }

    /// <summary>What it is, when it does not depend on the input.</summary>
    public Constant? Constant
    {
        get => _constant ??= Lazy?.Invoke();
        set => _constant = value;
    }

    /// <summary>Whether it is a constant; reads none.</summary>
    public bool IsConstant => _constant is not null || Lazy is not null;

    /// <summary>
    /// The sizes behind the rows, when it is rows of floats: [64] for [batch, 64]; a size of 0 is not known. Null when it is something else, or when nobody knows.
    /// </summary>
    public int[]? Features { get; set; }

    /// <summary>
    /// True for rows of one float that are a list of numbers, [batch] instead of [batch, 1]: its last axis is that of the rows, so that only what works number by number may follow.
    /// </summary>
    public bool IsList { get; set; }

    /// <summary>The same rows in another shape.</summary>
    public Value? FlattenedFrom { get; init; }

    /// <summary>The place of its producer in the graph; −1 for the input. Whatever depends on it comes later.</summary>
    public int Order => Producer?.Index ?? -1;

    /// <summary>True for rows of floats.</summary>
    public bool IsRows => !IsConstant && Features is not null;

    /// <summary>The value that it is a copy of, or itself.</summary>
    public Value Resolved => _same ?? this;

    /// <summary>Makes it a copy of another one.</summary>
    public void Is(Value other) => _same = other.Resolved;
}
