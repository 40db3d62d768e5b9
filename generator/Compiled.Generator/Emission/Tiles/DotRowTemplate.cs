using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// Up to four outputs of one row whose vectors hold inputs: what a single prediction calls first, so it is written out. A choice that the JIT could make
/// among constants of the shape costs it more time than the rest of the method.
/// </summary>
internal static class DotRowTemplate
{
    /// <summary>Inputs that are summed apart.</summary>
    private const int Sums = 16;

    public const int MostOutputs = 4;

    public static VectorWidth[] Widths { get; } = [VectorWidth.Bits512, VectorWidth.Bits256];

    public static string Name(VectorWidth width, int outputs) => $"Row{Int((int)width)}x{Int(outputs)}";

    public static void Write(CodeWriter code, VectorWidth width, int outputs)
    {
        var lanes = (int)width / 32;
        var vector = $"Vector{Int((int)width)}";
        var parts = Range(Sums / lanes).ToArray();
        _ = code
            .Write($"/// <summary>{Code.Count(outputs, "output")} of one row, from vectors of {Int(lanes)} inputs: sixteen sums an output, joined by halving.</summary>")
            .OpenHot($"private static void {Name(width, outputs)}<TShape>(ref float input, ref float weights, ref float biases, ref float output, nuint o){Constraint}")
            .Write("var inputs = TShape.Inputs;")
            .Write("var whole = (TShape.HasPaddedInputs ? inputs + 15 : inputs) & ~(nuint)15;");
        if (outputs > 1)
            _ = code.Write("var stride = (inputs + 15) & ~(nuint)15;");
        for (var k = 1; k < outputs; k++)
            _ = code.Write($"ref var weights{Int(k)} = ref Unsafe.Add(ref weights, {(k == 1 ? "" : Int(k) + " * ")}stride);");
        foreach (var part in parts)
        {
            _ = code.Write($"var rest{Int(part)} = {vector}<float>.Zero;");
        }

        // A method of its own, which is compiled when a row has a rest, and called before the sums fill the registers.
        _ = code.Open("if (inputs > whole)").Write($"InputRest.Load(ref Unsafe.Add(ref input, whole), (int)(inputs - whole), {string.Join(", ", parts.Select(static part => $"out rest{Int(part)}"))});").Close();
        foreach (var k in Range(outputs))
            foreach (var part in parts)
                _ = code.Write($"var {Sum(k, part, 0)} = {vector}<float>.Zero;");
        _ = code.BlankLine().Open("for (nuint i = 0; i < whole; i += 16)");
        foreach (var part in parts)
            _ = code.Write($"var input{Int(part)} = {vector}.LoadUnsafe(ref input, i{Plus(part * lanes)});");
        WriteSums("i", "input");
        _ = code.Close().BlankLine().Open("if (inputs > whole)");
        WriteSums("whole", "rest");
        _ = code
            .Close()
            .BlankLine()
            .Write("var bias = TShape.HasBias ? Vector128.LoadUnsafe(ref biases, o) : Vector128<float>.Zero;")
            .Write($"TShape.Activate(SampleLanes.{Join()} + bias).StoreUnsafe(ref output, o);")
            .Close();

        void WriteSums(string index, string input)
        {
            foreach (var k in Range(outputs))
                foreach (var part in parts)
                {
                    var weights = $"{vector}.LoadUnsafe(ref weights{(k == 0 ? "" : Int(k))}, {index}{Plus(part * lanes)})";
                    _ = code.Write($"{Sum(k, part, 0)} = {vector}.FusedMultiplyAdd({input}{Int(part)}, {weights}, {Sum(k, part, 0)});");
                }
        }

        string Join()
        {
            var joined = Range(MostOutputs).Select(k => k >= outputs ? $"{vector}<float>.Zero" : string.Join(" + ", parts.Select(part => Sum(k, part, 0))));
            return $"{(parts.Length == 1 ? "Join" : "JoinEights")}({string.Join(", ", joined)})";
        }
    }

    /// <summary>All outputs of a row, four at a time, then what is left; the padding is 0.</summary>
    public static void WriteRow(CodeWriter code)
    {
        _ = code
            .Write("/// <summary>output[o] = φ(Σᵢ input[i] · weights[o, i] + biases[o]) for one row.</summary>")
            .OpenHot($"public static void ForwardRow<TShape>(ref float input, ref float weights, ref float biases, ref float output){Constraint}")
            .Write("nuint o = 0;");
        WriteTiers(code, isLast: false);
        _ = code
            .BlankLine()
            .Open($"for (o = (TShape.Outputs + 3) / {Int(MostOutputs)} * {Int(MostOutputs)}; o < TShape.OutputStride; o += 4)")
            .Write("Vector128<float>.Zero.StoreUnsafe(ref output, o);")
            .Close()
            .Close();
    }

    /// <summary>The same into memory that ends with the last output. A copy of a padded row would load eight floats that two stores had just written, and wait for the cache.</summary>
    public static void WriteLastRow(CodeWriter code)
    {
        _ = code
            .Write("/// <summary>The same into memory that ends with the last output; those that fill no vector go through a padded row.</summary>")
            .OpenHot($"public static void ForwardLastRow<TShape>(ref float input, ref float weights, ref float biases, ref float padded, ref float output){Constraint}")
            .Write("nuint o = 0;");
        WriteTiers(code, isLast: true);
        _ = code.Close();
    }

    private static void WriteTiers(CodeWriter code, bool isLast)
    {
        foreach (var width in Widths)
        {
            _ = code
                .Open($"{(width == Widths[0] ? "if" : "else if")} (Vector{Int((int)width)}.IsHardwareAccelerated)")
                .Open($"for (; o + {Int(MostOutputs)} <= TShape.Outputs; o += {Int(MostOutputs)})");
            if (width == VectorWidth.Bits512)
                _ = code.Open("if (IsFar<TShape>())").Write("Far" + Call(width, MostOutputs, "output")).Close().Open("else").Write(Call(width, MostOutputs, "output")).Close();
            else
                _ = code.Write(Call(width, MostOutputs, "output"));
            _ = code.Close();
            for (var outputs = 1; outputs < MostOutputs; outputs++)
            {
                _ = code.Open($"if (TShape.Outputs % {Int(MostOutputs)} == {Int(outputs)})").Write(Call(width, outputs, isLast ? "padded" : "output"));
                if (isLast)
                    _ = code.Write($"RowKernel.CopyOne(ref Unsafe.Add(ref padded, o), ref Unsafe.Add(ref output, o), {Int(outputs)});");
                _ = code.Close();
            }

            _ = code.Close();
        }

        _ = code.Open("else").Write($"Forward<TShape>(ref input, ref weights, ref biases, ref {(isLast ? "padded" : "output")}, 1);");
        if (isLast)
            _ = code.Write("RowKernel.CopyOne(ref padded, ref output, (int)TShape.Outputs);");
        _ = code.Close();
    }

    private static string Call(VectorWidth width, int outputs, string output) =>
        $"{Name(width, outputs)}<TShape>(ref input, ref Unsafe.Add(ref weights, o * WeightStride<TShape>()), ref biases, ref {output}, o);";
}
