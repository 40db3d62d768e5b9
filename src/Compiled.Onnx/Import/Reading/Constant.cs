namespace Compiled.Import;

/// <summary>A constant of the graph: floats, integers or texts, row-major.</summary>
internal sealed class Constant
{
    /// <summary>Stands in integers for the number of rows, which no file knows.</summary>
    public const long Rows = long.MinValue;

    private Constant(string name, int[] shape, float[]? floats, long[]? integers, string[]? texts) =>
        (Name, Shape, Floats, Integers, Texts) = (name, shape, floats, integers, texts);

    public Constant(string name, int[] shape, float[] values)
        : this(name, shape, values, null, null)
    {
    }

    public Constant(string name, int[] shape, long[] values)
        : this(name, shape, null, values, null)
    {
    }

    public Constant(string name, int[] shape, string[] values)
        : this(name, shape, null, null, values)
    {
    }

    /// <summary>The name of the initialiser or of the node's output that it was in the file.</summary>
    public string Name { get; }

    public int[] Shape { get; }

    public float[]? Floats { get; }

    public long[]? Integers { get; }

    public string[]? Texts { get; }

    public int Count => Floats?.Length ?? Integers?.Length ?? Texts!.Length;

    /// <summary>The same values in another shape.</summary>
    public Constant Reshaped(int[] shape) => new(Name, shape, Floats, Integers, Texts);

    /// <summary>The values at these places, in another shape.</summary>
    public Constant Picked(int[] shape, int[] places) => new(
        Name, shape, Pick(Floats, places), Pick(Integers, places), Pick(Texts, places));

    /// <summary>The floats.</summary>
    /// <exception cref="ImportProblem">It holds something else.</exception>
    public float[] AsFloats() => Floats ?? throw new ImportProblem($"Tensor {Text.Quoted(Name)} contains {(Integers is null ? "strings" : "integers")} where floats are expected.");

    private static T[]? Pick<T>(T[]? values, int[] places) => values is null ? null : Array.ConvertAll(places, place => values[place]);
}
