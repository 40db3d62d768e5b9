using Compiled.Tests.Portable;

namespace Compiled.Tests.Export;

/// <summary>Activations one by one, where they bend and far out: weights of 1 and 0 carry a value to the activation and its result to the outputs.</summary>
public class ExportActivationTests
{
    /// <summary>
    /// Of (1 + |y|): 4 units in the last place of 1. Most activations are within 2, one for each runtime's own approximation; Silu multiplies what ONNX Runtime's σ, 0 far to the left,
    /// lacks there by x.
    /// </summary>
    private const double Tolerance = 4.8e-7;

    private static readonly float[] Places =
    [
        0, -0f, 1e-30f, -1e-30f, 1e-6f, -1e-6f, 0.01f, -0.01f, 0.5f, -0.5f, 1, -1, 1.49f, 1.5f, 1.51f, -1.99f, -2, -2.01f, 2.5f, -2.5f, 2.99f, -2.99f, 3, -3, 3.01f, -3.01f,
        4.9f, 5, 5.1f, -5, 7.5f, -7.5f, 9.9f, 10.1f, -12, 12, 19.9f, 20.1f, 40, -40, 88, -88, 104, -104, 1000, -1000, 1e6f, -1e6f, 1e13f, -1e13f, 1e20f, -1e20f,
    ];

    public static TheoryData<string> Names =>
    [
        nameof(SigmoidNet), nameof(TanhNet), nameof(LeakyReluNet), nameof(EluNet), nameof(SeluNet), nameof(GeluNet), nameof(GeluTanhNet), nameof(SiluNet), nameof(MishNet),
        nameof(SoftplusNet), nameof(SoftsignNet), nameof(SmoothClipNet), nameof(HardSigmoidNet), nameof(HardTanhNet), nameof(HardSwishNet),
        nameof(Relu6Net), nameof(CeluNet), nameof(ThresholdNet), nameof(HardshrinkNet), nameof(SoftshrinkNet), nameof(TanhshrinkNet), nameof(LogSigmoidNet),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_activation_is_the_same_function_there(string name) => PortableNetworks.Visit(name, new Sweep());

    private sealed class Sweep : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = T.Create(0);
            foreach (var tensor in NetworkTensor.Of(network))
            {
                var values = new float[tensor.Length];
                for (var index = 0; tensor.Shape.Count == 2 && index < Math.Min(tensor.Shape[0], tensor.Shape[1]); index++)
                    values[index * tensor.Shape[1] + index] = 1;
                tensor.CopyFrom(values);
            }

            // A value a row: a sum of tiny and huge ones would say nothing of the tiny.
            var inputs = Places.SelectMany(static place => new[] { place, 0, 0, 0, 0 }).ToArray();
            var expected = new float[Places.Length * T.OutputSize];
            network.PredictBatch(inputs, expected);
            foreach (var isOptimised in new[] { true, false })
            {
                using var session = ExportedModel.Open(ExportedModel.Bytes(network), isOptimised);
                ExportedModel.AssertClose(expected, ExportedModel.Run(session, inputs, Places.Length), Tolerance, typeof(T).Name);
            }
        }
    }
}
