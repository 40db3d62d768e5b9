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
        WriteColumnLoops(code, rest, partials, "Outputs", static (tile, first, end) =>
            $"ColumnForward.Tile{tile.Name}<TShape>(ref Unsafe.Add(ref input, column), ref block, ref biases, ref Unsafe.Add(ref output, column), stride, {first}, {end});");
        _ = code.Close();
    }

    public static void WriteInputGradients(CodeWriter code, int rest)
    {
        _ = code
            .Write($"/// <summary>The gradients at the inputs of a block with {Sizes(rest, "inputs")}.</summary>")
            .OpenHot($"public static void {InputGradients(rest)}<TShape>(ref float block, ref float gradient, ref float inputGradient, nuint stride){Constraint}");
        WriteColumnLoops(code, rest, 1, "Inputs", static (tile, first, end) =>
            $"ColumnInputGradient.Tile{tile.Name}<TShape>(ref block, ref Unsafe.Add(ref gradient, column), ref Unsafe.Add(ref inputGradient, column), stride, {first}, {end});");
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

    private static void WriteColumnLoops(CodeWriter code, int rest, int partials, string name, Func<Tile, string, string, string> call)
    {
        foreach (var (width, index) in ColumnTiles.Widths.Select(static (width, index) => (width, index)))
        {
            _ = code.Open(Tier(index, ColumnTiles.Widths.Length, width)).Write("nuint column = 0;");
            foreach (var tile in ColumnTiles.Forward(width, partials))
            {
                _ = code.Open($"for (; column + {Int(tile.PanelWidth)} <= stride; column += {Int(tile.PanelWidth)})");
                foreach (var run in Runs(rest, tile.Rows, name))
                {
                    var text = call(tile with { Rows = run.Size }, run.First, run.End);
                    _ = code.Write(run.Condition.Length == 0 ? text : $"if ({run.Condition})\n    {text}");
                }

                _ = code.Close();
            }

            _ = code.Close();
        }
    }

    /// <summary>Whole groups, where a block has any, then what is left of a group.</summary>
    private static IEnumerable<(int Size, string First, string End, string Condition)> Runs(int rest, int size, string name)
    {
        var left = rest % size;
        var whole = left == 0 ? $"TShape.{name}" : $"TShape.{name} / {Int(size)} * {Int(size)}";
        yield return (size, "0", whole, left == 0 ? "" : $"TShape.{name} >= {Int(size)}");
        if (left > 0)
            yield return (left, whole, $"TShape.{name}", "");
    }

    private static string And(int rest) => rest == 0 ? "" : "And" + Int(rest);

    private static string Sizes(int rest, string name) => rest == 0 ? $"{name} in fours" : $"{name} in fours and {Int(rest)} more";
}
