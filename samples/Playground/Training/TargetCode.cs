using Compiled;
using Playground.Data;

namespace Playground.Training;

/// <summary>How a target becomes the targets of a head's outputs, and its outputs a decision again.</summary>
/// <param name="Outputs">The outputs: one tells two classes apart or is a number, otherwise each class has its own.</param>
/// <param name="Low">The target of an output whose class it is not; of a number, the least of the training samples.</param>
/// <param name="High">The target of an output whose class it is; of a number, the greatest.</param>
/// <param name="Form">What the outputs are.</param>
public sealed record TargetCode(int Outputs, float Low, float High, OutputForm Form)
{
    /// <summary>The code of some outputs: −1 and 1 where the last activation or the loss asks for it, otherwise 0 and 1; numbers as they are.</summary>
    public static TargetCode Of(Target target, int outputs, TopologyBlock last, string? loss)
    {
        if (target.Classes == 0)
            return new(outputs, target.Low, target.High, OutputForm.Number);
        var isSigned = loss is "Hinge" || last.Kind is "Tanh" or "Softsign" or "HardTanh" or "SmoothClip";
        var form = last.Traits.HasFlag(BlockTraits.LogProbabilities) ? OutputForm.LogProbabilities
            : last.Traits.HasFlag(BlockTraits.Probabilities) ? OutputForm.Probabilities : OutputForm.Values;
        return new(outputs, isSigned ? -1 : 0, 1, form);
    }

    /// <summary>The targets of one sample.</summary>
    /// <param name="value">The number, or the index of the class.</param>
    /// <param name="row">Receives one target per output.</param>
    public void Encode(float value, Span<float> row)
    {
        if (Form == OutputForm.Number)
        {
            row.Fill(value);
            return;
        }

        row.Fill(Low);
        if (Outputs > 1)
            row[(int)value] = High;
        else if (value == 1)
            row[0] = High;
    }

    /// <summary>The class that outputs speak for: the first of the largest. Of a number, 0 below the middle of its range and 1 above.</summary>
    public int Decide(ReadOnlySpan<float> outputs)
    {
        if (Outputs == 1)
            return outputs[0] > (Low + High) / 2 ? 1 : 0;
        var best = 0;
        for (var index = 1; index < outputs.Length; index++)
        {
            if (outputs[index] > outputs[best])
                best = index;
        }

        return best;
    }

    /// <summary>How certain they are: 0 on the border between classes, 1 at most. Of a number, how far from the middle of its range.</summary>
    public float Confidence(ReadOnlySpan<float> outputs)
    {
        if (Outputs == 1)
            return Math.Clamp(Math.Abs(outputs[0] - (Low + High) / 2) / ((High - Low) / 2), 0, 1);
        var (first, second) = (float.NegativeInfinity, float.NegativeInfinity);
        foreach (var output in outputs)
        {
            if (output > first)
                (first, second) = (output, first);
            else if (output > second)
                second = output;
        }

        return Math.Clamp(Form == OutputForm.LogProbabilities ? MathF.Exp(first) - MathF.Exp(second) : (first - second) / (High - Low), 0, 1);
    }
}

/// <summary>What the outputs of a head are.</summary>
public enum OutputForm
{
    /// <summary>Any numbers, the larger for the class.</summary>
    Values,

    /// <summary>Probabilities of classes.</summary>
    Probabilities,

    /// <summary>The logarithms of such probabilities.</summary>
    LogProbabilities,

    /// <summary>A number: a regression.</summary>
    Number,
}
