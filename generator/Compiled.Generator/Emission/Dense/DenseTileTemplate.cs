using Compiled.Generator.Planning;
using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>The register tiles of dense blocks, as text. Written once per size of tile; the sizes of the block come as a type argument.</summary>
internal static class DenseTileTemplate
{
    /// <summary>A rectangle of outputs: rows of inputs times weights, from the biases to the activation.</summary>
    public static void WriteForward(CodeWriter code, Tile tile)
    {
        var vector = tile.Vector;
        _ = code
            .Write($"""
                /// <summary>Outputs of {Code.Count(tile.Rows, "row")} by {Code.Count(tile.Vectors, "vector")} of {tile.Lanes}{Partials(tile)}: {Code.Count(tile.Accumulators, "sum stays", "sums stay")} in registers while the inputs stream past.</summary>
                """)
            .OpenHot($"""
                internal static void Forward{tile}<TShape>(ref float input, ref float weights, ref float biases, ref float output)
                    where TShape : struct, IDenseShape
                """);

        // The first partial sum starts from the bias, the others from zero.
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var bias{v} = TShape.HasBias ? {vector}.LoadUnsafe(ref biases, {v * tile.Lanes}) : {vector}<float>.Zero;");
        WritePanelOffsets(code, tile, "TShape.PanelWidth, TShape.PanelRows");
        _ = code.Write("nuint i;");
        for (var first = 0; first < tile.Partials; first += tile.PartialsPerPass)
            WriteForwardPass(code, tile, first);

        _ = code.BlankLine();
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"TShape.Activate({Sum(r, v, 0)}).StoreUnsafe(ref output, {Row(r, "OutputStride")}{v * tile.Lanes});");
        _ = code.Close();
    }

    /// <summary>A rectangle of input gradients: rows of output gradients times transposed weights.</summary>
    public static void WriteInputGradient(CodeWriter code, Tile tile)
    {
        _ = code
            .Write($"""
                /// <summary>Input gradients of {Code.Count(tile.Rows, "row")} by {Code.Count(tile.Vectors, "vector")} of {tile.Lanes}: Σ over the outputs of gradient · weight.</summary>
                """)
            .OpenHot($"""
                private static void InputGradient{tile}<TShape>(ref float gradient, ref float transposed, ref float inputGradient)
                    where TShape : struct, IDenseShape
                """);
        WriteZeroSums(code, tile);
        WritePanelOffsets(code, tile, "TShape.TransposedPanelWidth, TShape.TransposedRows");
        _ = code.BlankLine().Open("for (nuint o = 0; o < TShape.Outputs; o++)");
        WriteStep(code, tile, "weights", v => $"ref transposed, o * TShape.TransposedPanelWidth{At(v)}", r => $"gradient, {Row(r, "OutputStride")}o");
        _ = code.Close().BlankLine();
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"{Sum(r, v, 0)}.StoreUnsafe(ref inputGradient, {Row(r, "TransposedStride")}{v * tile.Lanes});");
        _ = code.Close();
    }

    /// <summary>
    /// A rectangle of weight gradients: inputs times output gradients, summed over the rows of a chunk. Inputs that only some shapes have stand under
    /// conditions that are constants to the JIT.
    /// </summary>
    public static void WriteWeightGradient(CodeWriter code, WeightTile rest, int parameterLength)
    {
        var inputs = rest.Fewest == rest.Tile.Rows ? Code.Count(rest.Tile.Rows, "input") : $"up to {Code.Count(rest.Tile.Rows, "input")}";
        var tile = rest.Tile;
        var vector = tile.Vector;
        _ = code
            .Write($"""
                /// <summary>Weight gradients of {inputs} by {Code.Count(tile.Vectors, "vector")} of {tile.Lanes}: Σ over the rows of input · gradient, added to the chunks before and, at a shard's end, to the shards before.</summary>
                """)
            .OpenHot($"""
                private static void {rest.Name}<TShape>(ref float input, ref float gradient, ref float weightGradient, int rows, bool first, int joins)
                    where TShape : struct, IDenseShape
                """);
        WriteZeroSums(code, tile);
        WritePanelOffsets(code, tile, "TShape.PanelWidth, TShape.PanelRows");
        _ = code.Open("if (!first)");
        WriteRows(code, rest, (r, v) => $"{Sum(r, v, 0)} = {vector}.LoadUnsafe(ref weightGradient, {Row(r, "PanelWidth")}{(v == 0 ? "0" : $"at{v}")});");
        _ = code.Close().BlankLine().Open("for (nuint row = 0; row < (nuint)rows; row++)");
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var gradient{v} = {vector}.LoadUnsafe(ref gradient, row * TShape.OutputStride{Plus(v * tile.Lanes)});");
        WriteRows(
            code, rest, (r, v) => $"{Sum(r, v, 0)} = {vector}.FusedMultiplyAdd(scalar{r}, gradient{v}, {Sum(r, v, 0)});",
            r => $"var scalar{r} = {vector}.Create(Unsafe.Add(ref input, row * TShape.InputStride{Plus(r)}));");
        _ = code
            .Close()
            .BlankLine()
            .Open("for (; joins > 0; joins--)")
            .Write($"weightGradient = ref Unsafe.Subtract(ref weightGradient, {Literals.Int(parameterLength)});");
        WriteRows(code, rest, (r, v) => $"{Sum(r, v, 0)} += {vector}.LoadUnsafe(ref weightGradient, {Row(r, "PanelWidth")}{(v == 0 ? "0" : $"at{v}")});");
        _ = code.Close().BlankLine();
        WriteRows(code, rest, (r, v) => $"{Sum(r, v, 0)}.StoreUnsafe(ref weightGradient, {Row(r, "PanelWidth")}{(v == 0 ? "0" : $"at{v}")});");
        _ = code.Close();
    }

    private static void WriteRows(CodeWriter code, WeightTile rest, Func<int, int, string> cell, Func<int, string>? before = null)
    {
        foreach (var r in Range(rest.Tile.Rows))
        {
            if (r >= rest.Fewest)
                _ = code.Open(rest.Condition(r));
            if (before is not null)
                _ = code.Write(before(r));
            foreach (var v in Range(rest.Tile.Vectors))
                _ = code.Write(cell(r, v));
            if (r >= rest.Fewest)
                _ = code.Close();
        }
    }

    /// <summary>Some of the partial sums, over the inputs that are theirs; then they join what was added up before.</summary>
    private static void WriteForwardPass(CodeWriter code, Tile tile, int first)
    {
        var end = first + tile.PartialsPerPass;
        _ = code.BlankLine();
        foreach (var (r, v) in Cells(tile))
        {
            for (var p = first; p < end; p++)
                _ = code.Write($"var {Sum(r, v, p)} = {(p == 0 ? $"bias{v}" : $"{tile.Vector}<float>.Zero")};");
        }

        _ = code.Open(tile.Partials == 1
            ? "for (i = 0; i < TShape.Inputs; i++)"
            : $"for (i = 0; i + {tile.Partials} <= TShape.Inputs; i += {tile.Partials})");
        for (var p = first; p < end; p++)
            WriteForwardStep(code, tile, p);
        _ = code.Close();
        for (var p = first; p < Math.Min(end, tile.Partials - 1); p++)
        {
            var condition = $"if (TShape.Inputs % {tile.Partials} > {p})";
            if (tile is { Rows: 1, Vectors: 1 })
            {
                var (vector, at) = (tile.Vector, p == 0 ? "i" : $"i + {p}");
                _ = code.Write($"{condition}\n    {Sum(0, 0, p)} = {vector}.FusedMultiplyAdd({vector}.Create(Unsafe.Add(ref input, {at})), {vector}.LoadUnsafe(ref weights, ({at}) * TShape.PanelWidth), {Sum(0, 0, p)});");
                continue;
            }

            _ = code.Open(condition);
            WriteForwardStep(code, tile, p);
            _ = code.Close();
        }

        foreach (var (r, v) in Cells(tile))
            WriteJoin(code, r, v, first, end);
    }

    private static void WriteForwardStep(CodeWriter code, Tile tile, int partial)
    {
        var index = partial == 0 ? "i" : $"(i + {partial})";
        WriteStep(code, tile, $"weights{(partial == 0 ? "" : $"{partial}_")}", v => $"ref weights, {index} * TShape.PanelWidth{At(v)}",
            r => $"input, {Row(r, "InputStride")}i{(partial == 0 ? "" : $" + {partial}")}", partial);
    }

    /// <summary>One step along the summed dimension: load the vectors, broadcast one float a row, multiply and add.</summary>
    public static void WriteStep(CodeWriter code, Tile tile, string name, Func<int, string> vectors, Func<int, string> scalar, int partial = 0)
    {
        var vector = tile.Vector;
        foreach (var v in Range(tile.Vectors))
            _ = code.Write($"var {name}{v} = {vector}.LoadUnsafe({vectors(v)});");
        foreach (var r in Range(tile.Rows))
        {
            var broadcast = $"scalar{r}{(partial == 0 ? "" : $"_{partial}")}";
            _ = code.Write($"var {broadcast} = {vector}.Create(Unsafe.Add(ref {scalar(r)}));");
            foreach (var v in Range(tile.Vectors))
                _ = code.Write($"{Sum(r, v, partial)} = {vector}.FusedMultiplyAdd({broadcast}, {name}{v}, {Sum(r, v, partial)});");
        }
    }

    /// <summary>
    /// Partial sums join as a tree, pair by pair: the order is part of the result's bits. The sums from <paramref name="first"/> on are new; those before
    /// them have joined already, as far as they could.
    /// </summary>
    public static void WriteJoin(CodeWriter code, int row, int vector, int first, int end)
    {
        for (var step = 1; 2 * step <= end; step *= 2)
        for (var p = 0; p + 2 * step <= end; p += 2 * step)
        {
            if (p + 2 * step > first)
                _ = code.Write($"{Sum(row, vector, p)} += {Sum(row, vector, p + step)};");
        }
    }

    public static void WriteZeroSums(CodeWriter code, Tile tile)
    {
        foreach (var (r, v) in Cells(tile))
            _ = code.Write($"var {Sum(r, v, 0)} = {tile.Vector}<float>.Zero;");
    }

    public static string Sum(int row, int vector, int partial) => $"sum{row}_{vector}" + (partial == 0 ? "" : $"_{partial}");

    public static string Plus(int offset) => offset == 0 ? "" : $" + {offset}";

    /// <summary>A tile may span panels of weights: where each vector's column begins, a constant to the JIT.</summary>
    private static void WritePanelOffsets(CodeWriter code, Tile tile, string panels)
    {
        for (var v = 1; v < tile.Vectors; v++)
            _ = code.Write($"var at{v} = PanelOffset.Of({v * tile.Lanes}, {panels});");
    }

    private static string At(int vector) => vector == 0 ? "" : $" + at{vector}";

    private static string Row(int row, string stride) => row switch { 0 => "", 1 => $"TShape.{stride} + ", _ => $"{row} * TShape.{stride} + " };

    private static string Partials(Tile tile) => tile.Partials == 1 ? "" : $" in {tile.Partials} partial sums"
        + (tile.PartialsPerPass == tile.Partials ? "" : $", {tile.PartialsPerPass} at a time");

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    public static IEnumerable<(int Row, int Vector)> Cells(Tile tile) =>
        from row in Range(tile.Rows) from vector in Range(tile.Vectors) select (row, vector);
}
