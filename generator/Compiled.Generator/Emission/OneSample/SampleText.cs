using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.OneSample;

/// <summary>How the methods for one sample name things.</summary>
internal static class SampleText
{
    /// <summary>The static class of vectors with this number of floats.</summary>
    public static string Vector(int lanes) => "Vector" + Int(lanes * 32);

    /// <summary>The multiply-add of such vectors: those of four may be found without the instruction.</summary>
    public static string MultiplyAdd(int lanes, string left, string right, string addend) =>
        $"{(lanes == 4 ? "Fused.MultiplyAdd" : Vector(lanes) + ".FusedMultiplyAdd")}({left}, {right}, {addend})";

    /// <summary>The same with a place in memory, as <see cref="Place(string, int)"/> gives it.</summary>
    public static string MultiplyAddFrom(int lanes, string left, string place, string addend) =>
        MultiplyAdd(lanes, left, lanes > 4 ? $"{Vector(lanes)}.LoadUnsafe({place})" : place.IndexOf(',') < 0 ? place + ", 0" : place, addend);

    /// <summary>
    /// How many floats of a value are broadcast from its register. A Zen 5 can load what was just stored 9 to 11 cycles later; from a register the first four floats take one
    /// or two, and meanwhile the sums that they begin hide the loads of the others.
    /// </summary>
    public const int FromRegisters = 4;

    /// <summary>One of the first four floats of a vector in every lane.</summary>
    public static string Broadcast(int lanes, string vector, int index) => Code.Broadcast(Vector(lanes), vector, index);

    /// <summary>The lane type with this number of floats.</summary>
    public static string LaneType(int lanes) => "global::Compiled.Numerics.Lanes" + Int(lanes);

    /// <summary>A vector of a value: the floats from a column on.</summary>
    public static string Part(string value, int column) => value + "From" + Int(column);

    /// <summary>A vector of the gradient at a value.</summary>
    public static string Gradient(string value, int column) => "gradientOf" + char.ToUpperInvariant(value[0]) + value.Substring(1) + "From" + Int(column);

    /// <summary>A place in memory as arguments of a load.</summary>
    public static string Place(string memory, int offset) => offset == 0 ? $"ref {memory}" : $"ref {memory}, {Int(offset)}";

    /// <summary>The same, further on by a number of rows that a loop counts.</summary>
    public static string Place(string memory, int offset, string index, int stride) =>
        $"ref {memory}, {(offset == 0 ? "" : Int(offset) + " + ")}{index}{(stride == 1 ? "" : " * " + Int(stride))}";

    /// <summary>What is left of a vector after its last column, or nothing where all of it counts: the lanes behind become 0.</summary>
    public static string Masked(int lanes, int counting) => counting >= lanes
        ? ""
        : $" & {Vector(lanes)}.Create({string.Join(", ", Enumerable.Range(0, lanes).Select(lane => lane < counting ? "-1" : "0"))}).AsSingle()";

    /// <summary>Where a value lies: as many floats apart as there are in the columns of sixteen samples.</summary>
    public static string Memory(SampleLanesPlan lanes, Value value) => Code.Offset("memory", SampleStepPlan.Column * lanes.TrainValues.First(buffer => buffer.Value == value).Offset);
}
