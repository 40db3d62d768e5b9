using Compiled.Runtime;

namespace Compiled;

/// <content>What a run of <see cref="Fit"/> sees.</content>
public abstract partial class Trainer : IFitTrainer
{
    ParameterStore IFitTrainer.Parameters => Parameters;

    long IFitTrainer.Seed => _options.Seed;

    double IFitTrainer.StepWeight => StepWeight;

    int IFitTrainer.EpochsBegun
    {
        get => _epochsBegun;
        set => _epochsBegun = value;
    }

    float IFitTrainer.StepIfFinite(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights) =>
        StepIfFinite(inputs, targets, sampleWeights);

    float IFitTrainer.MeanLoss(Dataset data) =>
        data.SampleWeights.IsEmpty ? MeanLoss(data.Inputs, data.Targets) : MeanLoss(data.Inputs, data.Targets, data.SampleWeights);

    void IFitTrainer.PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => PredictBatch(inputs, outputs);

    string? IFitTrainer.NonFiniteBlock() => NonFiniteBlock();

    void IFitTrainer.KeepState() => KeepState();

    void IFitTrainer.RestoreState() => RestoreState();

    /// <summary>The first block with a parameter that is not finite, or null.</summary>
    private protected string? NonFiniteBlock()
    {
        var memory = Parameters.Memory;
        foreach (var block in Parameters.Layout.Blocks)
        {
            var weights = memory.Slice(block.WeightsOffset, block.WeightsLength);
            var biases = block.HasBias ? memory.Slice(block.BiasesOffset, block.Outputs) : default;
            if (!FiniteCheck.All(weights) || !FiniteCheck.All(biases))
                return block.Name;
        }

        return null;
    }
}
