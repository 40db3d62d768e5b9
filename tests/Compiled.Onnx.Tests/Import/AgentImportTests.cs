using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>What exporters of agents and of control networks write around a network.</summary>
public class AgentImportTests
{
    [Fact]
    public void Means_of_an_image_s_shape_are_scaling_of_flat_rows()
    {
        var model = new ModelBuilder(8, 1, 1, 5);
        var rows = model.Node("Flatten", [model.Node("Sub", ["x", model.Floats([1, 1, 1, 5], model.Draw(5))])], ("axis", 1L));
        IsRead(model.Bytes(model.Dense(rows, 5, 3), 3), "[Standardize]\n[Dense(3)]");
    }

    [Fact]
    public void Observations_of_one_part_are_joined_to_themselves()
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Dense(model.Node("Concat", ["x"], ("axis", 1L)), 5, 3), 3), "[Dense(3)]");
    }

    [Fact]
    public void An_output_that_draws_numbers_can_be_left_out()
    {
        var model = new ModelBuilder();
        var means = model.Dense("x", 5, 2);
        var drawn = model.Node("Add", [means, model.Node("RandomNormalLike", [means])]);
        var clipped = model.Node("Clip", [means, model.Scalar(-3), model.Scalar(3)]);
        model.Output(drawn, DataType.Float, 2).Output(clipped, DataType.Float, 2);
        IsRefused(model.Bytes(""), $"The output '{drawn}' needs it; choose other outputs of the model with OnnxReadOptions.Outputs");
        Assert.Equal("HardTanh", Read(model.Bytes(""), new OnnxReadOptions { Outputs = [clipped] }).Topology.Blocks[^1].Kind);
    }
}
