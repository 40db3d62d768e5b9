using System.Buffers;
using Compiled.Runtime;

namespace Compiled.Dynamic.Compilation;

/// <summary>A network of a class that predicts.</summary>
internal class PredictingNetwork<TNetwork>(DynamicNetworkType type, TNetwork network) : DynamicNetwork(type, network.Predict, network.PredictBatch)
    where TNetwork : class, INetwork<TNetwork>
{
    private const int StackFloats = 256;

    private InputGradientFunction? _inputGradient;

    public sealed override object Network => Typed;

    public sealed override IReadOnlyList<NetworkTensor> Tensors => NetworkTensor.Of(Typed);

    public sealed override IReadOnlyList<string> FeatureNames
    {
        get => Typed.FeatureNames;
        set => Typed.SetFeatureNames(value);
    }

    public sealed override IReadOnlyList<string> ClassNames
    {
        get => Typed.ClassNames;
        set => Typed.SetClassNames(value);
    }

    public sealed override TableEncoder? Encoder
    {
        get => Typed.Encoder;
        set => Naming.SetEncoder(Topology, Typed.Parameters, value);
    }

    protected TNetwork Typed { get; } = network;

    public sealed override void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads) => Typed.PredictBatch(inputs, outputs, threads);

    public sealed override int Classify(ReadOnlySpan<float> input)
    {
        _ = TryClassify(input, out var label);
        return label;
    }

    public sealed override bool TryClassify(ReadOnlySpan<float> input, out int label)
    {
        CheckClassifier();
        var rented = OutputSize > StackFloats ? ArrayPool<float>.Shared.Rent(OutputSize) : null;
        var outputs = rented is null ? stackalloc float[OutputSize] : rented.AsSpan(0, OutputSize);
        try
        {
            Predict(input, outputs);
            label = OutputSize == 1 && Topology.IsBinaryClassifier ? outputs[0] > 0.5f ? 1 : 0 : Largest(outputs);
            return AreNumbers(outputs);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<float>.Shared.Return(rented);
        }
    }

    public sealed override void InputGradient(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result)
    {
        // Two threads that come first make two of them, which are the same.
        var gradient = _inputGradient ??= Derivatives<TNetwork>.Of(Typed)
            ?? throw new InvalidOperationException($"{Topology.Name} has no derivatives: add [Differentiable] to its declaration, in code Differentiable().");
        gradient(input, outputGradient, result);
    }

    public sealed override TableRow CreateRow() => Typed.CreateRow();

    public sealed override void Predict(TableRow row, Span<float> output) => Typed.Predict(row, output);

    public sealed override int Classify(TableRow row) => Typed.Classify(row);

    public override DynamicNetwork Clone() => new PredictingNetwork<TNetwork>(Type, Typed.Clone());

    public sealed override void CopyParametersTo(Span<float> destination) => Typed.CopyParametersTo(destination);

    public sealed override void CopyParametersFrom(ReadOnlySpan<float> source) => Typed.CopyParametersFrom(source);

    public sealed override void CopyStatisticsFrom(DynamicNetwork source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Typed.CopyStatisticsFrom(source.Network as TNetwork
            ?? throw new ArgumentException($"The source is of another class, {source.Topology.Name} from a separate compilation: create both networks from the same DynamicNetworkType.", nameof(source)));
    }

    public sealed override void FitStandardization(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!Topology.Blocks.Any(static block => block.Has(BlockTraits.ScalesInputs | BlockTraits.ScalesTargets)))
            throw new InvalidOperationException($"{Topology.Name} has no Standardize block: add one as the first block of its declaration, or StandardizeTargets as the last.");
        Typed.Parameters.FitStandardization(data, Topology);
    }

    public sealed override void SetStandardization(Standardizer standardizer) => Scaling().CopyFrom(standardizer);

    public sealed override Evaluation Evaluate(Dataset data, EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Typed.Evaluate(data, options);
    }

    public override Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null) => throw WithoutLoss();

    public sealed override TResult Accept<TResult>(INetworkVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(Typed);
    }

    public override TResult Accept<TResult>(ITrainableNetworkVisitor<TResult> visitor) => throw WithoutLoss();

    /// <summary>As emitted code has it: the first of several, and 0 where all are NaN.</summary>
    private static int Largest(ReadOnlySpan<float> outputs)
    {
        var best = 0;
        for (var index = 1; index < outputs.Length; index++)
        {
            if (outputs[index] > outputs[best])
                best = index;
        }

        return best;
    }

    private static bool AreNumbers(ReadOnlySpan<float> outputs)
    {
        foreach (var output in outputs)
            if (float.IsNaN(output))
                return false;
        return true;
    }

    private StandardizeStatistics Scaling() => Typed.Parameters.Standardize
        ?? throw new InvalidOperationException($"{Topology.Name} has no Standardize block: add one as the first block of its declaration.");

    private void CheckClassifier()
    {
        if (!Topology.IsClassifier && !Topology.IsBinaryClassifier)
        {
            throw new InvalidOperationException(
                $"{Topology.Name} is not a classifier: its last block must be Softmax or LogSoftmax, or Sigmoid with one output and BinaryCrossEntropy.");
        }
    }

    private InvalidOperationException WithoutLoss() => new($"{Topology.Name} has no loss, so it cannot be trained: end its declaration with one.");
}

/// <summary>A network of a class with a loss.</summary>
internal sealed class TrainableNetwork<TNetwork>(DynamicNetworkType type, TNetwork network) : PredictingNetwork<TNetwork>(type, network)
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    public override DynamicNetwork Clone() => new TrainableNetwork<TNetwork>(Type, Typed.Clone());

    public override Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null)
    {
        var trainer = Typed.CreateTrainer(optimizer, options);
        trainer.Companion = Type;
        return trainer;
    }

    public override TResult Accept<TResult>(ITrainableNetworkVisitor<TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(Typed);
    }
}
