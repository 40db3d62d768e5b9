using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>
/// Blocks next to each other that come from one row and become one again by sums, differences, means and joins: V + A − mean A of a dueling network, towers that are added or joined. Where their
/// activations are the same, level by level, they are one chain of wider blocks, whose weights between the branches are zeros.
/// </summary>
internal sealed class Branches(Graph graph, WeightSource weights, Func<Node, Value, StepMatch?> match)
{
    private const int MostLevels = 64;

    /// <summary>A small file could have very many, each of which is compared with all others.</summary>
    private const int MostBranches = 64;

    /// <summary>The same of sums that become one block without an activation.</summary>
    private const int MostTerms = 1024;

    /// <summary>How far back it is looked whether a value depends on another one.</summary>
    private const int MostValues = 10_000;

    /// <summary>The steps from the row where the branches begin, the last one first; null where the value is not such a sum, or where the branches do not fit together.</summary>
    public StepMatch? Match(Value value)
    {
        if (Combination.Of([value], weights.Budget) is not { } sum || !TryExpand(sum, value))
            return null;
        List<Step> backward = [];
        for (var level = 0; level < MostLevels; level++)
        {
            while (sum.Sources.Count is > 1 and <= MostTerms && sum.Sources.OrderByDescending(static source => source.Order).FirstOrDefault(IsLinear) is { } linear)
            {
                if (!TryExpand(sum, linear))
                    return null;
            }

            if (sum.Sources.Count is 0 or > MostBranches)
                return null;
            List<Value> order = [.. sum.Sources.OrderBy(static source => source.Order).ThenBy(static source => source.Name, StringComparer.Ordinal)];
            backward.Add(sum.ToStep(value, order) with { IsMade = true });
            if (order.Count == 1)
                return new StepMatch(order[0], backward[0], [.. backward.Skip(1)]);
            if (Level(order) is not var (activation, inner) || Combination.Of(inner, weights.Budget) is not { } next)
                return null;
            backward.Add(activation with { Output = value });
            sum = next;
        }

        return null;
    }

    /// <summary>The activation that all of several rows are of, and what they are of it. Rows that others are computed from pass it where they are its result already.</summary>
    private (ActivationStep Activation, List<Value> Inner)? Level(List<Value> rows)
    {
        ActivationStep? first = null;
        List<Value> inner = [];
        foreach (var row in rows)
        {
            if (Activation(row) is not { Step: ActivationStep step, From: var from } || (first is not null && (first.Kind != step.Kind || first.Arguments != step.Arguments)))
                return null;
            first = step;
            // max(0, max(0, x)) is max(0, x): a shorter branch waits for the longer ones.
            var isEarlier = rows.Exists(other => other != row && DependsOn(other, row));
            if (isEarlier && step.Kind != Rectifiers.Relu)
                return null;
            inner.Add(isEarlier ? row : from);
        }

        return first is null ? null : (first, inner);
    }

    private StepMatch? Activation(Value value) =>
        value.FlattenedFrom is null && value.Producer is { } node && Found(node, value) is { Step: ActivationStep step, Before: null or [] } found && step.Kind.Traits.Has(BlockTraits.Elementwise)
            ? found : null;

    private StepMatch? Found(Node node, Value value) => node.Obstacle is null && (value == node.Outputs[0] || node.Selected is not null) ? match(node, value) : null;

    private bool IsLinear(Value value) => value != graph.Input && (value.FlattenedFrom is not null || graph.PlacesOf(value) is not null
        || (value.Producer is { } node && (Found(node, value) is { } found ? found is { Before: null or [], Step: DenseStep or AffineStep or SelectStep } : IsSum(node, value))));

    /// <summary>Replaces a source by what it is made of; false where that is nothing linear.</summary>
    private bool TryExpand(Combination sum, Value value)
    {
        if (value.FlattenedFrom is { } unflattened)
            return sum.Replace(value, unflattened.Resolved, Affine.Identity);
        if (graph.PlacesOf(value) is { } places)
            return sum.Replace(value, graph.Input, places, RowShapes.Width(graph.Input.Features!));
        if (value.Producer is not { } node)
            return false;
        return Found(node, value) switch
        {
            { Before: null or [], Step: DenseStep dense, From: var from } => sum.Replace(value, from, dense),
            { Before: null or [], Step: AffineStep affine, From: var from } => sum.Replace(value, from, affine.Map),
            { Before: null or [], Step: SelectStep select, From: var from } => sum.Replace(value, from, select.Places, select.Width),
            { } => false,
            null => IsSum(node, value) && TryExpandSum(sum, node, value),
        };
    }

    /// <summary>Whether a node joins, adds, subtracts or averages rows that are computed, all of them flat.</summary>
    private static bool IsSum(Node node, Value value)
    {
        if (node.Obstacle is not null || value != node.Outputs[0] || value.IsColumn)
            return false;
        var inputs = Enumerable.Range(0, node.InputCount).Select(node.Optional).ToList();
        return node.Operator switch
        {
            "Add" or "Sub" or "Sum" or "Mean" => inputs.TrueForAll(static input => input is { IsConstant: true } or { IsRows: true, IsColumn: false, Features: [> 0] })
                && inputs.Exists(static input => !input!.IsConstant)
                && inputs.Select(static input => input!.IsList).Distinct().Count() == 1,
            "Concat" => Rejoining.IsWithinRows(node) && inputs.TrueForAll(static input => input is { IsRows: true, Features: [> 0] }),
            "ReduceMean" or "ReduceSum" => RowMeans.IsWithinRows(node),
            _ => false,
        };
    }

    private bool TryExpandSum(Combination sum, Node node, Value value)
    {
        switch (node.Operator)
        {
            case "Concat":
                return sum.ReplaceParts(value, [.. Enumerable.Range(0, node.InputCount).Select(place => (node.Input(place), node.Input(place).Features![0]))]);
            case "ReduceMean" or "ReduceSum":
                var width = node.Input(0).Features![0];
                return sum.ReplaceSum(value, node.Input(0), width, node.Operator == "ReduceSum" ? 1 : 1.0 / width);
            default:
                List<(Value, int, double)> terms = [];
                List<(float[], double)> constants = [];
                for (var place = 0; place < node.InputCount; place++)
                {
                    var factor = node.Operator == "Mean" ? 1.0 / node.InputCount : node.Operator == "Sub" && place == 1 ? -1 : 1;
                    if (node.Input(place) is { IsConstant: true, Constant: { } constant })
                        constants.Add((weights.Vector(node, constant), factor));
                    else
                        terms.Add((node.Input(place), node.Input(place).Features![0], factor));
                }

                return sum.ReplaceTerms(value, terms, constants);
        }
    }

    /// <summary>Whether a value is computed from another one; true where that is too far to look.</summary>
    public static bool DependsOn(Value value, Value source)
    {
        var open = new Stack<Value>([value]);
        HashSet<Value> seen = [];
        while (open.TryPop(out var next))
        {
            if (next == source || seen.Count > MostValues)
                return true;
            if (next.Order < source.Order || !seen.Add(next))
                continue;
            if (next.FlattenedFrom is { } unflattened)
                open.Push(unflattened.Resolved);
            for (var place = 0; place < (next.Producer?.InputCount ?? 0); place++)
            {
                if (next.Producer!.Optional(place) is { IsConstant: false } input)
                    open.Push(input);
            }
        }

        return false;
    }
}
