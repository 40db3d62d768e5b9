using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>Over the row: the last axis, or the one after the rows.</summary>
internal abstract class OnnxOverRow(BlockKind kind, string operation) : OnnxBlock(kind)
{
    public override string[] Operators => [operation];

    public override string Write(BlockWriter block) => block.Result(operation, Attributes.Int("axis", -1));

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != operation)
            return null;
        // −1 is the default since opset 13, 1 before: the same for flat rows.
        var axis = node.Attributes.Int("axis", -1);
        if (node.Input(0).IsColumn)
        {
            return axis is 0 or -2
                ? Found(node.Input(0), value)
                : throw ImportProblem.With(node, $"works along axis {Text.Number(axis)} of a column, which mixes rows: only 0 and -2 are supported.");
        }

        if (node.Input(0).Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: only flat rows are supported.");
        return (node.Input(0).Features is null ? axis is -1 or 1 : node.Input(0).Place(axis) == 0)
            ? Found(node.Input(0), value)
            : throw ImportProblem.With(node, $"works along axis {Text.Number(axis)}, which mixes rows: only -1 and {Text.Number(node.Input(0).Lead)} are supported.");
    }
}

internal sealed class OnnxSoftmax() : OnnxOverRow(ClassOutputs.Softmax, "Softmax");

internal sealed class OnnxLogSoftmax() : OnnxOverRow(ClassOutputs.LogSoftmax, "LogSoftmax");
