using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Law;

/// <summary>Law 2 on the caller's own scratch: the same bits as on the stack, and no wrong answer when the scratch is somebody else's memory.</summary>
public sealed class CallerScratchTests
{
    private const int Inputs = Wide37x300x301x5.InputSize;
    private const int Outputs = Wide37x300x301x5.OutputSize;
    private const int Scratch = Wide37x300x301x5.ScratchSize;

    [Theory]
    [InlineData(Outputs)]
    [InlineData(Outputs + Scratch - 1)]
    public void Scratch_over_the_input_is_refused_by_name(int inputAt)
    {
        var memory = new float[Outputs + Scratch + Inputs];
        var message = Refused(() => new Wide37x300x301x5().Predict(
            memory.AsSpan(inputAt, Inputs), memory.AsSpan(0, Outputs), memory.AsSpan(Outputs, Scratch)));
        Assert.Contains("'input' and 'scratch' share memory", message, StringComparison.Ordinal);
        message = Refused(() => new Wide37x300x301x5().PredictBatch(
            memory.AsSpan(inputAt, Inputs), memory.AsSpan(0, Outputs), memory.AsSpan(Outputs, Scratch)));
        Assert.Contains("'inputs' and 'scratch' share memory", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Inputs)]
    [InlineData(Inputs + Scratch - 1)]
    public void Scratch_over_the_output_is_refused_by_name(int outputAt)
    {
        var memory = new float[Inputs + Scratch + Outputs];
        var message = Refused(() => new Wide37x300x301x5().Predict(
            memory.AsSpan(0, Inputs), memory.AsSpan(outputAt, Outputs), memory.AsSpan(Inputs, Scratch)));
        Assert.Contains("'output' and 'scratch' share memory", message, StringComparison.Ordinal);
        message = Refused(() => new Wide37x300x301x5().PredictBatch(
            memory.AsSpan(0, Inputs), memory.AsSpan(outputAt, Outputs), memory.AsSpan(Inputs, Scratch)));
        Assert.Contains("'outputs' and 'scratch' share memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neighbours_in_one_array_are_no_overlap()
    {
        var network = new Wide37x300x301x5(seed: 1);
        var memory = new TestData(3).Uniforms(Inputs + Scratch + Outputs);
        var expected = new float[Outputs];
        network.Predict(memory.AsSpan(0, Inputs), expected);
        network.Predict(memory.AsSpan(0, Inputs), memory.AsSpan(Inputs + Scratch), memory.AsSpan(Inputs, Scratch));
        Bits.Equal(expected, memory.AsSpan(Inputs + Scratch), "Predict");
    }

    [Fact]
    public void One_output_comes_back_with_the_same_bits()
    {
        var network = new Fan1x1024x1(seed: 1);
        var scratch = Unclean(Fan1x1024x1.ScratchSize);
        foreach (var x in new TestData(2).Uniforms(20))
        {
            network.Predict([x], out var output, scratch);
            Assert.Equal(network.Predict([x]), output);
        }

        // The output may be any float, even one of the scratch.
        network.Predict([0.5f], out scratch[0], scratch);
        Assert.Equal(network.Predict([0.5f]), scratch[0]);
        Assert.Contains("'input' and 'scratch'", Refused(() => network.Predict(scratch.AsSpan(1, 1), out _, scratch)), StringComparison.Ordinal);
        Assert.Contains("ScratchSize", Refused(() => network.Predict([1], out _, new float[Fan1x1024x1.ScratchSize - 1])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_class_is_the_same()
    {
        var network = new SeventeenClasses(seed: 1);
        var scratch = Unclean(SeventeenClasses.ScratchSize);
        var data = new TestData(2);
        var seen = new HashSet<int>();
        for (var row = 0; row < 200; row++)
        {
            var input = data.Uniforms(SeventeenClasses.InputSize, 3);
            Assert.Equal(network.Classify(input), network.Classify(input, scratch));
            seen.Add(network.Classify(input, scratch));
        }

        Assert.True(seen.Count > 5, "The rows hardly differ: they show nothing.");
        Assert.Contains("'input' and 'scratch'", Refused(() => network.Classify(scratch.AsSpan(1, 6), scratch)), StringComparison.Ordinal);
        Assert.Contains(
            "ScratchSize", Refused(() => network.Classify(new float[6], new float[SeventeenClasses.ScratchSize - 1])), StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_classes_are_returned_by_name()
    {
        var network = new IrisNet();
        network.CopyParametersFrom(new float[IrisNet.ParameterCount]);
        network.Dense1.Biases[2] = 1;
        Species species = network.Classify(new float[4], Unclean(IrisNet.ScratchSize));
        Assert.Equal(Species.Virginica, species);
    }

    [Fact]
    public void Neither_of_them_writes_behind_its_scratch()
    {
        var memory = Unclean(SeventeenClasses.ScratchSize + 64);
        new SeventeenClasses(seed: 1).Classify(new float[6], memory.AsSpan(0, SeventeenClasses.ScratchSize));
        Assert.All(memory[SeventeenClasses.ScratchSize..], static value => Assert.True(float.IsNaN(value)));

        memory = Unclean(Fan1x1024x1.ScratchSize + 64);
        new Fan1x1024x1(seed: 1).Predict([1], out _, memory.AsSpan(0, Fan1x1024x1.ScratchSize));
        Assert.All(memory[Fan1x1024x1.ScratchSize..], static value => Assert.True(float.IsNaN(value)));
    }

    private static string Refused(Action call) => Assert.Throws<ArgumentException>("scratch", call).Message;

    /// <summary>Whatever was there before must not matter.</summary>
    private static float[] Unclean(int count)
    {
        var scratch = new float[count];
        Array.Fill(scratch, float.NaN);
        return scratch;
    }
}
