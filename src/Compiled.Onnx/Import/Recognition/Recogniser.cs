using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>Walks from an output back to the input, and finds at each value the step that gave it.</summary>
internal sealed class Recogniser(Graph graph, WeightSource weights)
{
    /// <summary>Scaling and shifting by constants belong to no kind of block, and are what is left.</summary>
    private static readonly Func<Node, Value, WeightSource, StepMatch?>[] Patterns = [
        .. OnnxBlocks.Patterns.Select(static block => (Func<Node, Value, WeightSource, StepMatch?>)block.Match), Selection.Match, Rejoining.Match, AffinePattern.Match];

    /// <summary>Enough for the most blocks with scaling around each; the patterns of a longer chain would only take time.</summary>
    private const int MostSteps = 16 * Limits.MaxBlocks;

    /// <summary>What was found before: heads share their trunk.</summary>
    private readonly Dictionary<Value, StepMatch> _matches = [];

    /// <summary>The same of single nodes, null for those that no pattern knows alone.</summary>
    private readonly Dictionary<Value, StepMatch?> _alone = [];

    /// <summary>The steps from the input to the value, in order.</summary>
    public List<Step> Recognise(Value output)
    {
        List<Step> backward = [];
        var open = new Stack<(Value Skipped, Node Sum)>();
        var value = output;
        while (true)
        {
            for (; open.TryPeek(out var residual) && residual.Skipped == value; _ = open.Pop())
                backward.Add(new BeginResidualStep(value));
            if (value == graph.Input)
            {
                backward.AddRange(graph.InputParts is { } parts ? Rejoining.Steps(value, parts) : []);
                break;
            }

            value = Previous(value, backward, open);
            if (backward.Count > MostSteps)
                throw new ImportProblem($"The model takes more than {Text.Number(MostSteps)} steps, far more than the {Text.Number(Limits.MaxBlocks)} blocks that can be declared.");
        }

        if (open.TryPeek(out var unfinished))
        {
            throw ImportProblem.With(
                unfinished.Sum,
                "adds two computed values, but neither is computed from the other alone: only residuals are supported, x + F(x), where x is the input row of the blocks F.");
        }

        backward.Reverse();
        return DenseChains.Join(SelectionMoves.Move(backward));
    }

    private Value Previous(Value value, List<Step> backward, Stack<(Value, Node)> open)
    {
        if (value.FlattenedFrom is { } unflattened)
            return unflattened;
        if (value.IsConstant)
            throw new ImportProblem($"The output depends on {Text.Quoted(value.Name)}, a constant, where rows computed from the input are expected.");
        if (graph.PlacesOf(value) is { } places)
        {
            backward.Add(new SelectStep(value, places, RowShapes.Width(graph.Input.Features!)));
            return graph.Input;
        }

        if (value.Producer is not { } node)
            throw new ImportProblem($"The input {Text.Quoted(value.Name)} is used on its own, although {string.Join(", ", graph.InputNames.Select(Text.Quoted))} are concatenated to one row: only their concatenation may be used.");
        if (value != node.Outputs[0] && node.Selected is null)
        {
            throw OnnxBlocks.All.Any(block => block.Operators.Contains(node.Operator))
                ? ImportProblem.With(node, $"gives {Text.Quoted(value.Name)}, which is not its first output; no block can do that.")
                : SupportedOperators.Refuse(node);
        }

        if (!EndsBlock(node, value) && Sum(node) is { } sum && BranchesOf(value, sum) is not { })
        {
            backward.Add(new EndResidualStep(value));
            open.Push((sum.Skipped, node));
            return sum.Computed;
        }

        if (!_matches.TryGetValue(value, out var match))
            _matches.Add(value, match = Match(node, value));
        backward.Add(match.Step);
        backward.AddRange(match.Before ?? []);
        return match.From;
    }

    /// <summary>The steps of a sum of branches that is not a residual; null for anything else.</summary>
    private StepMatch? BranchesOf(Value value, (Value Skipped, Value Computed) sum)
    {
        if (_matches.TryGetValue(value, out var known))
            return known;
        // x + F(x) of one width is a residual.
        if (sum.Skipped.Features is { } first && sum.Computed.Features is { } second && first.SequenceEqual(second) && Branches.DependsOn(sum.Computed, sum.Skipped))
            return null;
        if (NewBranches().Match(value) is { } match)
            _matches.Add(value, match);
        return _matches.GetValueOrDefault(value);
    }

    private Branches NewBranches() => new(graph, weights, Alone);

    private bool EndsBlock(Node node, Value value) => node is { Operator: "Add", Obstacle: null } && OnnxBlocks.All.Any(block => block.EndsInSum && block.Match(node, value, weights) is not null);

    private StepMatch Match(Node node, Value value)
    {
        return Alone(node, value) ?? (node.Obstacle is null ? NewBranches().Match(value) : null) ?? throw SupportedOperators.Refuse(Obstacle(node));
    }

    /// <summary>The node that keeps another one from being recognised: the first that gives no rows, or that has an obstacle itself.</summary>
    private static Node Obstacle(Node node)
    {
        // Each is before the last one.
        while (node.Obstacle is null && Enumerable.Range(0, node.InputCount).Select(node.Optional).FirstOrDefault(IsInTheWay)?.Producer is { } earlier)
            node = earlier;
        return node;

        static bool IsInTheWay(Value? input) => input is { IsConstant: false, FlattenedFrom: null, Producer: { } producer } && (input.Features is null || producer.Obstacle is not null);
    }

    /// <summary>What a pattern makes of a node; null where none does.</summary>
    private StepMatch? Alone(Node node, Value value)
    {
        if (_alone.TryGetValue(value, out var known))
            return known;
        try
        {
            StepMatch? found = null;
            foreach (var pattern in node.Obstacle is null ? Patterns : [])
            {
                if ((found = pattern(node, value, weights)) is not null)
                    break;
            }

            _alone.Add(value, found);
            return found;
        }
        catch (ImportProblem problem) when (!problem.NamesNode)
        {
            throw problem.At(node);
        }
    }

    /// <summary>Of two rows, the one that is computed earlier can be the other's beginning, never the other way round.</summary>
    private static (Value Skipped, Value Computed)? Sum(Node node)
    {
        if (node.Operator != "Add" || node.Obstacle is not null || node.Input(0) is not { IsConstant: false } left || node.Input(1) is not { IsConstant: false } right)
            return null;
        if (left == right)
            throw ImportProblem.With(node, "adds a value to itself: use a Mul by the constant 2.");
        // Rows of other dimensions would be spread over one another: [batch, n] and [batch, 1, n] are [batch, batch, n]. Flat rows of other widths are refused by their widths.
        if (left.Features is { } first && right.Features is { } second && (first.Length != 1 || second.Length != 1) && !first.SequenceEqual(second))
            throw ImportProblem.With(node, $"adds rows of {Text.Shape(first)} and of {Text.Shape(second)}: both ends of a residual must have the same shape.");
        return left.Order < right.Order ? (left, right) : (right, left);
    }
}
