namespace Compiled.Import;

/// <summary>A block while steps behind it may still become part of it.</summary>
internal abstract class BlockBuilder(string kind, string title, int inputs, int outputs)
{
    public string Kind { get; } = kind;

    public string Title { get; } = title;

    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    /// <summary>Takes an affine map of its outputs over; false when it cannot.</summary>
    public virtual bool Absorb(Affine map) => false;

    /// <summary>The block, in the form that the declared one has where both mean the same.</summary>
    public abstract ImportedBlock Finish(TopologyBlock? expected);

    protected static float[] Rounded(double[] values) => Array.ConvertAll(values, static value => (float)value);
}

/// <summary>A block whose form is decided from the start: activations, residuals' ends, heads.</summary>
internal sealed class PlainBuilder(string kind, string title, int width, string arguments = "") : BlockBuilder(kind, title, width, width)
{
    public override ImportedBlock Finish(TopologyBlock? expected) => new(Kind, Title, Inputs, Outputs, false, arguments, []);
}

/// <summary>The scaling of the inputs.</summary>
internal sealed class StandardizeBuilder(string title, int width, Affine map) : BlockBuilder("Standardize", title, width, width)
{
    /// <summary>Factors must be positive: they are the reciprocals of standard deviations.</summary>
    public static bool Suits(Affine map, int width) => Enumerable.Range(0, width).All(place =>
        (float)map.ScaleAt(place) is > 0 and < float.PositiveInfinity && float.IsFinite((float)map.MeanAt(place)));

    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        var means = Enumerable.Range(0, Inputs).Select(place => (float)map.MeanAt(place)).ToArray();
        var factors = Enumerable.Range(0, Inputs).Select(place => (float)map.ScaleAt(place)).ToArray();
        return new(Kind, Title, Inputs, Outputs, false, "", [new("means", [Inputs], means), new("factors", [Inputs], factors)]);
    }
}

/// <summary>The way back from standardised targets, z · scale + mean; only where the declared network has it, for a dense block would take it over otherwise.</summary>
internal sealed class StandardizeTargetsBuilder(string title, int width, Affine first) : BlockBuilder("StandardizeTargets", title, width, width)
{
    private Affine _map = first;

    public override bool Absorb(Affine map)
    {
        _map = _map.Then(map);
        return true;
    }

    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        var means = Enumerable.Range(0, Outputs).Select(place => (float)_map.ShiftAt(place)).ToArray();
        var scales = Enumerable.Range(0, Outputs).Select(place => (float)_map.ScaleAt(place)).ToArray();
        if (!scales.All(static scale => scale > 0))
            throw new ImportProblem($"Node {Title} scales the outputs by factors that are not all positive, which StandardizeTargets does not do: declare the network without it, and the scaling becomes part of the last dense block.");
        return new(Kind, Title, Inputs, Outputs, false, "", [new("means", [Outputs], means), new("scales", [Outputs], scales)]);
    }
}

/// <summary>One slope, or one for each value.</summary>
internal sealed class SlopesBuilder(SlopesStep step, int width) : BlockBuilder("PRelu", step.Title, width, width)
{
    public override ImportedBlock Finish(TopologyBlock? expected)
    {
        var isShared = step.Slopes.Length == 1 && Outputs > 1;
        var slopes = step.Slopes;
        if (expected is { Kind: "PRelu" } && expected.Outputs == Outputs)
        {
            // One slope for all is one for each, and the other way round where they are alike.
            var mustShare = expected.Argument("Shared") != "false";
            if (mustShare && slopes.AsSpan().IndexOfAnyExcept(slopes[0]) < 0)
                (slopes, isShared) = ([slopes[0]], true);
            else if (!mustShare && slopes.Length == 1)
                (slopes, isShared) = ([.. Enumerable.Repeat(slopes[0], Outputs)], false);
        }
        else if (Outputs == 1)
        {
            isShared = true;
        }

        return new(Kind, Title, Inputs, Outputs, false, $"init: 0.25{(isShared ? "" : ", Shared = false")}", [new("weight", [slopes.Length], slopes)]);
    }
}
