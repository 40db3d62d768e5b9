using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Emission.Tiles.TileText;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Tiles;

/// <summary>
/// The passes of one dense block with samples in the lanes: tiles of samples from left to right, in each all outputs (or inputs) from top to bottom. A pass
/// is written for what whole tiles of four leave over, so that no body holds calls that its blocks never make.
/// </summary>
internal static class ColumnPassTemplate
{
    public const int Most = 4;

    /// <summary>"ForwardAnd1Of2Sums": outputs in fours and one more, two partial sums each.</summary>
    public static string Forward(int rest, int partials) => "Forward" + And(rest) + (partials == 1 ? "" : $"Of{Int(partials)}Sums");

    public static string InputGradients(int rest) => "InputGradients" + And(rest);

    public static string ParameterGradients(int inputRest, int outputRest) => $"ParameterGradients{And(inputRest)}{(outputRest == 0 ? "" : "By" + Int(outputRest))}";

    public static void WriteForward(CodeWriter code, int rest, int partials)
    {
        _ = code
            .Write($"/// <summary>The forward pass of a block with {Sizes(rest, "outputs")}{(partials == 1 ? "" : $", in {Int(partials)} partial sums each")}.</summary>")
            .OpenHot($"public static void {Forward(rest, partials)}<TShape>(ref float block, ref float input, ref float output, nuint stride){Constraint}")
            .Write("ref var biases = ref Unsafe.Add(ref block, TShape.BiasesOffset);");
        WriteColumnLoops(code, rest, partials, "Outputs", static (tile, column, columns, outputs) =>
            $"ColumnForward.Tile{tile.Name}<TShape>({Moved("input", column)}, ref block, ref biases, {Moved("output", column)}, stride, {columns}, {outputs});");
        _ = code.Close();
    }

    public static void WriteInputGradients(CodeWriter code, int rest)
    {
        _ = code
            .Write($"/// <summary>The gradients at the inputs of a block with {Sizes(rest, "inputs")}.</summary>")
            .OpenHot($"public static void {InputGradients(rest)}<TShape>(ref float block, ref float gradient, ref float inputGradient, nuint stride){Constraint}");
        WriteColumnLoops(code, rest, 1, "Inputs", static (tile, column, columns, inputs) =>
            $"ColumnInputGradient.Tile{tile.Name}<TShape>(ref block, {Moved("gradient", column)}, {Moved("inputGradient", column)}, stride, {columns}, {inputs});");
        _ = code.Close();
    }

    public static void WriteParameterGradients(CodeWriter code, int inputRest, int outputRest)
    {
        _ = code
            .Write($"/// <summary>The gradients of the parameters of a block with {Sizes(inputRest, "inputs")} and {Sizes(outputRest, "outputs")}.</summary>")
            .OpenHot($"public static void {ParameterGradients(inputRest, outputRest)}<TShape>(ref float input, ref float gradient, ref float blockSums, ref float blockGradients, nuint stride, bool first, bool last){Constraint}");
        foreach (var (width, index) in ColumnTiles.Widths.Select(static (width, index) => (width, index)))
        {
            _ = code.Open(Tier(index, ColumnTiles.Widths.Length, width));
            var tile = ColumnTiles.WeightGradient(width);
            foreach (var inputs in Runs(inputRest, tile.Rows, "Inputs"))
                foreach (var outputs in Runs(outputRest, tile.Vectors, "Outputs"))
                {
                    var conditions = string.Join(" && ", new[] { inputs.Condition, outputs.Condition }.Where(static condition => condition.Length > 0));
                    var call = $"ColumnWeightGradient.Tile{(tile with { Rows = inputs.Size, Vectors = outputs.Size }).Name}<TShape>(ref input, ref gradient, ref blockSums, ref blockGradients, stride, {inputs.First}, {inputs.End}, {outputs.First}, {outputs.End}, first, last);";
                    _ = code.Write(conditions.Length == 0 ? call : $"if ({conditions})\n    {call}");
                }

            _ = code.Close();
        }

        _ = code
            .Open("if (TShape.HasBias)")
            .Write($"SampleLanes.AddColumns(ref gradient, ref Unsafe.Add(ref blockSums, {Int(SampleLanesPlan.Group)} * TShape.Inputs * TShape.Outputs), ref Unsafe.Add(ref blockGradients, TShape.BiasesOffset), (int)TShape.Outputs, (int)stride, first, last);")
            .Close()
            .Close();
    }

    /// <summary>The widest tiles as far as they go, then at most one of each narrower width, which is half as wide as the one before.</summary>
    private static void WriteColumnLoops(CodeWriter code, int rest, int partials, string name, Func<Tile, string, string, string, string> call)
    {
        foreach (var (width, index) in ColumnTiles.Widths.Select(static (width, index) => (width, index)))
        {
            _ = code.Open(Tier(index, ColumnTiles.Widths.Length, width));
            var tiles = ColumnTiles.Forward(width, partials);
            for (var place = 0; place < tiles.Length; place++)
            {
                var span = tiles[place].PanelWidth;
                if (tiles.Length > 1)
                    _ = code.Open(place == 0 ? $"if (stride >= {Int(span)})" : $"if ((stride & {Int(span)}) != 0)");
                var (column, columns) = (place == 0 ? "" : Whole(2 * span), place > 0 ? Int(span) : tiles.Length > 1 ? Whole(span) : "stride");
                foreach (var run in Runs(rest, tiles[place], name))
                {
                    var text = call(tiles[place] with { Rows = run.Size }, column, columns, $"{run.First}, {run.End}");
                    _ = code.Write(run.Condition.Length == 0 ? text : $"if ({run.Condition})\n    {text}");
                }

                if (tiles.Length > 1)
                    _ = code.Close();
            }

            _ = code.Close();
        }

        static string Whole(int span) => $"stride / {Int(span)} * {Int(span)}";
    }

    private static IEnumerable<(int Size, string First, string End, string Condition)> Runs(int rest, Tile tile, string name) =>
        Runs(ColumnTiles.RestOf(tile, rest), tile.Rows, ColumnTiles.RestOf(tile, rest) > tile.Rows ? Most : tile.Rows, name);

    private static IEnumerable<(int Size, string First, string End, string Condition)> Runs(int rest, int size, string name) => Runs(rest % size, size, size, name);

    /// <summary>Whole groups, where a block has any, then what is left of a group.</summary>
    private static IEnumerable<(int Size, string First, string End, string Condition)> Runs(int left, int size, int group, string name)
    {
        var whole = left == 0 ? $"TShape.{name}" : $"TShape.{name} / {Int(group)} * {Int(group)}";
        yield return (size, "0", whole, left == 0 ? "" : $"TShape.{name} >= {Int(group)}");
        if (left > 0)
            yield return (left, whole, $"TShape.{name}", "");
    }

    private static string Moved(string memory, string column) => column.Length == 0 ? "ref " + memory : $"ref Unsafe.Add(ref {memory}, {column})";

    private static string And(int rest) => rest == 0 ? "" : "And" + Int(rest);

    private static string Sizes(int rest, string name) => rest == 0 ? $"{name} in fours" : $"{name} in fours and {Int(rest)} more";
}
