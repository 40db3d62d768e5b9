using System.Diagnostics;
using Compiled;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>What is shown of a run while it learns, computed again for each frame into the same memory.</summary>
public sealed class RunView
{
    /// <summary>Cells of the region's side.</summary>
    public const int RegionSide = 100;

    /// <summary>Networks with more parameters send them in every eighth frame.</summary>
    private const int FewParameters = 4096;

    private const int FramesBetweenTimings = 30;

    private readonly float[] _points;
    private readonly float[] _outputs;
    private readonly float[] _weights;
    private readonly Judgement _train;
    private readonly Judgement? _test;
    private readonly UnitPictures _units;
    private readonly List<LossPoint> _losses = [];
    private int _frames;
    private float[] _probe = [];

    /// <param name="run">The run.</param>
    public RunView(TrainingRun run)
    {
        Run = run;
        _points = run.Samples.InputSize == 2 ? PlanePoints.Grid(RegionSide) : [];
        _outputs = new float[_points.Length / 2 * run.Network.OutputSize];
        Classes = new byte[_points.Length / 2];
        Confidences = new byte[_points.Length / 2];
        _weights = new float[run.Network.ParameterCount];
        _train = new(run, run.Train, static target => target.Train);
        _test = run.Test is null ? null : new(run, run.Test, static target => target.Test);
        _units = new(run.Network.Topology, run.Samples);
        Slopes = InputSlopes.Of(run.Network);
    }

    /// <summary>The run.</summary>
    public TrainingRun Run { get; }

    /// <summary>The class of each cell of the region.</summary>
    public byte[] Classes { get; }

    /// <summary>How certain the network is there.</summary>
    public byte[] Confidences { get; }

    /// <summary>The input that a visitor points at; null for none.</summary>
    public float[]? ProbeInput { get; set; }

    /// <summary>The head whose region is shown.</summary>
    public int Head { get; set; }

    /// <summary>Nanoseconds of one prediction.</summary>
    public float Nanoseconds { get; private set; } = float.NaN;

    /// <summary>The share of right answers on the training data.</summary>
    public float TrainAccuracy => _train.Classes?.Measure ?? float.NaN;

    /// <summary>The share of right answers on the test data.</summary>
    public float TestAccuracy => _test?.Classes?.Measure ?? float.NaN;

    /// <summary>Looks at the run as it is now, and writes it as a frame.</summary>
    public byte[] Frame(FrameFacts facts)
    {
        _train.Update(Run);
        _test?.Update(Run);
        DrawRegion();
        _units.Draw(Run.Trainer);
        Slopes?.Draw(Shown);
        if (_frames % FramesBetweenTimings == 0)
            Nanoseconds = PredictionTime();
        var withWeights = _weights.Length <= FewParameters || _frames % 8 == 0 || !facts.IsRunning;
        if (withWeights)
            Run.Network.CopyParametersTo(_weights);
        if (_losses.Count == 0 || _losses[^1].Step < Run.Steps)
            _losses.Add(new((uint)Run.Steps, _train.Loss, _test?.Loss ?? float.NaN, HeadLosses()));
        Probe();
        _frames++;
        var frame = FrameWriter.Write(facts, this, withWeights ? _weights : []);
        _losses.Clear();
        return frame;
    }

    internal float TrainLoss => _train.Loss;

    internal float TestLoss => _test?.Loss ?? float.NaN;

    /// <summary>The heads on the training data.</summary>
    internal IReadOnlyList<HeadJudgement> TrainHeads => _train.Heads;

    /// <summary>The heads on the test data; null without any.</summary>
    internal IReadOnlyList<HeadJudgement>? TestHeads => _test?.Heads;

    internal int[] Confusion => (_test ?? _train).Classes?.Confusion ?? [];

    internal InputSlopes? Slopes { get; }

    /// <summary>∂y/∂x of the shown head where the visitor points, [output][input].</summary>
    internal float[] ProbeSlopes => ProbeInput is null || Slopes is null ? [] : Slopes.At(Shown, ProbeInput);

    internal UnitPictures Units => _units;

    internal IReadOnlyList<LossPoint> Losses => _losses;

    internal ReadOnlySpan<float> ProbeOutputs => ProbeInput is null ? [] : _probe;

    private HeadPlan Shown => Run.Heads[Math.Min(Head, Run.Heads.Count - 1)];

    /// <summary>The losses of the heads, training and test, one after the other; none in a network without heads.</summary>
    private float[] HeadLosses() => Run.Heads.Count == 1 ? []
        : [.. _train.Heads.Select((head, index) => (float[])[head.Loss, _test?.Heads[index].Loss ?? float.NaN]).SelectMany(static pair => pair)];

    private void DrawRegion()
    {
        if (_points.Length == 0)
            return;
        var (shown, size) = (Shown, Run.Network.OutputSize);
        Run.Network.PredictBatch(_points, _outputs);
        for (var cell = 0; cell < Classes.Length; cell++)
        {
            var outputs = shown.Of(_outputs.AsSpan(cell * size, size));
            Classes[cell] = (byte)shown.Code.Decide(outputs);
            var confidence = shown.Code.Confidence(outputs);
            Confidences[cell] = float.IsNaN(confidence) ? (byte)0 : (byte)(255 * confidence);
        }
    }

    private void Probe()
    {
        if (ProbeInput is not { } input)
            return;
        if (_probe.Length != Run.Network.OutputSize)
            _probe = new float[Run.Network.OutputSize];
        Run.Network.Predict(input, _probe);
    }

    /// <summary>The best of some runs over samples, since this machine does other work too.</summary>
    private float PredictionTime()
    {
        const int Runs = 5, Predictions = 200;
        var output = new float[Run.Network.OutputSize];
        var best = double.PositiveInfinity;
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var index = 0; index < Predictions; index++)
                Run.Network.Predict(Run.Train.Input(index % Run.Train.Count), output);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Predictions);
        }

        return (float)best;
    }
}

/// <summary>A point of the loss curves; with heads, training and test of each.</summary>
internal readonly record struct LossPoint(uint Step, float Train, float Test, float[] Heads);

/// <summary>What a frame tells beyond the run itself.</summary>
/// <param name="Revision">Of the state.</param>
/// <param name="IsRunning">Whether training runs.</param>
/// <param name="StepsPerSecond">The speed.</param>
/// <param name="SamplesPerSecond">The same in samples.</param>
public readonly record struct FrameFacts(int Revision, bool IsRunning, float StepsPerSecond, float SamplesPerSecond);
