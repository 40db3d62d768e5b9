using System.Globalization;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>The message about a loss without its activation names the remedy that the code fix has: a reader who follows it meets no second message.</summary>
public sealed class LossMessageTests
{
    [Theory]
    [InlineData("[Dense(3)] [CrossEntropy]", "[Dense(3), Softmax] [CrossEntropy]", "Dense is there: write [Softmax] before [CrossEntropy]")]
    [InlineData("[Dense(3), Relu] [CrossEntropy]", "[Dense(3), Softmax] [CrossEntropy]", "Relu is there: write [Softmax] instead of [Relu]")]
    [InlineData("[Dense(1), Relu] [BinaryCrossEntropy]", "[Dense(1), Sigmoid] [BinaryCrossEntropy]", "Relu is there: write [Sigmoid] instead of [Relu]")]
    [InlineData("[Dense(3), Softmax] [BinaryCrossEntropy]", "[Dense(3), Softmax] [CrossEntropy]", "Softmax is there: write [CrossEntropy] instead of [BinaryCrossEntropy]")]
    [InlineData("[Dense(1), Sigmoid] [CrossEntropy]", "[Dense(1), Sigmoid] [BinaryCrossEntropy]", "Sigmoid is there: end a network with one output with [Sigmoid] and [BinaryCrossEntropy]")]
    public void It_names_the_remedy(string wrong, string mended, string ending)
    {
        var problem = Assert.Single(GeneratorHarness.Run(Declaration(wrong)).Problems);
        Assert.Equal("CMP0033", problem.Id);
        Assert.EndsWith(ending, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(GeneratorHarness.Run(Declaration(mended)).Problems);
    }

    private static string Declaration(string blocks) => $"using Compiled;\n\n[Network(4)] {blocks}\npublic sealed partial class Net;\n";
}
