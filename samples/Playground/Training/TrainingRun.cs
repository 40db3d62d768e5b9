using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Compiled;
using Compiled.Dynamic;
using Compiled.Numerics;
using Playground.Data;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>
/// One training from the seed on. It depends on nothing but its state, so that another run with as many steps ends with the same parameters, bit for bit. One thread at a time.
/// </summary>
public sealed class TrainingRun
{
    private readonly BatchReader _batches;
    private readonly Schedule? _schedule;
    private readonly Augmentation? _augmentation;
    private readonly SeededRandom _random;
    private readonly int _fewestRows;
    private float[] _inputs = [];
    private float[] _targets = [];
    private int _epoch;
    private int _batch;
    private double _bestLoss = double.PositiveInfinity;
    private int _epochsWithoutBetter;

    /// <summary>A run at step 0.</summary>
    /// <param name="state">What is trained, and how.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="type">The class of its declaration, which fits the samples.</param>
    public TrainingRun(SessionState state, Samples samples, DynamicNetworkType type)
    {
        (State, Samples) = (state, samples);
        Heads = HeadPlan.Of(type.Topology, samples);
        Train = Encode(samples.Train, static target => target.Train);
        Test = samples.Test.Count > 0 ? Encode(samples.Test, static target => target.Test) : null;
        Network = type.Create(state.Seed);
        if (type.Topology.Blocks.Any(static block => (block.Traits & (BlockTraits.ScalesInputs | BlockTraits.ScalesTargets)) != 0))
            Network.FitStandardization(Train);
        _batches = new(Train, state.Batch == 0 ? Train.Count : state.Batch, state.Seed);
        Trainer = Optimizers.Train(Network, state, Optimizers.Options(state, _batches.BatchSize));
        _schedule = Schedules.Of(state);
        _augmentation = state.Augment == 0 ? null
            : samples.InputSize == 2 ? Augmentations.GaussianNoise((float)state.Augment)
            : (int)Math.Round(state.Augment) is > 0 and var pixels ? Augmentations.Shift(8, 8, pixels) : null;
        _random = new(state.Seed, stream: 1);
        // BatchNorm cannot learn a variance from one row: a last batch of one row is left out.
        _fewestRows = type.Topology.Blocks.Any(static block => (block.Traits & BlockTraits.BatchStatistics) != 0) ? 2 : 1;
        if (Train.Count < _fewestRows)
            throw new RejectedException("points", "BatchNorm needs at least two points for training: add some, or remove it.");
        _batches.Begin(0);
    }

    /// <summary>What is trained, and how.</summary>
    public SessionState State { get; }

    /// <summary>The samples.</summary>
    public Samples Samples { get; }

    /// <summary>What the outputs learn: one plan per head, and one for a network without heads.</summary>
    public IReadOnlyList<HeadPlan> Heads { get; }

    /// <summary>The data to learn from.</summary>
    public Dataset Train { get; }

    /// <summary>The data to judge by; null if there is none.</summary>
    public Dataset? Test { get; }

    /// <summary>The network.</summary>
    public DynamicNetwork Network { get; }

    /// <summary>Its trainer.</summary>
    public Trainer Trainer { get; }

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Samples seen so far.</summary>
    public long SamplesSeen { get; private set; }

    /// <summary>Epochs so far, with the begun one's fraction.</summary>
    public double Epochs => _epoch + (double)_batch / _batches.BatchCount;

    /// <summary>The size of batches, the epoch, and which of its batches comes next.</summary>
    internal (int Size, int Epoch, int Next) Place => (_batches.BatchSize, _epoch, _batch);

    /// <summary>Whether early stopping has ended the run.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>One step; false after early stopping.</summary>
    /// <exception cref="NonFiniteTrainingException">The loss is infinite or NaN; the parameters are those of the last good step.</exception>
    public bool Step()
    {
        if (IsStopped)
            return false;
        while (true)
        {
            if (!_batches.Next(out var inputs, out var targets))
            {
                if (EndEpoch())
                    return false;
                continue;
            }

            _batch++;
            var rows = inputs.Length / Train.InputSize;
            if (rows < _fewestRows)
                continue;
            if (_schedule is not null)
                Trainer.LearningRate = (float)_schedule.Rate(Steps, State.Rate);
            _ = _augmentation is null ? Trainer.Step(inputs, targets) : Trainer.Step(Augmented(inputs, targets, rows), _targets.AsSpan(0, targets.Length));
            Steps++;
            SamplesSeen += rows;
            return true;
        }
    }

    /// <summary>SHA-256 of the parameters as little-endian floats in PyTorch's order.</summary>
    public string Hash() => HashOf(Network);

    /// <summary>The same of any network.</summary>
    public static string HashOf(DynamicNetwork network)
    {
        var parameters = new float[network.ParameterCount];
        network.CopyParametersTo(parameters);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan())));
    }

    /// <summary>The data that training takes.</summary>
    private Dataset Encode(Part part, Func<Target, float[]> values)
    {
        var (head, inputs) = (Heads[0], Samples.InputSize);
        // One column of classes has names; several heads have several columns.
        var isNamed = Heads.Count == 1 && head.Code.Low == 0 && (head.Code.Outputs == Samples.Classes || head.Code.Outputs == 1) && head.Name.Length == 0;
        return Dataset.FromMemory(
            part.Inputs, HeadPlan.Encode(Heads, part.Count, values), inputs, Heads.Sum(static plan => plan.Code.Outputs), inputs == 2 ? ["x", "y"] : null,
            classNames: isNamed ? Samples.ClassNames : null);
    }

    private ReadOnlySpan<float> Augmented(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int rows)
    {
        if (_inputs.Length < inputs.Length)
            (_inputs, _targets) = (new float[inputs.Length], new float[targets.Length]);
        inputs.CopyTo(_inputs);
        targets.CopyTo(_targets);
        var changed = _inputs.AsSpan(0, inputs.Length);
        _augmentation!(changed, _targets.AsSpan(0, targets.Length), rows, _random);
        return changed;
    }

    /// <summary>Begins the next epoch, unless patience has run out.</summary>
    private bool EndEpoch()
    {
        _epoch++;
        _batch = 0;
        _batches.Begin(_epoch);
        if (State.Patience == 0 || Test is null)
            return false;
        var loss = Trainer.MeanLoss(Test.Inputs, Test.Targets);
        _epochsWithoutBetter = loss < _bestLoss ? 0 : _epochsWithoutBetter + 1;
        _bestLoss = Math.Min(_bestLoss, loss);
        IsStopped = _epochsWithoutBetter >= State.Patience;
        return IsStopped;
    }
}
