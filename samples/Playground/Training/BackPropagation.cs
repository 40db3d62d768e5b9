using Compiled;

namespace Playground.Training;

/// <summary>
/// The lecture's back-propagation through the blocks of a network, for the rows of a batch, in double: what the trainer computes and does not keep. The tests hold it against the trainer's gradients.
/// </summary>
internal sealed partial class BackPropagation
{
    private readonly IReadOnlyList<HeadPlan> _heads;
    private readonly double[][] _targets;
    private readonly Dictionary<HeadPlan, double[][]> _outputs = [];

    /// <summary>Forward and backward.</summary>
    /// <param name="nodes">The blocks with their parameters.</param>
    /// <param name="heads">What the outputs learn.</param>
    /// <param name="inputs">One row per sample.</param>
    /// <param name="targets">The rows of targets, as the loss takes them.</param>
    public BackPropagation(IReadOnlyList<BlockNode> nodes, IReadOnlyList<HeadPlan> heads, double[][] inputs, double[][] targets)
    {
        (Nodes, _heads, _targets) = (nodes, heads, targets);
        Forward(inputs);
        Backward();
    }

    /// <summary>The blocks with what was found.</summary>
    public IReadOnlyList<BlockNode> Nodes { get; }

    /// <summary>The mean loss of a head over the rows, without its weight.</summary>
    public double Loss(HeadPlan head) =>
        _outputs[head].Index().Average(row => head.Loss.Value(row.Item, Part(_targets[row.Index], head), head.Code.Form));

    /// <summary>The outputs of a head for a row.</summary>
    public double[] Outputs(HeadPlan head, int row) => _outputs[head][row];

    private static double[] Part(double[] row, HeadPlan head) => row[head.Offset..(head.Offset + head.Code.Outputs)];

    private void Forward(double[][] inputs)
    {
        var value = inputs;
        double[][]? trunk = null;
        var open = new Stack<double[][]>();
        foreach (var (index, node) in Nodes.Index())
        {
            // Each head begins with what the trunk gives.
            if (node.Is(BlockTraits.BeginsHead))
                value = trunk ??= value;
            node.X = value;
            if (node.Is(BlockTraits.BeginsResidual))
                open.Push(value);
            node.Y = node.Is(BlockTraits.EndsResidual) ? Sum(value, open.Pop()) : Apply(node);
            value = node.Y;
            if (_heads.FirstOrDefault(head => head.LastBlock == index) is { } ended)
                _outputs[ended] = value;
        }
    }

    private void Backward()
    {
        double[][]? gradient = null, trunk = null;
        var skipped = new Stack<double[][]>();
        for (var index = Nodes.Count - 1; index >= 0; index--)
        {
            var node = Nodes[index];
            var head = _heads.FirstOrDefault(head => head.LastBlock == index);
            if (head is not null)
                gradient = LossGradient(head);
            node.Dy = gradient!;
            if (node.Is(BlockTraits.EndsResidual))
                skipped.Push(node.Dy);
            gradient = (head is null ? null : Fused(head, node))
                ?? (node.Is(BlockTraits.BeginsResidual) ? Sum(node.Dy, skipped.Pop()) : Slopes(node));
            node.Dx = gradient;
            if (!node.Is(BlockTraits.BeginsHead))
                continue;
            // The gradients of all heads meet where the trunk ends: at the first of them.
            gradient = trunk = trunk is null ? gradient : Sum(trunk, gradient);
            if (Nodes.Take(index).All(static earlier => !earlier.Is(BlockTraits.BeginsHead)))
                node.Dx = trunk;
        }
    }

    /// <summary>∂L/∂y of a head's outputs: its loss has a weight, and is a mean over the rows.</summary>
    private double[][] LossGradient(HeadPlan head) =>
        [.. _outputs[head].Select((row, index) => Scaled(head.Loss.Derivative(row, Part(_targets[index], head), head.Code.Form), head.Weight / _outputs[head].Length))];

    private double[][]? Fused(HeadPlan head, BlockNode last)
    {
        var rows = last.Y.Select((row, index) => head.Loss.Fused(row, Part(_targets[index], head), last.Block)).ToList();
        return rows.Contains(null) ? null : [.. rows.Select(row => Scaled(row!, head.Weight / rows.Count))];
    }

    private static double[] Scaled(double[] row, double factor) => [.. row.Select(value => value * factor)];

    private static double[][] Sum(double[][] first, double[][] second) =>
        [.. first.Zip(second, static (a, b) => a.Zip(b, static (x, y) => x + y).ToArray())];
}
