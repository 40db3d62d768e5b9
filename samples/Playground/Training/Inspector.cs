using Compiled;
using Compiled.Dynamic;
using Playground.Data;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>
/// Takes one step of one sample apart. The gradients of parameters and the update are those of the real trainer, on a copy of the network; what lies between, which a trainer does not keep, is
/// computed by <see cref="BackPropagation"/>. Where a block has statistics over the batch, the sample is seen within its batch.
/// </summary>
internal sealed class Inspector
{
    private readonly TrainingRun _run;
    private readonly DynamicNetwork _network;
    private readonly float[] _before;
    private readonly float[] _gradients;
    private readonly float[]? _after;
    private readonly InspectedBatch _batch;
    private readonly IReadOnlyList<HeadPlan> _heads;

    private Inspector(TrainingRun run, DynamicNetwork network, InspectedBatch batch)
    {
        (_run, _network, _batch, _heads) = (run, network, batch, HeadPlan.Of(network.Topology, run.Samples));
        _before = Parameters(network);
        var plain = network.Clone().CreateTrainer(new Sgd(1e-9f), new TrainerOptions { KeepGradients = true, StopOnNonFinite = false, MaxBatchSize = Math.Max(2, batch.Count) });
        _ = plain.Step(batch.Inputs, batch.Targets);
        _gradients = new float[_before.Length];
        plain.CopyGradientsTo(_gradients);
        _after = Updated();
    }

    /// <summary>The numbers of a sample.</summary>
    /// <param name="run">What is trained; it is not changed.</param>
    /// <param name="network">Its declaration.</param>
    /// <param name="revision">Of the state.</param>
    /// <param name="input">The sample.</param>
    /// <param name="label">Its class.</param>
    public static InspectionMessage Inspect(TrainingRun run, DeclaredNetwork network, int revision, float[] input, int label)
    {
        var batch = InspectedBatch.Of(run, input, Target(run, input, label));
        return new Inspector(run, WithoutNoise(run, network), batch).Message(revision, run.Heads.Count > 1);
    }

    /// <summary>What the heads are to say of a sample.</summary>
    private static float[] Target(TrainingRun run, float[] input, int label)
    {
        var row = new float[run.Network.OutputSize];
        foreach (var head in run.Heads)
            head.Code.Encode(head.Target.Rule(input, label, float.NaN), row.AsSpan(head.Offset, head.Code.Outputs));
        return row;
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
            to.CopyFrom(Values(from));
        return quiet;
    }

    /// <summary>The parameters after a step of the run's own optimiser with what it remembers; null where the network had noise, whose optimiser remembers other gradients.</summary>
    private float[]? Updated()
    {
        if (!ReferenceEquals(_network, _run.Network))
            return null;
        var copy = _network.Clone();
        var trainer = Optimizers.Train(copy, _run.State, Optimizers.Options(_run.State, _batch.Count, forInspection: true));
        var checkpoint = new MemoryStream();
        _run.Trainer.SaveCheckpoint(checkpoint);
        checkpoint.Position = 0;
        trainer.Resume(checkpoint);
        try
        {
            _ = trainer.Step(_batch.Inputs, _batch.Targets);
        }
        catch (NonFiniteTrainingException)
        {
            return null;
        }

        return Parameters(copy);
    }

    private InspectionMessage Message(int revision, bool hasHeads)
    {
        var nodes = Nodes();
        var passes = new BackPropagation(nodes, _heads, _batch.Rows(_batch.Inputs), ScaledTargets());
        var (row, isBatch) = (_batch.Place, _batch.Count > 1);
        var output = new float[_network.OutputSize];
        _network.Predict(_batch.Input, output);
        if (isBatch)
        {
            foreach (var head in _heads)
                Singles(passes.Outputs(head, row)).CopyTo(output, head.Offset);
        }

        var losses = _heads.Select(head => (float)passes.Loss(head)).ToList();
        return new(revision, _run.Steps, _batch.Input, _batch.Target)
        {
            Rate = _run.Trainer.LearningRate,
            Optimizer = _run.State.Optimizer,
            Output = output,
            Loss = (float)_heads.Zip(losses, static (head, loss) => (double)head.Weight * loss).Sum(),
            HeadLosses = hasHeads ? losses : [],
            Batch = isBatch ? new(_batch.Count, row, _batch.Words) : null,
            Blocks = Blocks(nodes, row),
        };
    }

    private BlockNode[] Nodes()
    {
        var figures = _network.Tensors.Where(static tensor => tensor.Kind == NetworkTensorKind.InputScaling).Select(static tensor => Doubles(Values(tensor))).ToArray();
        return [.. Parts(_before).Select(part => new BlockNode(part.Block)
        {
            Weights = part.Weights?.Select(Doubles).ToArray(),
            Biases = part.Biases is null ? null : Doubles(part.Biases),
            Figures = part.Block.Traits.HasFlag(BlockTraits.ScalesInputs) ? figures : null,
        })];
    }

    /// <summary>After StandardizeTargets, which each head may have, the loss compares standardised values.</summary>
    private double[][] ScaledTargets()
    {
        var figures = new Queue<double[]>(_network.Tensors.Where(static tensor => tensor.Kind == NetworkTensorKind.TargetScaling).Select(static tensor => Doubles(Values(tensor))));
        var rows = _batch.Rows(_batch.Targets);
        foreach (var head in _heads.Where(head => _network.Topology.Blocks[head.LastBlock].Traits.HasFlag(BlockTraits.ScalesTargets)))
        {
            var (means, scales) = (figures.Dequeue(), figures.Dequeue());
            foreach (var row in rows)
            {
                for (var index = 0; index < means.Length; index++)
                    row[head.Offset + index] = (row[head.Offset + index] - means[index]) / scales[index];
            }
        }

        return rows;
    }

    private InspectedBlock[] Blocks(BlockNode[] nodes, int row)
    {
        // Blocks that were left out keep their numbers.
        var isWhole = ReferenceEquals(_network, _run.Network);
        var places = _run.Network.Topology.Blocks.Index().Where(block => isWhole || !block.Item.Traits.HasFlag(BlockTraits.DrawsNoise)).Select(static block => block.Index).ToList();
        var (gradients, after) = (Parts(_gradients).ToList(), _after is null ? null : Parts(_after).ToList());
        return [.. nodes.Zip(Parts(_before)).Select((pair, index) =>
        {
            var (node, part) = pair;
            var isDense = node.Is(BlockTraits.Dense);
            return new InspectedBlock(places[index], node.Block.Kind, node.Block.Name, node.Block.Inputs, node.Block.Outputs)
            {
                X = Singles(node.X[row]),
                Y = Singles(node.Y[row]),
                Z = isDense ? Singles(node.Y[row]) : null,
                Dx = Singles(node.Dx[row]),
                Dy = Singles(node.Dy[row]),
                Dz = isDense ? Singles(node.Dy[row]) : null,
                Weights = part.Weights,
                Biases = part.Biases,
                DWeights = gradients[index].Weights,
                DBiases = gradients[index].Biases,
                NewWeights = after?[index].Weights,
                NewBiases = after?[index].Biases,
                Hats = node.Hats is null ? null : Singles(node.Hats[row]),
                Means = node.Means is null ? null : Singles(node.Is(BlockTraits.BatchStatistics) ? node.Means : [node.Means[row]]),
                Variances = node.Variances is null ? null : Singles(node.Is(BlockTraits.BatchStatistics) ? node.Variances : [node.Variances[row]]),
            };
        })];
    }

    /// <summary>A vector of parameters or gradients, block by block: a matrix and biases, or factors and shifts.</summary>
    private IEnumerable<(TopologyBlock Block, float[][]? Weights, float[]? Biases)> Parts(float[] values)
    {
        var offset = 0;
        foreach (var block in _network.Topology.Blocks)
        {
            if (block.Parameters == 0)
            {
                yield return (block, null, null);
                continue;
            }

            var isDense = block.Traits.HasFlag(BlockTraits.Dense);
            var (rows, biases) = (isDense ? block.Outputs : 1, isDense ? block.HasBias ? block.Outputs : 0 : block.Parameters == 2 * block.Outputs ? block.Outputs : 0);
            var width = (block.Parameters - biases) / rows;
            var start = offset;
            float[][] weights = [.. Enumerable.Range(0, rows).Select(row => values[(start + row * width)..(start + (row + 1) * width)])];
            offset += block.Parameters;
            yield return (block, weights, biases == 0 ? null : values[(offset - biases)..offset]);
        }
    }

    private static float[] Parameters(DynamicNetwork network)
    {
        var values = new float[network.ParameterCount];
        network.CopyParametersTo(values);
        return values;
    }

    private static float[] Values(NetworkTensor tensor)
    {
        var values = new float[tensor.Length];
        tensor.CopyTo(values);
        return values;
    }

    private static double[] Doubles(float[] values) => [.. values.Select(static value => (double)value)];

    private static float[] Singles(double[] values) => [.. values.Select(static value => (float)value)];
}
