using System.Buffers.Binary;
using Playground.Training;

namespace Playground.Protocol;

/// <summary>Writes frames as PROTOCOL.md lays them out; Web/src/protocol.ts reads them.</summary>
internal static class FrameWriter
{
    /// <summary>Bytes before the sections.</summary>
    public const int HeaderSize = 72;

    private const int FloatsOfHealth = 8;

    /// <summary>One frame.</summary>
    /// <param name="facts">What the run does not know.</param>
    /// <param name="view">What is shown of it.</param>
    /// <param name="weights">All parameters, or none in this frame.</param>
    public static byte[] Write(FrameFacts facts, RunView view, ReadOnlySpan<float> weights)
    {
        var (run, health) = (view.Run, view.Run.Trainer.Health);
        var (region, units) = (view.Classes.Length, view.Units);
        var probe = view.ProbeOutputs;
        var blocks = health?.Blocks.Count ?? 0;
        var classes = (int)Math.Sqrt(view.Confusion.Length);
        var (heads, slopes) = (HeadSection.Write(view), SlopeSection.Write(view));
        var length = HeaderSize + 2 * Padded(region) + Padded(units.Pixels.Length) + 4 * units.Ranges.Length + 4 * weights.Length + 4 * FloatsOfHealth * blocks
            + 4 * classes * classes + 4 * probe.Length + 12 * view.Losses.Count + heads.Length + slopes.Length;
        var frame = new byte[length];
        var header = frame.AsSpan();
        (header[0], header[1]) = (1, SessionState.CurrentVersion);
        Int16(header[2..], (facts.IsRunning ? 1 : 0) | (run.Test is null ? 0 : 2) | (heads.Length > 0 ? 4 : 0) | (slopes.Length > 0 ? 8 : 0));
        Int32(header[4..], facts.Revision);
        Int32(header[8..], (int)run.Steps);
        Floats(header[12..], [
            (float)run.Epochs, view.TrainLoss, view.TestLoss, view.TrainAccuracy, view.TestAccuracy, facts.StepsPerSecond, facts.SamplesPerSecond, view.Nanoseconds,
            run.Trainer.LearningRate, (float)(health?.GradientNorm ?? double.NaN),
        ]);
        Int16(header[52..], region == 0 ? 0 : RunView.RegionSide);
        Int16(header[54..], units.Count == 0 ? 0 : UnitPictures.Side);
        Int16(header[56..], units.Count);
        Int16(header[58..], classes);
        Int32(header[60..], weights.Length);
        Int16(header[64..], blocks);
        Int16(header[66..], probe.Length);
        Int32(header[68..], view.Losses.Count);

        var rest = header[HeaderSize..];
        Bytes(ref rest, view.Classes);
        Bytes(ref rest, view.Confidences);
        Bytes(ref rest, units.Pixels);
        rest = Floats(rest, units.Ranges);
        rest = Floats(rest, weights);
        foreach (var block in health?.Blocks ?? [])
        {
            rest = Floats(rest, [
                (float)block.GradientNorm, (float)block.WeightNorm, (float)block.UpdateRatio, block.SilentUnits, (float)block.ActivationRms, block.DeadUnits, (float)block.SaturatedShare,
            ]);
            Int32(rest, (int)HealthWords.Judge(block, health!));
            rest = rest[4..];
        }

        foreach (var count in view.Confusion)
        {
            Int32(rest, count);
            rest = rest[4..];
        }

        rest = Floats(rest, probe);
        foreach (var point in view.Losses)
        {
            Int32(rest, (int)point.Step);
            rest = Floats(rest[4..], [point.Train, point.Test]);
        }

        Bytes(ref rest, heads);
        Bytes(ref rest, slopes);

        return frame;
    }

    private static int Padded(int bytes) => (bytes + 3) & -4;

    private static void Int16(Span<byte> place, int value) => BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)value);

    private static void Int32(Span<byte> place, int value) => BinaryPrimitives.WriteInt32LittleEndian(place, value);

    private static void Bytes(ref Span<byte> place, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(place);
        place = place[Padded(bytes.Length)..];
    }

    private static Span<byte> Floats(Span<byte> place, scoped ReadOnlySpan<float> values)
    {
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteSingleLittleEndian(place[(4 * index)..], values[index]);
        return place[(4 * values.Length)..];
    }
}
