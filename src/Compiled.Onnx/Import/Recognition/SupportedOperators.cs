using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>What to say of a node that no pattern knows.</summary>
internal static class SupportedOperators
{
    /// <summary>Scaling and shifting by constants, which become part of a block.</summary>
    private static readonly string[] OfConstants = ["Add", "Sub", "Mul", "Div", "Neg"];

    private static readonly string[] PassedThrough = ["Identity", "Dropout", "Cast", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Expand", "Concat of heads"];

    public static ImportProblem Refuse(Node node)
    {
        if (node.Obstacle is { } obstacle)
            return ImportProblem.With(node, obstacle);
        if (node.Operator == "Transpose")
            return ImportProblem.With(node, "transposes rows into columns: only a Transpose of constants, of W · xᵀ, and of the rows of a Gemm with transA is supported.");
        if (node.Operator == "Mul")
            return ImportProblem.With(node, "multiplies two computed values in a way that is not an activation: only "
                + Names(static block => block is OnnxGate) + " in the form that exporters write are supported.");
        if (node.Operator == "Div")
            return ImportProblem.With(node, "divides by a computed value in a way that is not a block: only LayerNorm and Softsign in the form that exporters write are supported.");
        return ImportProblem.With(
            node,
            $"is not supported. The supported operators are {string.Join(", ", OnnxBlocks.All.SelectMany(static block => block.Operators).Concat(OfConstants).Distinct())}; {string.Join(", ", PassedThrough)}; "
            + Names(static block => block.IsWrittenOut) + " decomposed into simpler operators; and any Constant, Transpose or Reshape of weights. Export a network of dense blocks, norms and activations.");
    }

    private static string Names(Func<OnnxBlock, bool> isMeant)
    {
        var names = OnnxBlocks.All.Where(isMeant).Select(static block => block.Kind.Name).ToList();
        return $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}
