using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Runtime;

/// <summary>
/// The half of training that knows no topology: checks, memory, the update. The generated trainer of a network derives from it and adds
/// forward, backward and loss.
/// </summary>
/// <typeparam name="TOptimizer">The update rule that this trainer is compiled for.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class NetworkTrainer<TOptimizer> : Trainer
    where TOptimizer : struct, IOptimizer
{
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly AlignedMemory _state;

    /// <summary>A weight for each class, padded with zeros to whole vectors of 16; empty when there are none.</summary>
    private readonly float[] _classWeights;
    // Every step with labels asks.
    private readonly bool _takesLabels;
    private TOptimizer _optimizer;
    private readonly bool _stopsOnNonFinite;
    private long _seenVersion;

    /// <summary>Validates the optimiser and allocates gradients and optimiser state, zeroed.</summary>
    /// <exception cref="ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="topology">The network's shape.</param>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="gradientSums">How many sums of gradients are kept apart before they are joined.</param>
    protected NetworkTrainer(ParameterStore parameters, Topology topology, TOptimizer optimizer, TrainerOptions? options, int gradientSums = 1)
        : base(parameters, topology, options)
    {
        optimizer.Validate();
        _classWeights = WeightChecks.ClassWeights(topology, options?.ClassWeights);
        _takesLabels = LossTraits.Of(topology.Loss).TakesLabels;
        if (optimizer.StateSlots is < 0 or > 3)
        {
            throw new ArgumentException(
                $"{typeof(TOptimizer).Name}.StateSlots is {optimizer.StateSlots}, but an optimizer may keep 0 to 3 floats of state per parameter.",
                nameof(optimizer));
        }

        _optimizer = optimizer;
        _inputSize = topology.InputSize;
        _outputSize = topology.OutputSize;
        GradientMemory = new AlignedMemory(gradientSums * parameters.Layout.Length);
        _state = new AlignedMemory(optimizer.StateSlots * OptimizerKernel.SlotStride(parameters.Layout.Length));
        _seenVersion = parameters.Version - 1;
        _stopsOnNonFinite = Options.StopOnNonFinite;
        _isPlain = !Options.KeepGradients && Options.HealthInterval == 0 && _classWeights.Length == 0;
        if (_stopsOnNonFinite)
            AllocateKept();
        if (NeedsRanges(Options, parameters.Layout))
            _ranges = CutRanges();
        if (Options.HealthInterval > 0)
            _health = new HealthMeter(parameters);
    }

    /// <inheritdoc/>
    public sealed override float LearningRate
    {
        get => _optimizer.LearningRate;
        set
        {
            // A schedule sets the rate in every step: the name is only put together for a message.
            if (!(value >= 0 && float.IsFinite(value)))
                OptimizerSetting.NotNegative($"{typeof(TOptimizer).Name}.{nameof(LearningRate)}", value);
            var changed = _optimizer;
            changed.LearningRate = value;
            changed.Validate();
            _optimizer = changed;
        }
    }

    /// <summary>
    /// True when the loss is a mean over the outputs too, so that a batch is averaged over rows · outputs and not over rows alone.
    /// </summary>
    protected abstract bool AveragesOverOutputs { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        var rows = CheckRows(inputs, targets, nameof(targets));
        CheckBatch(rows, nameof(inputs));
        RefreshIfStale(toWrite: true);
        // A step that keeps the last good state does so between its loss and its update.
        if (rows == 1 && StepsOneSample && MayFuse && (StepCount < _keepAt || !_stopsOnNonFinite))
            return StepSample(inputs, targets, onlyIfFinite: _stopsOnNonFinite, stops: true);
        return Finish(Backward(inputs, targets, rows), inputs, rows);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override void StepFromGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients)
    {
        var rows = CheckRows(inputs, outputGradients, nameof(outputGradients));
        CheckBatch(rows, nameof(inputs));
        RefreshIfStale(toWrite: true);
        if (_stopsOnNonFinite)
            StopOrKeep(outputGradients);
        _fuses = false;
        AccumulateFromGradient(in MemoryMarshal.GetReference(inputs), in MemoryMarshal.GetReference(outputGradients), rows);
        // The declared loss was not computed: the last one that was stays readable.
        Update(Loss, inputs, rows);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        var rows = CheckRows(inputs, targets, nameof(targets));
        RefreshIfStale(toWrite: false);
        if (_classWeights.Length > 0)
            return WeightedMean(inputs, targets, default, default, rows);
        return Mean(SumLoss(in MemoryMarshal.GetReference(inputs), in MemoryMarshal.GetReference(targets), rows, new LossTerms(1)), rows);
    }

    /// <summary>
    /// Forward, loss and backward over the rows. Writes the gradients of the summed loss times the scale of the terms (replacing what was
    /// there), padding as 0.
    /// </summary>
    /// <returns>The sum of the rows' losses, each times its weight, not scaled.</returns>
    protected abstract double Accumulate(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms);

    /// <summary>
    /// Forward, and backward from the caller's gradient at the outputs, summed over the rows. Writes the gradients, as
    /// <see cref="Accumulate"/> does.
    /// </summary>
    protected abstract void AccumulateFromGradient(ref readonly float inputs, ref readonly float outputGradients, int rows);

    /// <summary>Forward and loss: the sum of the rows' losses, each times its weight.</summary>
    protected abstract double SumLoss(ref readonly float inputs, ref readonly float targets, int rows, scoped in LossTerms terms);

    /// <summary>Rebuilds what the emitted code derives from the parameters, such as transposed copies of the weights.</summary>
    protected virtual void RefreshDerivedParameters()
    {
    }

    /// <summary>The network's own <c>PredictBatch</c>.</summary>
    protected abstract void PredictRows(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>
    /// Applies the rule to all parameters and leaves the derived parameters in step with them. An override may do both in one pass.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected virtual void UpdateParameters(ref readonly TOptimizer optimizer)
    {
        OptimizerKernel.Update(in optimizer, ref Parameters.Origin, in GradientOrigin, ref _state.Origin, Parameters.Layout.Length);
        RefreshDerivedParameters();
    }

    private protected sealed override void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => PredictRows(inputs, outputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CheckRows(ReadOnlySpan<float> inputs, ReadOnlySpan<float> perOutput, string name)
    {
        var rows = Guard.Rows(inputs.Length, _inputSize, nameof(inputs));
        Guard.RowsMatch(perOutput.Length, rows, _outputSize, name);
        return rows;
    }

    /// <summary>Gradients of a batch whose rows have no weights of their own. Copies are fresh.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int rows)
    {
        if (_classWeights.Length > 0)
            return WeightedBackward(inputs, targets, default, default, rows);
        StepWeight = rows;
        var terms = new LossTerms((float)(1 / Divisor(rows)));
        return Mean(AccumulateOrForward(in MemoryMarshal.GetReference(inputs), in MemoryMarshal.GetReference(targets), rows, in terms), rows);
    }

    /// <summary>How every step by hand ends, whatever its rows came with: it stops, or it keeps the good state and updates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Finish(float loss, ReadOnlySpan<float> inputs, int rows)
    {
        if (_stopsOnNonFinite)
            StopOrKeep(loss);
        return Advance(loss, inputs, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Advance(float loss, ReadOnlySpan<float> inputs, int rows)
    {
        KeepHeadLosses();
        Update(loss, inputs, rows);
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(float loss, ReadOnlySpan<float> inputs, int rows)
    {
        if (IsMeasured)
            _health!.Observe(this, in MemoryMarshal.GetReference(inputs), rows);
        BeginUpdate();
        if (_fuses)
            UpdateRows(in _optimizer, in MemoryMarshal.GetReference(inputs), rows);
        else if (_ranges is null && _health is null)
            UpdateParameters(in _optimizer);
        else
            UpdateRanges();
        if (_fewestRows > 1)
            UpdateStatistics();
        EndUpdate(loss);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginUpdate()
    {
        _optimizer.BeginStep(StepCount + 1);
        // A rule of the user's that throws halfway leaves copies that the next step must rebuild.
        _seenVersion = Parameters.Version - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndUpdate(float loss)
    {
        Parameters.MarkChanged();
        _seenVersion = Parameters.Version;
        StepCount++;
        Loss = loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RefreshIfStale(bool toWrite)
    {
        if (_seenVersion != Parameters.Version)
            Refresh(toWrite);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refresh(bool toWrite)
    {
        // Freezing advances the version, so that a step comes here, whose hot path need not ask.
        if (toWrite)
            Parameters.ThrowIfFrozen();
        RefreshDerivedParameters();
        // After a loss that was only looked at, the next step must still come here.
        if (Parameters.IsFrozen)
            return;
        _seenVersion = Parameters.Version;
        // Parameters that came from elsewhere are the good ones from now on.
        (_keepAt, _hasKept) = (StepCount, false);
    }

    private float Mean(double sum, double weight) => (float)(sum / Divisor(weight));

    /// <summary>What a sum of losses is divided by; the weight is the number of rows where they have none.</summary>
    private double Divisor(double weight) => AveragesOverOutputs ? weight * _outputSize : weight;
}
