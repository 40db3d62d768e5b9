using Compiled.Tests.Portable;

namespace Compiled.Tests.Export;

/// <summary>ONNX Runtime computes what the network predicts.</summary>
public class ExportPredictionTests
{
    /// <summary>
    /// Of (1 + |y|): 8 units in the last place of 1. Measured are at most 4.3 (Gelu, which 1 + erf costs digits) and mostly below 3; no two runtimes add in the same order, so a bound of
    /// bits would be a claim about their processors.
    /// </summary>
    private const double Tolerance = 1e-6;

    public static TheoryData<string> Names => [.. PortableNetworks.Names.Select(static row => row.Data).Where(static name => name != nameof(OwnActivationNet))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Onnx_runtime_predicts_what_the_network_predicts(string name) => PortableNetworks.Visit(name, new Judge(null));

    [Theory]
    [MemberData(nameof(Names))]
    public void And_so_it_does_with_the_highest_operator_set(string name) => PortableNetworks.Visit(name, new Judge(OnnxExportOptions.HighestOpset));

    [Theory]
    [InlineData(nameof(LayerNormNet))]
    [InlineData(nameof(EverythingNet))]
    public void And_with_layer_norms_in_simpler_operators(string name) => PortableNetworks.Visit(name, new Judge(OnnxExportOptions.LowestOpset));

    private sealed class Judge(int? opset) : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            for (var seed = 1; seed <= 3; seed++)
            {
                var network = PortableNetworks.Drawn<T>(seed);
                var bytes = ExportedModel.Bytes(network, new OnnxExportOptions { Opset = opset });
                foreach (var isOptimised in new[] { true, false })
                {
                    using var session = ExportedModel.Open(bytes, isOptimised);
                    foreach (var rows in new[] { 1, 2, 17 })
                        Compare(network, session, rows, 10 * seed + rows);
                }
            }
        }

        private static void Compare<T>(T network, Microsoft.ML.OnnxRuntime.InferenceSession session, int rows, int seed)
            where T : class, INetwork<T>
        {
            var inputs = PortableNetworks.Inputs<T>(rows, seed);
            var expected = new float[rows * T.OutputSize];
            network.PredictBatch(inputs, expected);
            ExportedModel.AssertClose(expected, ExportedModel.Run(session, inputs, rows), Tolerance, $"{typeof(T).Name}, {rows} rows");
            foreach (var head in T.Topology.Heads)
            {
                var part = Enumerable.Range(0, rows).SelectMany(row => expected.AsSpan(row * T.OutputSize + head.Offset, head.Size).ToArray()).ToArray();
                ExportedModel.AssertClose(part, ExportedModel.Run(session, inputs, rows, head.Name), Tolerance, $"{typeof(T).Name}, head {head.Name}, {rows} rows");
            }
        }
    }
}
