using Compiled.Generator.Planning.Dense;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>How comments and docs speak of dense blocks.</summary>
internal static class DenseRemarks
{
    /// <summary>More blocks than this share a shape without being named.</summary>
    private const int MostNames = 3;

    /// <summary>"Hidden, 64 to 32, Relu": the block above the statements that train it.</summary>
    public static string Title(DensePlan plan) => Title(plan, plan.Epilogue?.Kind);

    /// <summary>The same above those that predict one row, which may apply more.</summary>
    public static string RowTitle(DensePlan plan) => Title(plan, plan.RowActivation?.Kind);

    /// <summary>The decisions about the blocks of one shape, as one sentence above its sizes: tiles, partial sums, panel width, unrolled or not, and why.</summary>
    public static string Shape(IReadOnlyList<DensePlan> blocks, bool hasSampleLanes)
    {
        var (plan, names) = (blocks[0], string.Join(", ", blocks.Select(static block => block.Spec.Name).Distinct().Take(MostNames)));
        var more = blocks.Select(static block => block.Spec.Name).Distinct().Count() - MostNames;
        var title = names + (more > 0 ? $" and {Int(more)} more" : "") + $": {Int(plan.Spec.Inputs)} to {Int(plan.Spec.Outputs)}"
            + (plan.RowActivation is null ? "" : ", " + plan.RowActivation.Kind);
        if (plan.IsDot)
            return $"{title}. Dot products, because so few outputs would leave most of every vector empty; 16 sums per output, one per lane.";
        var tiles = hasSampleLanes ? "Samples side by side" : "Tiles of " + string.Join(" or ", plan.Tiles.Forward.Select(static tier => tier.Panels[0].Tile.ToString()));
        var panels = plan.Memory.PanelWidth == plan.Stride ? "one panel" : $"panels of {Int(plan.Memory.PanelWidth)} outputs";
        var partials = plan.Partials == 1 ? "one sum per output" : $"{Int(plan.Partials)} sums per output, to hide the latency";
        var row = plan.IsUnrolled ? $"one row written out in {Code.Count(plan.VectorOperations, "operation")}" : $"one row in loops of {Code.Count(plan.VectorOperations, "operation")}";
        return $"{title}. {tiles}, {panels}, {partials}, {row}.";
    }

    private static string Title(DensePlan plan, string? activation) =>
        $"{plan.Spec.Name}, {Int(plan.Spec.Inputs)} to {Int(plan.Spec.Outputs)}{(activation is null ? "" : ", " + activation)}";
}
