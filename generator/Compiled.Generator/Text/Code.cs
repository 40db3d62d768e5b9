namespace Compiled.Generator.Text;

/// <summary>Small pieces of C# that templates share.</summary>
internal static class Code
{
    /// <summary>A reference moved by whole floats: the name itself for offset 0.</summary>
    public static string Offset(string name, long floats) => floats == 0 ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, {Literals.Int(floats)})";

    /// <summary>One float of a memory: the name itself for the first.</summary>
    public static string At(string name, long floats) => floats == 0 ? name : $"Unsafe.Add(ref {name}, {Literals.Int(floats)})";

    /// <summary>One of the first four floats of a vector in every lane: two instructions at most, and one for the first.</summary>
    /// <param name="type">The static class of the vectors that it fills: "Vector512".</param>
    /// <param name="vector">The vector that it comes from.</param>
    /// <param name="index">Its place there.</param>
    public static string Broadcast(string type, string vector, int index) =>
        $"{type}.Create({vector}.{(index == 0 ? "ToScalar()" : $"GetElement({Literals.Int(index)})")})";

    /// <summary>rows · stride, folded for one row.</summary>
    public static string Product(string rows, int stride) => rows == "1" ? Literals.Int(stride) : stride == 1 ? rows : $"{rows} * {Literals.Int(stride)}";

    /// <summary>A count with its noun, for comments: "1 row", "4 rows".</summary>
    public static string Count(long number, string noun) => Count(number, noun, noun + "s");

    /// <summary>A count with a noun whose plural has a form of its own: "1 bias", "4 biases".</summary>
    public static string Count(long number, string noun, string plural) => $"{Literals.Int(number)} {(number == 1 ? noun : plural)}";
}
