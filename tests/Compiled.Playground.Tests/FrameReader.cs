using System.Buffers.Binary;

namespace Compiled.Tests;

/// <summary>Reads a frame as PROTOCOL.md lays it out; what it says must fill the frame exactly.</summary>
internal sealed record FrameReader
{
    public float TrainLoss { get; private init; }

    public float TestLoss { get; private init; }

    public float TestAccuracy { get; private init; }

    public required byte[] Classes { get; init; }

    public required float[] Probe { get; init; }

    public required IReadOnlyList<(int Step, float[] Heads)> Losses { get; init; }

    public IReadOnlyList<HeadFigures> Heads { get; private init; } = [];

    public int ArrowSide { get; private init; }

    public float[] Arrows { get; private init; } = [];

    public float[] ProbeSlopes { get; private init; } = [];

    public static FrameReader Read(byte[] frame)
    {
        int Word(int at) => BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(at));
        int Whole(int at) => BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at));
        float Single(int at) => BinaryPrimitives.ReadSingleLittleEndian(frame.AsSpan(at));
        var place = 72;
        int Take(int bytes) => (place += (bytes + 3) & ~3) - ((bytes + 3) & ~3);
        float[] Floats(int count) => [.. Enumerable.Range(Take(4 * count) / 4, count).Select(index => Single(4 * index))];

        var (flags, cells, thumbs, losses) = (Word(2), Word(52) * Word(52), Word(54) * Word(54) * Word(56), Whole(68));
        var classes = frame.AsSpan(Take(cells), cells).ToArray();
        _ = Take(cells) + Take(thumbs) + Take(8 * Word(56)) + Take(4 * Whole(60)) + Take(32 * Word(64)) + Take(4 * Word(58) * Word(58));
        var probe = Floats(Word(66));
        List<int> steps = [.. Enumerable.Range(0, losses).Select(_ => Whole(Take(12)))];

        List<HeadFigures> heads = [];
        List<float[]> headLosses = [];
        if ((flags & 4) != 0)
        {
            var count = Whole(Take(4));
            for (var head = 0; head < count; head++)
            {
                var figures = Floats(4);
                var own = Whole(Take(4));
                heads.Add(new(figures[0], figures[1], figures[2], figures[3], [.. Enumerable.Range(0, own * own).Select(_ => Whole(Take(4)))]));
            }

            headLosses = [.. steps.Select(_ => Floats(2 * count))];
        }

        var side = (flags & 8) != 0 ? Whole(Take(4)) : 0;
        var arrows = Floats(2 * side * side);
        var slopes = (flags & 8) != 0 ? Floats(Whole(Take(4))) : [];
        Assert.Equal(frame.Length, place);
        return new()
        {
            TrainLoss = Single(16),
            TestLoss = Single(20),
            TestAccuracy = Single(28),
            Classes = classes,
            Probe = probe,
            Losses = [.. steps.Select((step, index) => (step, headLosses.Count > 0 ? headLosses[index] : []))],
            Heads = heads,
            ArrowSide = side,
            Arrows = arrows,
            ProbeSlopes = slopes,
        };
    }
}

/// <summary>The figures of a head.</summary>
internal sealed record HeadFigures(float TrainLoss, float TestLoss, float TrainMeasure, float TestMeasure, int[] Confusion);
