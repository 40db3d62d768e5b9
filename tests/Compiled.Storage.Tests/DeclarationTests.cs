using Compiled.Tests.Portable;

namespace Compiled.Tests;

public class DeclarationTests
{
    [Fact]
    public void A_chain_reads_as_its_attributes() => Assert.Equal(
        """
        [Network(inputs: 20)]
        [Dense(33, Name = "Wide"), Tanh]
        [Dense(17, Bias = false, Name = "Narrow"), Sigmoid]
        [Dense(1), Identity]
        [Huber(delta: 1.5)]
        """.ReplaceLineEndings("\n"),
        NamedNet.Topology.Declaration);

    [Fact]
    public void Heads_residuals_and_norms_read_as_their_attributes() => Assert.Equal(
        """
        [Network(inputs: 6)]
        [Standardize]
        [Dense(10), BatchNorm(Momentum = 0.1, Epsilon = 1E-05), LeakyRelu(slope: 0.2), Dropout(rate: 0.1)]
        [BeginResidual]
        [Dense(10), LayerNorm(Epsilon = 1E-05), PRelu(init: 0.25)]
        [EndResidual]
        [Head("Kind")]
        [Dense(3), LogSoftmax]
        [CrossEntropy]
        [Head("Amount", Weight = 0.25)]
        [Dense(4), Elu(alpha: 0.7)]
        [Dense(2), Softplus(beta: 1, threshold: 20)]
        [Quantile(tau: 0.9)]
        """.ReplaceLineEndings("\n"),
        EverythingNet.Topology.Declaration);

    [Fact]
    public void A_number_among_the_arguments_is_the_float_that_predictions_use() =>
        Assert.Equal((1e-4f, 0.2f), (BatchNormNet.Topology.Blocks[1].Number("Epsilon"), BatchNormNet.Topology.Blocks[1].Number("Momentum")));
}
