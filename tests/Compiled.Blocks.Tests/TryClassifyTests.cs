using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>Whether a class is one.</summary>
public sealed class TryClassifyTests
{
    [Fact]
    public void It_gives_what_Classify_gives()
    {
        var network = new StandardizedClasses(seed: 1);
        var scratch = new float[StandardizedClasses.ScratchSize];
        for (var row = 0; row < 20; row++)
        {
            var input = new TestData(row).Uniforms(StandardizedClasses.InputSize);
            Assert.True(network.TryClassify(input, out var label));
            Assert.True(network.TryClassify(input, out var onScratch, scratch));
            Assert.Equal((network.Classify(input), network.Classify(input)), (label, onScratch));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void It_tells_outputs_that_are_no_numbers(float wrong)
    {
        var network = new StandardizedClasses(seed: 1);
        var input = new TestData(1).Uniforms(StandardizedClasses.InputSize);
        input[3] = wrong;
        var outputs = new float[StandardizedClasses.OutputSize];
        network.Predict(input, outputs);
        // A rectifier may turn an infinity into 0, and the outputs are numbers then; NaN stays NaN.
        var areNumbers = !outputs.Any(float.IsNaN);
        Assert.False(areNumbers && float.IsNaN(wrong));
        Assert.Equal(areNumbers, network.TryClassify(input, out var label));
        Assert.Equal(areNumbers, network.TryClassify(input, out var onScratch, new float[StandardizedClasses.ScratchSize]));
        Assert.Equal((label, label), (network.Classify(input), onScratch));
        if (!areNumbers)
            Assert.Equal(0, label);
    }

    [Fact]
    public void It_checks_as_Classify_does()
    {
        var network = new StandardizedClasses(seed: 1);
        Assert.Throws<ArgumentException>("input", () => network.TryClassify(new float[1], out _));
        Assert.Throws<ArgumentException>("scratch", () => network.TryClassify(new float[StandardizedClasses.InputSize], out _, new float[1]));
    }
}
