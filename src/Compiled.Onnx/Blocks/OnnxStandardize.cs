using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>(x − mean) · factor. Affine maps of the inputs become one: <see cref="Assembler"/> decides where they go.</summary>
internal sealed class OnnxStandardize() : OnnxBlock(Scalings.Standardize)
{
    public override string[] Operators => ["ai.onnx.ml.Scaler"];

    public override string Write(BlockWriter block)
    {
        var centred = block.Step("centred", "Sub", [block.Input, block.Parameter("means", block.Block.Outputs)]);
        return block.Result("Mul", [centred, block.Parameter("factors", block.Block.Outputs)]);
    }
}

/// <summary>z · scale + mean.</summary>
internal sealed class OnnxStandardizeTargets() : OnnxBlock(Scalings.StandardizeTargets)
{
    public override string Write(BlockWriter block)
    {
        var scaled = block.Step("scaled", "Mul", [block.Input, block.Parameter("scales", block.Block.Outputs)]);
        return block.Result("Add", [scaled, block.Parameter("means", block.Block.Outputs)]);
    }
}

/// <summary>The scaling of the inputs.</summary>
internal sealed class StandardizeBuilder(string title, int width, Affine map) : BlockBuilder(Scalings.Standardize, title, width, width)
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
internal sealed class StandardizeTargetsBuilder(string title, int width, Affine first) : BlockBuilder(Scalings.StandardizeTargets, title, width, width)
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
            throw new ImportProblem($"Node {Title} scales the outputs by factors that are not all positive, which StandardizeTargets does not support: declare the network without it, and the scaling becomes part of the last dense block.");
        return new(Kind, Title, Inputs, Outputs, false, "", [new("means", [Outputs], means), new("scales", [Outputs], scales)]);
    }
}
