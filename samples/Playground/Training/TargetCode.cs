using Compiled;
using Playground.Data;

namespace Playground.Training;

/// <summary>How classes become the targets of a network, and its outputs classes again.</summary>
/// <param name="Outputs">The outputs of the network: one tells two classes apart, otherwise each class has its own.</param>
/// <param name="Low">The target of an output whose class it is not.</param>
/// <param name="High">The target of an output whose class it is.</param>
/// <param name="Form">What the outputs are.</param>
public sealed record TargetCode(int Outputs, float Low, float High, OutputForm Form)
{
    /// <summary>The code of a topology: −1 and 1 where the last activation or the loss asks for it, otherwise 0 and 1.</summary>
    public static TargetCode Of(Topology topology)
    {
        var last = topology.Blocks[^1];
        var isSigned = topology.Loss is "Hinge" || last.Kind is "Tanh" or "Softsign" or "HardTanh" or "SmoothClip";
        var form = last.Traits.HasFlag(BlockTraits.LogProbabilities) ? OutputForm.LogProbabilities
            : last.Traits.HasFlag(BlockTraits.Probabilities) ? OutputForm.Probabilities : OutputForm.Values;
        return new(topology.OutputSize, isSigned ? -1 : 0, 1, form);
    }

    /// <summary>The targets of some samples, [sample][output].</summary>
    public float[] Encode(IReadOnlyList<int> labels)
    {
        var targets = new float[labels.Count * Outputs];
        Array.Fill(targets, Low);
        for (var row = 0; row < labels.Count; row++)
        {
            if (Outputs > 1)
                targets[row * Outputs + labels[row]] = High;
            else if (labels[row] == 1)
                targets[row] = High;
        }

        return targets;
    }

    /// <summary>The data that training takes.</summary>
    public Dataset Encode(Part part, Samples samples) => Dataset.FromMemory(
        part.Inputs, Encode(part.Labels), samples.InputSize, Outputs, samples.InputSize == 2 ? ["x", "y"] : null,
        classNames: Low == 0 && (Outputs == samples.Classes || Outputs == 1) ? samples.ClassNames : null);

    /// <summary>The class that outputs speak for: the first of the largest.</summary>
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

    /// <summary>How certain they are: 0 on the border between classes, 1 at most.</summary>
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

/// <summary>What the outputs of a network are.</summary>
public enum OutputForm
{
    /// <summary>Any numbers.</summary>
    Values,

    /// <summary>Probabilities of classes.</summary>
    Probabilities,

    /// <summary>The logarithms of such probabilities.</summary>
    LogProbabilities,
}
