using System.Runtime.InteropServices;
using Playground.Training;

namespace Playground.Protocol;

/// <summary>The part of a frame that networks with heads have: figures, confusion and losses of each.</summary>
internal static class HeadSection
{
    /// <summary>The section; empty for a network without heads.</summary>
    public static byte[] Write(RunView view)
    {
        if (view.TrainHeads.Count == 1)
            return [];
        var section = new SectionWriter();
        section.Write(view.TrainHeads.Count);
        foreach (var (index, train) in view.TrainHeads.Index())
        {
            var test = view.TestHeads?[index];
            section.Write(train.Loss, test?.Loss ?? float.NaN, train.Measure, test?.Measure ?? float.NaN);
            section.Write(train.Classes);
            section.Write((test ?? train).Confusion);
        }

        foreach (var point in view.Losses)
            section.Write(point.Heads);
        return section.Bytes;
    }
}

/// <summary>The part of a frame that differentiable networks have: arrows, and the derivatives where the visitor points.</summary>
internal static class SlopeSection
{
    /// <summary>The section; empty for a network without derivatives.</summary>
    public static byte[] Write(RunView view)
    {
        if (view.Slopes is not { } slopes)
            return [];
        var (section, probe) = (new SectionWriter(), view.ProbeSlopes);
        section.Write(slopes.Arrows.Length == 0 ? 0 : InputSlopes.Side);
        section.Write(slopes.Arrows);
        section.Write(probe.Length);
        section.Write(probe);
        return section.Bytes;
    }
}

/// <summary>Numbers of four bytes each, little-endian.</summary>
internal sealed class SectionWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>All that was written.</summary>
    public byte[] Bytes => [.. _bytes];

    public void Write(params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            _bytes.AddRange(BitConverter.IsLittleEndian ? BitConverter.GetBytes(value) : [.. BitConverter.GetBytes(value).Reverse()]);
    }

    public void Write(params ReadOnlySpan<float> values) => Write(MemoryMarshal.Cast<float, int>(values));
}
