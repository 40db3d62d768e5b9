namespace Compiled.Tests;

/// <summary>What an <see cref="EchoNetwork{TShape}"/> claims to be.</summary>
public interface IShape
{
    /// <summary>The claimed topology.</summary>
    static abstract Topology Topology { get; }
}

/// <summary>A network without a generator: its outputs are the first of its inputs, so that a test's dataset holds the predictions.</summary>
public sealed class EchoNetwork<TShape> : INetwork<EchoNetwork<TShape>>
    where TShape : IShape
{
    public static Topology Topology => TShape.Topology;

    public static int InputSize => Topology.InputSize;

    public static int OutputSize => Topology.OutputSize;

    public static int ParameterCount => 0;

    public static EchoNetwork<TShape> Create(long seed) => new();

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => input[..OutputSize].CopyTo(output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (var row = 0; row < inputs.Length / InputSize; row++)
            Predict(inputs.Slice(row * InputSize, InputSize), outputs.Slice(row * OutputSize, OutputSize));
    }

    public EchoNetwork<TShape> Clone() => new();

    public void CopyParametersTo(Span<float> destination) => Assert.Equal(0, destination.Length);

    public void CopyParametersFrom(ReadOnlySpan<float> source) => Assert.Equal(0, source.Length);
}

/// <summary>Three inputs, three class probabilities without names.</summary>
public sealed class ThreeClasses : IShape
{
    public static Topology Topology { get; } = Shapes.Of("ThreeNet", 3, 3, "Softmax", "CrossEntropy");
}

/// <summary>Three inputs, three named class probabilities.</summary>
public sealed class NamedClasses : IShape
{
    public static Topology Topology { get; } = Shapes.Of("NamedNet", 3, 3, "Softmax", "CrossEntropy", ["red", "green", "blue"]);
}

/// <summary>Two inputs, the probability of a yes.</summary>
public sealed class YesOrNo : IShape
{
    public static Topology Topology { get; } = Shapes.Of("YesNet", 2, 1, "Sigmoid", "BinaryCrossEntropy");
}

/// <summary>Two inputs, two numbers.</summary>
public sealed class TwoNumbers : IShape
{
    public static Topology Topology { get; } = Shapes.Of("NumberNet", 2, 2, "Identity", "MeanSquaredError");
}

internal static class Shapes
{
    public static Topology Of(string name, int inputs, int outputs, string last, string loss, string[]? classes = null) =>
        new(name, inputs, [new("Dense", "Dense0", inputs, outputs, 0, false), new(last, "", outputs, outputs, 0, false)], loss, classes);
}
