extern alias runtime;

using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Tests.Blocks;

/// <summary>The table of blocks against the attributes, and what the blocks decide.</summary>
public sealed class BlockTableTests
{
    [Fact]
    public void Every_attribute_of_a_block_has_its_block_and_every_block_its_attribute()
    {
        string[] others = ["Network", "Budget", "Classes`1", "Differentiable", "Features", "L1", "L2", "Weights"];
        var attributes = typeof(runtime::Compiled.NetworkAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && type.Namespace == "Compiled")
            .Select(type => type.Name.Replace("Attribute", "", StringComparison.Ordinal)).Except(others);
        Assert.Equal(attributes.Order(), BlockTable.All.Select(kind => kind.Kind).Order());
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
    [InlineData("SmoothClip", Initializer.XavierUniform)]
    [InlineData("HardSigmoid", Initializer.XavierUniform)]
    [InlineData("HardTanh", Initializer.XavierUniform)]
    [InlineData("Relu6", Initializer.HeUniform)]
    [InlineData("Celu", Initializer.HeUniform)]
    [InlineData("Threshold", Initializer.HeUniform)]
    [InlineData("LogSigmoid", Initializer.HeUniform)]
    [InlineData("Hardshrink", Initializer.XavierUniform)]
    [InlineData("Softshrink", Initializer.XavierUniform)]
    [InlineData("Tanhshrink", Initializer.XavierUniform)]
    [InlineData("RmsNorm", Initializer.XavierUniform)]
    [InlineData("Scale", Initializer.XavierUniform)]
    [InlineData("LogSoftmax", Initializer.XavierUniform)]
    [InlineData("Activation", Initializer.XavierUniform)]
    [InlineData("PRelu", Initializer.HeUniform)]
    [InlineData("LayerNorm", Initializer.XavierUniform)]
    [InlineData("Dense", Initializer.XavierUniform)]
    [InlineData("MeanSquaredError", Initializer.XavierUniform)]
    [InlineData(null, Initializer.XavierUniform)]
    internal void Auto_is_what_suits_the_block_that_follows(string? next, Initializer expected)
    {
        var follower = next is null ? null : new BlockFacts(next, 1, EquatableArray<ArgumentFact>.Empty);
        var problems = new List<Problem>();
        var block = new DenseBlock().Read(
            new BlockFacts("Dense", 0, new([new ArgumentFact("units", 3)])), new ReadContext(4, [Dense(0), Dense(1)], follower, problems));
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
        var block = BlockTable.Activation("LeakyRelu");
        var spec = (ActivationSpec)block.Read(
            new BlockFacts("LeakyRelu", 0, new([new ArgumentFact("slope", 0.1)])), new ReadContext(4, [Dense(0)], null, []))!;
        Assert.Equal("new LeakyReluActivation(0.1f)", block.Kernel(spec).New);
    }

    [Theory]
    [InlineData("SumSquaredError", null, false, "ElementLossKernel<SquaredLoss>(new())")]
    [InlineData("MeanSquaredError", null, true, "ElementLossKernel<SquaredLoss>(new())")]
    [InlineData("MeanAbsoluteError", null, true, "ElementLossKernel<AbsoluteLoss>(new())")]
    [InlineData("Huber", null, true, "ElementLossKernel<HuberLoss>(new(1f))")]
    [InlineData("Hinge", null, true, "ElementLossKernel<HingeLoss>(new())")]
    [InlineData("Poisson", null, true, "ElementLossKernel<PoissonLoss>(new())")]
    [InlineData("BinaryCrossEntropy", "Sigmoid", true, "ElementLossKernel<LogisticLoss>(new())")]
    [InlineData("CrossEntropy", "Softmax", false, "CrossEntropyKernel(0f)")]
    [InlineData("KullbackLeibler", "Softmax", false, "KullbackLeiblerKernel()")]
    public void Losses_know_their_partner_their_mean_and_their_kernel(string kind, string? partner, bool averages, string kernel)
    {
        var block = BlockTable.Loss(kind);
        Assert.Equal(partner, block.Partner);
        Assert.Equal(averages, block.AveragesOverOutputs);
        var spec = block.Read(new BlockFacts(kind, 0, EquatableArray<ArgumentFact>.Empty), new ReadContext(4, [Dense(0)], null, []));
        Assert.Equal("new " + kernel, block.Kernel(spec));
    }

    [Theory]
    [InlineData("Huber", "delta", 2.5, "2.5f")]
    [InlineData("Quantile", "tau", 0.1, "0.1f")]
    [InlineData("CrossEntropy", "labelSmoothing", 0.25f, "0.25f")]
    public void The_setting_of_a_loss_reaches_its_kernel_as_a_float(string kind, string argument, object value, string expected)
    {
        var block = BlockTable.Loss(kind);
        var spec = block.Read(new BlockFacts(kind, 0, new([new ArgumentFact(argument, value)])), new ReadContext(4, [Dense(0)], null, []));
        Assert.Contains($"({expected})", block.Kernel(spec), StringComparison.Ordinal);
    }

    private static DenseSpec Dense(int index) => new("Dense" + index, index, 4, 4, HasBias: true, Initializer.XavierUniform, 0);
}
