using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>What dense blocks take over costs a prediction nothing: its code is that of the network without it.</summary>
[Trait("Speed", "slow")]
public sealed partial class FoldingTests
{
    // Samples in the lanes, one method a row, loops, unrolled blocks, dot products; with and without an activation that ends in registers.
    [Theory]
    [InlineData("[Network(6)] [Standardize] [Dense(8), Tanh] [Dense(3)] [MeanSquaredError]", "[Network(6)] [Dense(8), Tanh] [Dense(3)] [MeanSquaredError]")]
    [InlineData("[Network(40)] [Standardize] [Dense(33), Relu] [Dense(10), Softmax] [CrossEntropy]", "[Network(40)] [Dense(33), Relu] [Dense(10), Softmax] [CrossEntropy]")]
    [InlineData("[Network(200)] [Standardize] [Dense(130), Silu] [Dense(40)]", "[Network(200)] [Dense(130), Silu] [Dense(40)]")]
    [InlineData("[Network(200)] [Standardize] [Dense(4), HardSwish] [MeanSquaredError]", "[Network(200)] [Dense(4), HardSwish] [MeanSquaredError]")]
    [InlineData("[Network(40)] [Standardize] [Dense(33, Bias = false), Tanh] [Dense(10)]", "[Network(40)] [Dense(33), Tanh] [Dense(10)]")]
    [InlineData("[Network(40)] [Dense(33, Bias = false), BatchNorm, Relu] [Dense(10)] [MeanSquaredError]", "[Network(40)] [Dense(33), Relu] [Dense(10)] [MeanSquaredError]")]
    [InlineData("[Network(40)] [Dense(33), Gelu] [BatchNorm] [Dense(10), BatchNorm, Tanh]", "[Network(40)] [Dense(33), Gelu] [Dense(10), Tanh]")]
    [InlineData("[Network(6)] [Dense(8), Tanh] [Dense(1), StandardizeTargets] [MeanSquaredError]", "[Network(6)] [Dense(8), Tanh] [Dense(1)] [MeanSquaredError]")]
    [InlineData("[Network(6)] [Standardize] [Dense(3), StandardizeTargets] [Huber]", "[Network(6)] [Dense(3)] [Huber]")]
    [InlineData("[Network(200)] [Dense(130), Silu] [Dense(40, Bias = false), StandardizeTargets] [Quantile(0.5)]", "[Network(200)] [Dense(130), Silu] [Dense(40)] [Quantile(0.5)]")]
    [InlineData("[Network(200)] [Dense(4), StandardizeTargets]", "[Network(200)] [Dense(4)]")]
    public void A_prediction_is_the_code_of_the_network_without_it(string folded, string plain)
    {
        var actual = Forward(folded);
        var expected = Forward(plain);
        Assert.Equal(expected.Kernel, actual.Kernel);
        Assert.Contains("_parameters.DeployedOrigin", actual.Class, StringComparison.Ordinal);
        Assert.DoesNotContain("DeployedOrigin", expected.Class, StringComparison.Ordinal);
        Assert.Equal(expected.Class.Replace("_parameters.Origin", "_parameters.DeployedOrigin", StringComparison.Ordinal), actual.Class);
    }

    [Theory]
    [InlineData("[Network(40)] [Standardize] [Tanh] [Dense(3)]", "StandardizeKernel.Rows(", "_parameters.Origin")]
    [InlineData("[Network(40)] [Dense(33), Relu] [BatchNorm, Tanh] [Dense(3)]", "BatchNormKernel.Predict(", "_parameters.DeployedOrigin")]
    [InlineData("[Network(40)] [Dense(33), Relu] [BatchNorm]", "BatchNormKernel.Predict(", "_parameters.DeployedOrigin")]
    public void What_no_dense_block_can_take_over_is_one_pass_over_the_row(string declaration, string kernel, string origin)
    {
        var (kernelText, type) = Forward(declaration);
        // One row, and rows.
        Assert.Equal(2, Regex.Count(kernelText, Regex.Escape(kernel)));
        Assert.Contains(origin, type, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_statistics_knows_nothing_of_them()
    {
        var source = GeneratorHarness.Run("using Compiled; [Network(40)] [Dense(33), Relu] [Dense(3)] [MeanSquaredError] public sealed partial class Net;").Source;
        Assert.DoesNotMatch("Statistics|Deployed|Fold", source);
    }

    private static (string Kernel, string Class) Forward(string declaration)
    {
        var result = GeneratorHarness.Run($"using Compiled; {declaration} public sealed partial class Net;");
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
        var source = result.Source;
        var members = string.Join("\n", StoreUse().Matches(source).Select(match => match.Value.Trim()));
        var start = source.IndexOf("public static void PredictRow(ref float parameters", StringComparison.Ordinal);
        Assert.True(start > 0, "There is no PredictRow.");
        // Statistics and parameters of norms move what lies behind them, and no more than that.
        return (Place().Replace(source[start..source.IndexOf("\n    }", start, StringComparison.Ordinal)].Replace("FoldedShape", "Shape", StringComparison.Ordinal), "$1…"), members);
    }

    [GeneratedRegex(@"(ref (?:parameters|block), )\d+")]
    private static partial Regex Place();

    /// <summary>The statements of predictions that hand the parameters to the kernel.</summary>
    [GeneratedRegex(@"^.*Inference.*_parameters\.(Deployed)?Origin.*$", RegexOptions.Multiline)]
    private static partial Regex StoreUse();
}
