using Compiled;
using Compiled.Dynamic;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>
/// Takes one step of one sample apart. The gradients and the update are those of the real trainer, on a copy of the network; what lies between is computed from them by the rules of
/// back-propagation: ∂L/∂b of a dense block is ∂L/∂z, and Wᵀ · ∂L/∂z is ∂L/∂x.
/// </summary>
internal sealed partial class Inspector
{
    private readonly TrainingRun _run;
    private readonly Topology _topology;
    private readonly float[] _input;
    private readonly float[] _target;
    private readonly float[] _before;
    private readonly float[] _gradients;
    private readonly float[]? _after;
    private readonly float[] _output;
    private readonly float _loss;
    private readonly IReadOnlyList<BlockActivations> _observed;
    private readonly IReadOnlyList<NetworkTensor> _tensors;

    private Inspector(TrainingRun run, DynamicNetwork network, float[] input, float[] target)
    {
        (_run, _topology, _input, _target) = (run, network.Topology, input, target);
        _tensors = network.Tensors;
        _before = new float[network.ParameterCount];
        network.CopyParametersTo(_before);
        _output = new float[network.OutputSize];
        network.Predict(input, _output);

        var plain = network.Clone().CreateTrainer(new Sgd(1e-9f), new TrainerOptions { KeepGradients = true, StopOnNonFinite = false });
        _observed = plain.ObserveActivations(input);
        _loss = plain.Step(input, target);
        _gradients = new float[_before.Length];
        plain.CopyGradientsTo(_gradients);
        _after = Updated(run, network, input, target);
    }

    /// <summary>The numbers of a sample.</summary>
    /// <param name="run">What is trained; it is not changed.</param>
    /// <param name="network">Its declaration.</param>
    /// <param name="revision">Of the state.</param>
    /// <param name="input">The sample.</param>
    /// <param name="label">Its class.</param>
    public static InspectionMessage Inspect(TrainingRun run, DeclaredNetwork network, int revision, float[] input, int label)
    {
        var target = run.Code.Encode([label]);
        var message = new InspectionMessage(revision, run.Steps, input, target) { Rate = run.Trainer.LearningRate, Optimizer = run.State.Optimizer };
        if (run.Network.Topology.Blocks.Any(static block => block.Traits.HasFlag(BlockTraits.BatchStatistics)))
            return message with { Refusal = "BatchNorm takes its statistics from a batch, so a step of one sample has no gradient: replace it with LayerNorm to see the numbers." };
        var inspector = new Inspector(run, WithoutNoise(run, network), input, target);
        return message with { Output = inspector._output, Loss = inspector._loss, Blocks = inspector.Blocks() };
    }

    /// <summary>The network as it predicts: without what draws random numbers in a step.</summary>
    private static DynamicNetwork WithoutNoise(TrainingRun run, DeclaredNetwork network)
    {
        if (!run.Network.Topology.Blocks.Any(static block => block.Traits.HasFlag(BlockTraits.DrawsNoise)))
            return run.Network;
        var noisy = run.Network.Topology.Blocks.Where(static block => block.Traits.HasFlag(BlockTraits.DrawsNoise)).Select(static block => block.Kind).ToHashSet(StringComparer.Ordinal);
        var text = string.Concat(network.Declaration.Attributes.Where(attribute => !noisy.Contains(attribute.Kind)).Select(static attribute => $"[{attribute.Text}]\n"));
        var quiet = NetworkCompiler.Compile(NetworkDeclaration.Parse(text).WithName(network.Declaration.Name)).Create();
        foreach (var (from, to) in run.Network.Tensors.Zip(quiet.Tensors))
        {
            var values = new float[from.Length];
            from.CopyTo(values);
            to.CopyFrom(values);
        }

        return quiet;
    }

    /// <summary>The parameters after a step of the run's own optimiser with what it remembers; null where the network had noise, whose optimiser remembers other gradients.</summary>
    private static float[]? Updated(TrainingRun run, DynamicNetwork network, float[] input, float[] target)
    {
        if (!ReferenceEquals(network, run.Network))
            return null;
        var copy = network.Clone();
        var trainer = Optimizers.Train(copy, run.State, Optimizers.Options(run.State, 2, forInspection: true));
        var checkpoint = new MemoryStream();
        run.Trainer.SaveCheckpoint(checkpoint);
        checkpoint.Position = 0;
        trainer.Resume(checkpoint);
        try
        {
            _ = trainer.Step(input, target);
        }
        catch (NonFiniteTrainingException)
        {
            return null;
        }

        var parameters = new float[network.ParameterCount];
        copy.CopyParametersTo(parameters);
        return parameters;
    }

    private InspectedBlock[] Blocks()
    {
        InspectedBlock[] blocks = [.. _topology.Blocks.Select(static (block, index) => new InspectedBlock(index, block.Kind, block.Name, block.Inputs, block.Outputs))];
        ReadParameters(blocks);
        Forward(blocks);
        Backward(blocks);
        return blocks;
    }

    private void ReadParameters(InspectedBlock[] blocks)
    {
        var offset = 0;
        foreach (var (index, block) in _topology.Blocks.Index())
        {
            if (Is(index, BlockTraits.Dense))
            {
                (blocks[index].Weights, blocks[index].Biases) = Matrix(_before, offset, block);
                (blocks[index].DWeights, blocks[index].DBiases) = Matrix(_gradients, offset, block);
                if (_after is not null)
                    (blocks[index].NewWeights, blocks[index].NewBiases) = Matrix(_after, offset, block);
            }
            else if (block.Parameters > 0)
            {
                // A norm: factors, and shifts where there are as many again.
                var hasShifts = block.Parameters == 2 * block.Outputs;
                var factors = hasShifts ? block.Outputs : block.Parameters;
                blocks[index].Weights = [_before[offset..(offset + factors)]];
                blocks[index].DWeights = [_gradients[offset..(offset + factors)]];
                blocks[index].NewWeights = _after is null ? null : [_after[offset..(offset + factors)]];
                if (hasShifts)
                {
                    var (from, to) = (offset + factors, offset + block.Parameters);
                    (blocks[index].Biases, blocks[index].DBiases, blocks[index].NewBiases) = (_before[from..to], _gradients[from..to], _after?[from..to]);
                }
            }

            offset += block.Parameters;
        }
    }

    private static (float[][] Weights, float[]? Biases) Matrix(float[] parameters, int offset, TopologyBlock block)
    {
        var weights = new float[block.Outputs][];
        for (var output = 0; output < weights.Length; output++, offset += block.Inputs)
            weights[output] = parameters[offset..(offset + block.Inputs)];
        return (weights, block.HasBias ? parameters[offset..(offset + block.Outputs)] : null);
    }

    private void Forward(InspectedBlock[] blocks)
    {
        var value = _input;
        var open = new Stack<float[]?>();
        var learned = -1;
        for (var index = 0; index < blocks.Length; index++)
        {
            var block = blocks[index];
            if (_topology.Blocks[index].Parameters > 0)
                learned++;
            block.X = value;
            if (Is(index, BlockTraits.BeginsResidual))
                open.Push(value);
            block.Y = Is(index, BlockTraits.Dense) ? IsFollowedByActivation(index) ? Product(block, value) : _observed[learned].Values
                : Is(index, BlockTraits.ScalesInputs) ? Standardized(value!)
                : Is(index, BlockTraits.EndsResidual) ? Sum(value, open.Pop())
                : _topology.Blocks[index].Parameters > 0 ? IsFollowedByActivation(index) ? null : _observed[learned].Values
                : IsActivation(index) ? index > 0 && _topology.Blocks[index - 1].Parameters > 0 ? _observed[learned].Values : null
                : Is(index, BlockTraits.BeginsResidual | BlockTraits.ChangesNothing | BlockTraits.TrainingOnly) ? value : null;
            if (index == blocks.Length - 1)
                block.Y = IsActivation(index) || block.Y is null ? _output : block.Y;
            if (Is(index, BlockTraits.Dense))
                block.Z = block.Y;
            value = block.Y;
        }
    }

    private void Backward(InspectedBlock[] blocks)
    {
        foreach (var block in blocks.Where(block => Is(block.Index, BlockTraits.Dense)))
            block.Dz = block.DBiases ?? FromWeights(block);
        var gradient = OutputGradient();
        var skipped = new Stack<float[]?>();
        for (var index = blocks.Length - 1; index >= 0; index--)
        {
            var block = blocks[index];
            block.Dy = Known(block) ?? gradient;
            if (Is(index, BlockTraits.EndsResidual))
                skipped.Push(block.Dy);
            block.Dx = (index > 0 ? Known(blocks[index - 1]) : null) ?? (
                Is(index, BlockTraits.Dense) ? Transposed(block)
                : Is(index, BlockTraits.BeginsResidual) ? Sum(block.Dy, skipped.Pop())
                : Is(index, BlockTraits.EndsResidual | BlockTraits.ChangesNothing | BlockTraits.TrainingOnly) ? block.Dy : null);
            gradient = block.Dx;
        }
    }

    private bool Is(int index, BlockTraits any) => (_topology.Blocks[index].Traits & any) != 0;

    private bool IsActivation(int index) =>
        _topology.Blocks[index].Parameters == 0 && (_topology.Blocks[index].Traits.HasFlag(BlockTraits.Activation) || Is(index, BlockTraits.Classes));

    private bool IsFollowedByActivation(int index) => index + 1 < _topology.Blocks.Count && IsActivation(index + 1);
}
