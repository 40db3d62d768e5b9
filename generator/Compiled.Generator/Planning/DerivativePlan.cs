using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>How the derivatives of one row are computed: forward with every value kept, then backward to the inputs.</summary>
/// <param name="Stages">The forward pass: an activation whose derivative needs its input leaves that input alone.</param>
/// <param name="PaddedInput">The inputs in whole vectors, for an activation that reads them; null where a dense block does.</param>
/// <param name="Values">Where every value of the forward pass lies.</param>
/// <param name="GradientStride">Floats of each of the two buffers that pass the gradient backward.</param>
internal sealed record DerivativePlan(EquatableArray<Stage> Stages, Value? PaddedInput, BufferPlan Values, int GradientStride)
{
    /// <summary>Floats of scratch of one call.</summary>
    public int Scratch => Values.Length + 2 * GradientStride;

    /// <summary>Whether a call may take its scratch from the stack.</summary>
    public bool FitsStack => Scratch * sizeof(float) <= Limits.MaxScratchBytes;

    /// <summary>What the last stage writes.</summary>
    public Value Output => Stages[Stages.Count - 1].Output;

    public int GradientOffset(int buffer) => Values.Length + buffer * GradientStride;

    public static DerivativePlan For(NetworkSpec spec, IReadOnlyList<Stage> predicting, bool hasFewTiles)
    {
        var stages = ValuePlanner.KeepInputs(predicting);
        Value? padded = null;
        if (stages[0] is not DenseStage)
        {
            padded = new Value("paddedInput", spec.Inputs, Lanes.Pad(spec.Inputs, hasFewTiles));
            stages[0] = stages[0] with { Input = padded };
        }

        List<Buffer> buffers = [];
        var length = 0;
        foreach (var value in stages.Select(static stage => stage.Output).Prepend(stages[0].Input).Where(value => value.Name != "input").Distinct())
        {
            buffers.Add(new Buffer(value, length));
            length += Lanes.RoundUp(value.Stride, Lanes.Widest);
        }

        var widest = Math.Max(buffers.Max(static buffer => buffer.Value.Stride), Lanes.Pad(spec.Inputs, hasFewTiles));
        return new DerivativePlan(
            stages.ToEquatableArray(), padded, new BufferPlan(1, length, buffers.ToEquatableArray()), Lanes.RoundUp(widest, Lanes.Widest));
    }
}
