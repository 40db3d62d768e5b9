using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>PRelu with constant slopes.</summary>
internal sealed class OnnxPRelu() : OnnxBlock(Rectifiers.PRelu)
{
    public override string[] Operators => ["PRelu"];

    /// <summary>One slope, or one per output: both spread over the rows.</summary>
    public override string Write(BlockWriter block) => block.Result("PRelu", [block.Input, block.Parameter("weight", block.Block.Parameters)]);

    public override IEnumerable<string> Differences(string title, string place, TopologyBlock block, ImportedBlock source)
    {
        if (block.Outputs == source.Outputs && block.Argument("Shared") != source.Argument("Shared"))
            yield return $"{title} has {(block.Argument("Shared") == "false" ? "a slope for each output" : "one slope for all")}, but {place} does not.";
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "PRelu")
            return null;
        var slopes = node.Input(1).Constant ?? throw ImportProblem.With(node, $"has the computed slopes {Text.Quoted(node.Input(1).Name)}: only constants are supported.");
        var values = weights.Vector(node, slopes);
        if (values.Length > 1 && node.Input(0).Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: only slopes of flat rows are supported.");
        return new StepMatch(node.Input(0), new SlopesStep(value, values));
    }
}

/// <summary>y = x where it is positive, otherwise a · x.</summary>
internal sealed record SlopesStep(Value Output, float[] Slopes) : BlockStep(Output)
{
    public override IEnumerable<int> Widths => [Slopes.Length];

    public override BlockBuilder Build(int width) => new SlopesBuilder(this, width);
}

/// <summary>One slope, or one for each value.</summary>
internal sealed class SlopesBuilder(SlopesStep step, int width) : BlockBuilder(Rectifiers.PRelu, step.Title, width, width)
{
    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        var isShared = step.Slopes.Length == 1 && Outputs > 1;
        var slopes = step.Slopes;
        if (expected?.Kind == Kind.Name && expected.Outputs == Outputs)
        {
            // One slope for all is one for each, and the other way round where they are alike.
            var mustShare = expected.Argument("Shared") != "false";
            if (mustShare && slopes.AsSpan().IndexOfAnyExcept(slopes[0]) < 0)
                (slopes, isShared) = ([slopes[0]], true);
            else if (!mustShare && slopes.Length == 1)
                (slopes, isShared) = ([.. Enumerable.Repeat(slopes[0], Outputs)], false);
        }
        else if (Outputs == 1)
        {
            isShared = true;
        }

        return new(Kind, Title, Inputs, Outputs, false, $"init: 0.25{(isShared ? "" : ", Shared = false")}", [new("weight", [slopes.Length], slopes)]);
    }
}
