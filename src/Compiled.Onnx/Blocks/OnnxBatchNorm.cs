using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>BatchNormalization as predictions compute it: y = γ (x − μ) / √(σ² + ε) + β with running statistics.</summary>
internal sealed class OnnxBatchNorm() : OnnxBlock(Norms.BatchNorm)
{
    public override string[] Operators => ["BatchNormalization"];

    public override string Write(BlockWriter block)
    {
        var width = block.Block.Outputs;
        // The operator does not go without factors and summands.
        var (weight, bias) = block.Block.HasBias ? (block.Parameter("weight", width), block.Parameter("bias", width)) : (block.Vector("ones", 1), block.Vector("zeros", 0));
        return block.Result(
            "BatchNormalization",
            [block.Input, weight, bias, block.Parameter("running_mean", width), block.Parameter("running_var", width)],
            Attributes.Float("epsilon", block.Block.Number("Epsilon")));
    }

    public override IEnumerable<string> Differences(string title, string place, TopologyBlock block, ImportedBlock source)
    {
        if (!block.HasBias && source.HasBias)
            yield return $"{title} has no factors and summands, but {place} has: declare it with Affine = true.";
    }

    public override StepMatch? Match(Node node, Value value, WeightSource weights)
    {
        if (node.Operator != "BatchNormalization")
            return null;
        if (node.Attributes.Int("training_mode", 0) != 0)
            throw ImportProblem.With(node, "is in training mode: export the model in inference mode, in PyTorch after model.eval().");
        // Before opset 14, it was the outputs for what training changes that said so.
        if (node.Outputs.Count(static output => output.Name.Length > 0) is > 1 and var outputs)
            throw ImportProblem.With(node, $"has {Text.Number(outputs)} outputs, which means training mode: export the model in inference mode, in PyTorch after model.eval().");
        var rows = node.Input(0);
        if (rows.Features is { Length: > 1 } features)
            throw ImportProblem.With(node, $"works on rows of {Text.Shape(features)}: only norms of flat rows are supported.");
        var arrays = new float[4][];
        for (var place = 0; place < 4; place++)
        {
            var constant = node.Input(place + 1).Constant ?? throw ImportProblem.With(node, $"has the computed input {Text.Quoted(node.Input(place + 1).Name)}: only constants are supported.");
            arrays[place] = weights.Vector(node, constant);
            if (arrays[place].Length != arrays[0].Length)
                throw ImportProblem.With(node, $"has {Text.Number(arrays[0].Length)} factors, but {Text.Number(arrays[place].Length)} values in {Text.Quoted(constant.Name)}.");
        }

        var (gamma, beta, means, variances) = (arrays[0], arrays[1], arrays[2], arrays[3]);
        var epsilon = node.Attributes.Float("epsilon", 1e-5f);
        if (!float.IsFinite(epsilon))
            throw ImportProblem.With(node, $"has the epsilon {Text.Value(epsilon)}, but it must be finite.");
        for (var index = 0; index < variances.Length; index++)
        {
            if (variances[index] < 0 || variances[index] + epsilon <= 0)
                throw ImportProblem.With(node, $"has the variance {Text.Value(variances[index])} at index {Text.Number(index)} and an epsilon of {Text.Value(epsilon)}: a variance must not be negative, and its sum with epsilon must be above 0.");
        }

        var scale = gamma.Select((factor, index) => factor / Math.Sqrt((double)variances[index] + epsilon)).ToArray();
        var shift = beta.Select((summand, index) => summand - (scale[index] * means[index])).ToArray();
        // No block has an epsilon of 0: the norm becomes part of the dense block beside it.
        if (epsilon <= 0)
            return new StepMatch(rows, new AffineStep(value, Affine.Of(scale, shift)));
        // ONNX counts what stays of the old, networks what enters of the new. As decimals, 1 − 0.9 is 0.1.
        var kept = node.Attributes.Float("momentum", 0.9f);
        var momentum = kept is >= 0 and <= 1 ? (float)(1 - (decimal)kept) : 0.1f;
        return new StepMatch(rows, new BatchNormStep(value, Affine.Of(scale, shift), gamma, beta, means, variances, epsilon, momentum));
    }
}

/// <summary>A BatchNorm that stays one; what follows it becomes part of its factors and summands.</summary>
internal sealed class BatchNormBuilder(BatchNormStep step) : BlockBuilder(Norms.BatchNorm, step.Title, step.Weights.Length, step.Weights.Length)
{
    private readonly double[] _weights = Array.ConvertAll(step.Weights, static value => (double)value);
    private readonly double[] _biases = Array.ConvertAll(step.Biases, static value => (double)value);

    public override bool Absorb(Affine map)
    {
        for (var place = 0; place < Outputs; place++)
            (_weights[place], _biases[place]) = (_weights[place] * map.ScaleAt(place), (_biases[place] * map.ScaleAt(place)) + map.ShiftAt(place));
        return true;
    }

    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        var arguments = $"Momentum = {Text.Argument(step.Momentum)}, Epsilon = {Text.Argument(step.Epsilon)}";
        ImportedTensor[] statistics = [new("running_mean", [Outputs], step.Means), new("running_var", [Outputs], step.Variances)];
        // The operator does not go without factors and summands.
        return (expected is null || (expected.Kind == Kind.Name && !expected.HasBias)) && _weights.All(static value => value == 1) && _biases.All(static value => value == 0)
            ? new(Kind, Title, Inputs, Outputs, false, arguments + ", Affine = false", statistics)
            : new(Kind, Title, Inputs, Outputs, true, arguments, [new("weight", [Outputs], Rounded(_weights)), new("bias", [Outputs], Rounded(_biases)), .. statistics]);
    }
}
