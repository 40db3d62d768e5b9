namespace Compiled.Tests.Safetensor;

public class HandWrittenNetworkTests
{
    [Fact]
    public void A_network_that_the_compiler_did_not_write_says_that_it_has_no_files()
    {
        INetwork<Halving> network = new Halving();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, SafetensorsFile.Of("{}", 0));
            Assert.Contains("Halving", Assert.Throws<NotSupportedException>(() => network.Save(path)).Message, StringComparison.Ordinal);
            Assert.Contains("Halving", Assert.Throws<NotSupportedException>(() => Load<Halving>(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static T Load<T>(string path)
        where T : class, INetwork<T> => T.Load(path);

    /// <summary>y = x / 2.</summary>
    private sealed class Halving : INetwork<Halving>
    {
        public static Topology Topology { get; } = new("Halving", 1, []);

        public static int InputSize => 1;

        public static int OutputSize => 1;

        public static int ParameterCount => 0;

        public static Halving Create(long seed) => new();

        public void Predict(ReadOnlySpan<float> input, Span<float> output) => output[0] = input[0] / 2;

        public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
        {
            for (var row = 0; row < inputs.Length; row++)
                outputs[row] = inputs[row] / 2;
        }

        public Halving Clone() => new();

        public void CopyParametersTo(Span<float> destination) => Assert.Equal(0, destination.Length);

        public void CopyParametersFrom(ReadOnlySpan<float> source) => Assert.Equal(0, source.Length);
    }
}
