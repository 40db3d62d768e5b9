using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission.Dense;

/// <summary>The plan's decisions about a dense block, as one sentence above its sizes.</summary>
internal static class DenseRemarks
{
    /// <summary>Tile, partial sums, panel width, unrolled or in loops, and why.</summary>
    public static string Shape(DensePlan plan, bool hasSampleLanes)
    {
        var spec = plan.Spec;
        var activation = plan.RowActivation is null ? "" : $", {plan.RowActivation.Kind}";
        if (plan.IsDot)
            return $"{spec.Inputs} to {spec.Outputs}{activation}: dot products, as so few outputs would leave most of every vector empty; 16 sums an output, one a lane.";
        var tiles = hasSampleLanes ? "samples side by side" : "tiles " + string.Join(" or ", plan.Widths.Select(width => plan.ForwardPanels(width)[0].Tile.ToString()));
        var panels = plan.PanelWidth == plan.Stride ? "one panel" : $"panels of {plan.PanelWidth} outputs";
        var partials = plan.Partials == 1
            ? "one sum an output"
            : $"{plan.Partials} sums an output, to hide the latency";
        var row = plan.IsUnrolled
            ? $"one row unrolled, as {Code.Count(plan.VectorOperations, "operation")} fit the budget"
            : $"one row in loops, as {Code.Count(plan.VectorOperations, "operation")} exceed it";
        return $"{spec.Inputs} to {spec.Outputs}{activation}: {tiles}; {panels}; {partials}; {row}.";
    }
}
