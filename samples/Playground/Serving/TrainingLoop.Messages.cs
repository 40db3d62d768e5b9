using System.Diagnostics;
using System.Text.Json;
using Compiled.Dynamic;
using Playground.Data;
using Playground.Downloads;
using Playground.Protocol;
using Playground.Training;

namespace Playground.Serving;

/// <content>What is told rarely.</content>
internal sealed partial class TrainingLoop
{
    private const int ShownDigits = 40;
    private const double HealthSeconds = 0.5;

    private SourceMessage? _source;
    private IReadOnlyList<BlockHealthMessage> _words = [];
    private long _healthTime;

    private ServerMessage DataMessage()
    {
        var samples = _samples!;
        if (samples.InputSize == 2)
        {
            return new PlaneDataMessage(_revision, samples.Classes, Flat(samples.Train), Flat(samples.Test))
            {
                Targets = [.. samples.Targets.Select(static target => new TargetMessage(target.Id, target.ClassNames, target.Low, target.High, target.Train, target.Test))],
            };
        }

        var shown = Math.Min(ShownDigits, samples.Train.Count);
        return new DigitsDataMessage(
            _revision, samples.Classes, samples.Train.Count, samples.Test.Count,
            [.. Enumerable.Range(0, shown).Select(row => samples.Train.Inputs.AsSpan(row * samples.InputSize, samples.InputSize).ToArray().Select(static pixel => pixel * Digits.Black).ToArray())],
            samples.Train.Labels[..shown]);
    }

    /// <summary>x, y, label after x, y, label.</summary>
    private static float[] Flat(Part part)
    {
        var points = new float[3 * part.Count];
        for (var row = 0; row < part.Count; row++)
            (points[3 * row], points[3 * row + 1], points[3 * row + 2]) = (part.Inputs[2 * row], part.Inputs[2 * row + 1], part.Labels[row]);
        return points;
    }

    /// <summary>A picture as the page draws it, with pixels up to 16, becomes inputs up to 1; points stay.</summary>
    private float[] Scaled(float[] input) => _samples!.InputSize == 2 ? input : [.. input.Select(static pixel => pixel / Digits.Black)];

    private SourceMessage Source()
    {
        if (_source is not null)
            return _source;
        var emitted = NetworkCompiler.Emit(_network!.Declaration, cancellation);
        return _source = new(
            _revision, emitted.Text, [.. emitted.Parts.Select(static part => new PartMessage(part.Block, part.Pass.ToString().ToLowerInvariant(), part.FirstLine, part.LastLine))]);
    }

    /// <summary>Tells in words how the blocks are, where that has changed.</summary>
    private void SendHealth()
    {
        if (_run.Trainer.Health is not { } health || (_isPlaying && Stopwatch.GetElapsedTime(_healthTime).TotalSeconds < HealthSeconds))
            return;
        _healthTime = Stopwatch.GetTimestamp();
        var learned = _network!.Type.Topology.Blocks.Index().Where(static block => block.Item.Parameters > 0).ToList();
        List<BlockHealthMessage> words = [];
        foreach (var block in health.Blocks)
        {
            var verdict = HealthWords.Judge(block, health);
            words.Add(new(learned.First(known => known.Item.Name == block.Block).Index, block.Block, (int)verdict, HealthWords.Describe(block, verdict)));
        }

        if (words.SequenceEqual(_words))
            return;
        _words = words;
        outbox.Send(new HealthMessage(_revision, health.Step, words));
    }

    /// <summary>Messages that need more than a few lines.</summary>
    private void HandleMore(ClientMessage message)
    {
        if (message.Type != "inspect")
            throw new RejectedException("type", $"There is no message of type '{(message.Type.Length > 40 ? message.Type[..40] : message.Type)}': see PROTOCOL.md.");
        var samples = _samples!;
        if (message.Field("split").ValueKind == JsonValueKind.Undefined)
        {
            var input = message.Input("input", samples.InputSize) ?? throw new RejectedException("input", "input is null, but must be the sample to inspect.");
            outbox.Send(Inspector.Inspect(_run, _network!, _revision, Scaled(input), message.Whole("label", 0, 0, samples.Classes - 1)));
            return;
        }

        var part = message.Text("split") switch
        {
            "train" => samples.Train,
            "test" => samples.Test,
            _ => throw new RejectedException("split", "split must be train or test."),
        };
        if (part.Count == 0)
            throw new RejectedException("split", "There are no such samples: add points.");
        var row = message.Whole("row", 0, 0, part.Count - 1);
        outbox.Send(Inspector.Inspect(_run, _network!, _revision, part.Inputs[(row * samples.InputSize)..((row + 1) * samples.InputSize)], part.Labels[row]));
    }

    /// <summary>A file to take along, or null where there is none of that name.</summary>
    /// <exception cref="InvalidOperationException">The network cannot be written in this format.</exception>
    public Download? Download(string name) => name == "program.cs" && _isMinimized
        ? throw new InvalidOperationException("L-BFGS has changed the parameters, which the steps of a program do not repeat: reset first.")
        : Downloads.Download.Of(name, _run, _network!);
}
