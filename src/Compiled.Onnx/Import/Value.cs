using DataType = global::Onnx.TensorProto.Types.DataType;

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
    /// The axes before those of <see cref="Features"/>: 1 for rows, [batch, 64]; 0 for a single row without an axis of rows, [64]; more where axes of size 1 are before the rows,
    /// [1, batch, 64].
    /// </summary>
    public int Lead { get; set; } = 1;

    /// <summary>
    /// True for rows of one float that are a list of numbers, [batch] instead of [batch, 1]: its last axis is that of the rows, so that only what works number by number may follow.
    /// </summary>
    public bool IsList { get; set; }

    /// <summary>
    /// True for a row that is a column, [64, 1], as W · x has it: its <see cref="Features"/> are [64, 1] without an axis before them, and what works value by value has columns of
    /// constants.
    /// </summary>
    public bool IsColumn { get; set; }

    /// <summary>The type of its elements; undefined where nobody knows.</summary>
    public DataType Type { get; set; }

    /// <summary>The same rows in another shape.</summary>
    public Value? FlattenedFrom { get; init; }

    /// <summary>The place of its producer in the graph; −1 for the input. Whatever depends on it comes later.</summary>
    public int Order => Producer?.Index ?? -1;

    /// <summary>Whether a row is one list of values, perhaps after axes of size 1, along which nothing can be mixed.</summary>
    public bool IsFlat => Features is not { Length: > 1 } features || features.SkipLast(1).All(static size => size == 1);

    /// <summary>The same rows as they were before their shape was changed.</summary>
    public Value Unshaped => FlattenedFrom?.Resolved.Unshaped ?? this;

    /// <summary>True for rows of floats.</summary>
    public bool IsRows => !IsConstant && Features is not null;

    /// <summary>The place of an axis among <see cref="Features"/>, below 0 for one before them; null for an axis that there is not.</summary>
    /// <param name="axis">As operators have it: counted from the end where it is negative.</param>
    public int? Place(long axis)
    {
        var rank = Lead + Features!.Length;
        axis = axis < 0 ? axis + rank : axis;
        return axis >= 0 && axis < rank ? (int)axis - Lead : null;
    }

    /// <summary>The value that it is a copy of, or itself.</summary>
    public Value Resolved => _same ?? this;

    /// <summary>Makes it a copy of another one.</summary>
    public void Is(Value other) => _same = other.Resolved;
}
