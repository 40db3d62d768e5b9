extern alias runtime;

using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Tests.Blocks;

/// <summary>The table of blocks against the attributes, and what the rooms decide.</summary>
public sealed class RoomsTests
{
    [Fact]
    public void Every_attribute_of_a_block_has_its_room_and_every_room_its_attribute()
    {
        string[] others = ["Network", "Budget", "Classes`1"];
        var attributes = typeof(runtime::Compiled.NetworkAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && type.Namespace == "Compiled")
            .Select(type => type.Name.Replace("Attribute", "", StringComparison.Ordinal)).Except(others);
        Assert.Equal(attributes.Order(), BlockTable.All.Select(room => room.Kind).Order());
    }

    [Theory]
    [InlineData("Relu", Initializer.HeUniform)]
    [InlineData("LeakyRelu", Initializer.HeUniform)]
    [InlineData("Sigmoid", Initializer.XavierUniform)]
    [InlineData("Tanh", Initializer.XavierUniform)]
    [InlineData("Softmax", Initializer.XavierUniform)]
    [InlineData("Identity", Initializer.XavierUniform)]
    [InlineData("Elu", Initializer.HeUniform)]
    [InlineData("Selu", Initializer.LeCunNormal)]
    [InlineData("Gelu", Initializer.HeUniform)]
    [InlineData("Silu", Initializer.HeUniform)]
    [InlineData("Mish", Initializer.HeUniform)]
    [InlineData("Softplus", Initializer.HeUniform)]
    [InlineData("HardSwish", Initializer.HeUniform)]
    [InlineData("Softsign", Initializer.XavierUniform)]
    [InlineData("HardSigmoid", Initializer.XavierUniform)]
    [InlineData("HardTanh", Initializer.XavierUniform)]
    [InlineData("LogSoftmax", Initializer.XavierUniform)]
    [InlineData("Activation", Initializer.XavierUniform)]
    [InlineData("Dense", Initializer.XavierUniform)]
    [InlineData("MeanSquaredError", Initializer.XavierUniform)]
    [InlineData(null, Initializer.XavierUniform)]
    internal void Auto_is_what_suits_the_block_that_follows(string? next, Initializer expected)
    {
        var follower = next is null ? null : new BlockFacts(next, 1, EquatableArray<ArgumentFact>.Empty);
        var problems = new List<Problem>();
        var block = new DenseRoom().Read(
            new BlockFacts("Dense", 0, new([new ArgumentFact("units", 3)])), new ReadContext(4, 2, follower, problems));
        Assert.Equal(new DenseSpec("Dense2", 2, 4, 3, HasBias: true, expected, 0), block);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("fc1", "Fc1")]
    [InlineData("hidden_layer", "HiddenLayer")]
    [InlineData("Output", "Output")]
    [InlineData("größe2", "Größe2")]
    public void Names_become_Pascal_case(string written, string expected)
    {
        Assert.True(ViewNames.TryPascalCase(written, out var name));
        Assert.Equal(expected, name);
    }

    [Fact]
    public void The_slope_reaches_the_kernel_as_a_float()
    {
        var room = BlockTable.Activation("LeakyRelu");
        var block = (ActivationSpec)room.Read(
            new BlockFacts("LeakyRelu", 0, new([new ArgumentFact("slope", 0.1)])), new ReadContext(4, 1, null, []))!;
        Assert.Equal("new global::Compiled.Runtime.LeakyReluActivation(0.1f)", room.Kernel(block));
    }

    [Theory]
    [InlineData("SumSquaredError", null, false)]
    [InlineData("MeanSquaredError", null, true)]
    [InlineData("BinaryCrossEntropy", "Sigmoid", true)]
    [InlineData("CrossEntropy", "Softmax", false)]
    public void Losses_know_their_partner_and_their_mean(string kind, string? partner, bool averages)
    {
        var room = BlockTable.Loss(kind);
        Assert.Equal(partner, room.Partner);
        Assert.Equal(averages, room.AveragesOverOutputs);
        Assert.Equal($"global::Compiled.Runtime.{kind}Kernel", room.Kernel);
    }
}
