using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>How the derivatives of one row are computed: forward with every value kept, then backward to the inputs.</summary>
/// <param name="Stages">The forward pass: an activation whose derivative needs its input leaves that input alone.</param>
/// <param name="PaddedInput">The inputs in whole vectors, where anything but a dense block alone reads them; null otherwise.</param>
/// <param name="Values">Where every value of the forward pass lies.</param>
/// <param name="GradientStride">Floats of each buffer of a gradient.</param>
/// <param name="Heads">The heads; empty for a network that is one chain.</param>
internal sealed record DerivativePlan(
    EquatableArray<Stage> Stages, Value? PaddedInput, BufferPlan Values, int GradientStride, EquatableArray<DerivativeHead> Heads)
{
    /// <summary>
    /// Floats of scratch of one call: the values, the two gradients that take turns, those that skip the blocks of a residual, and with heads the one of
    /// what leaves the trunk, and a row of outputs for a Jacobian.
    /// </summary>
    public int Scratch => Heads.Count == 0 ? GradientOffset(TrunkGradient) : RowOffset + Lanes.RoundUp(Heads.Sum(static head => head.Part.Outputs), Lanes.Widest);

    /// <summary>Levels of nested residuals: each has a buffer in which the gradient that skips waits.</summary>
    public int ResidualLevels => Stages.Select(static stage => stage is EndResidualStage end ? end.Level + 1 : 0).Max();

    /// <summary>The buffer of the gradient at what leaves the trunk; without heads, the number of buffers.</summary>
    public int TrunkGradient => 2 + ResidualLevels;

    /// <summary>Where a Jacobian keeps the gradient at the outputs of all heads.</summary>
    public int RowOffset => GradientOffset(TrunkGradient + 1);

    /// <summary>Whether a call may take its scratch from the stack.</summary>
    public bool FitsStack => Scratch * sizeof(float) <= Limits.MaxScratchBytes;

    /// <summary>What the last stage writes.</summary>
    public Value Output => Stages[Stages.Count - 1].Output;

    public int GradientOffset(int buffer) => Values.Length + buffer * GradientStride;

    public static DerivativePlan For(NetworkSpec spec, IReadOnlyList<Stage> predicting, IBlockRules rules)
    {
        var stages = ValuePlanner.KeepInputs(predicting, rules);
        Value? padded = null;
        // What a residual or heads begin at is read again later.
        if (stages[0] is not DenseStage)
        {
            var input = stages[0].Input;
            var whole = padded = new Value("paddedInput", spec.Inputs, Lanes.Pad(spec.Inputs));
            stages = [.. stages.Select(stage => (stage is EndResidualStage end ? end with { Skipped = Now(end.Skipped) } : stage) with { Input = Now(stage.Input), Output = Now(stage.Output) })];
            Value Now(Value value) => value == input ? whole : value;
        }

        List<Buffer> buffers = [];
        var length = 0;
        foreach (var value in stages.Select(static stage => stage.Output).Prepend(stages[0].Input).Where(value => value.Name != "input").Distinct())
        {
            buffers.Add(new Buffer(value, length));
            length += Lanes.RoundUp(value.Stride, Lanes.Widest);
        }

        var widest = Math.Max(buffers.Max(static buffer => buffer.Value.Stride), Lanes.Pad(spec.Inputs));
        return new DerivativePlan(
            stages.ToEquatableArray(), padded, new BufferPlan(1, length, buffers.ToEquatableArray()), Lanes.RoundUp(widest, Lanes.Widest),
            HeadsOf(spec, stages));
    }

    private static EquatableArray<DerivativeHead> HeadsOf(NetworkSpec spec, List<Stage> stages)
    {
        List<DerivativeHead> heads = [];
        foreach (var part in spec.Heads)
        {
            var begin = stages.FindIndex(heads.Count == 0 ? 0 : heads[heads.Count - 1].End, static stage => stage is HeadBeginStage);
            heads.Add(new DerivativeHead(part, begin, stages.FindIndex(begin, static stage => stage is HeadEndStage)));
        }

        return heads.ToEquatableArray();
    }
}

/// <summary>One head: its stages are those between its beginning and its end.</summary>
internal sealed record DerivativeHead(HeadPart Part, int Begin, int End);
