using Compiled.Runtime;

namespace Compiled;

/// <summary>What a run of <see cref="Trainer.Fit"/> sees of its trainer.</summary>
internal interface IFitTrainer
{
    Topology Topology { get; }

    ParameterStore Parameters { get; }

    /// <summary>The trainer's own seed, for options that give none.</summary>
    long Seed { get; }

    float LearningRate { get; set; }

    /// <summary>The mean loss of the last step.</summary>
    float Loss { get; }

    /// <summary>What the rows of the last step weighed together.</summary>
    double StepWeight { get; }

    /// <summary>Epochs begun since the trainer was made: they decide the order of the rows.</summary>
    int EpochsBegun { get; set; }

    /// <summary>As <c>Step</c>, but a loss that is not finite is returned without an update. No weights are an empty span.</summary>
    float StepIfFinite(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    /// <summary>The mean loss over a dataset, by the weights of its rows where they have any.</summary>
    float MeanLoss(Dataset data);

    /// <summary>The network's own <c>PredictBatch</c>.</summary>
    void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The first block with a parameter that is not finite, or null.</summary>
    string? NonFiniteBlock();

    /// <summary>Remembers parameters, statistics, optimiser and counters.</summary>
    void KeepState();

    /// <summary>Goes back to what <see cref="KeepState"/> remembered.</summary>
    void RestoreState();

    void SaveCheckpoint(string path);
}
