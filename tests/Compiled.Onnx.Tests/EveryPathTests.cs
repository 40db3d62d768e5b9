using Compiled.Tests.Export;
using Compiled.Tests.Portable;

namespace Compiled.Tests;

/// <summary>
/// A network goes through each kind of file in turn, and ONNX Runtime, which knows nothing of this library, predicts at the end what the network predicted at the beginning.
/// </summary>
public class EveryPathTests
{
    private const int Rows = 7;
    private const double Tolerance = 1e-6;

    public static TheoryData<string> Names => [.. PortableNetworks.Names.Select(static row => row.Data).Where(static name => name != nameof(OwnActivationNet))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_of_block_comes_through_every_file(string name) => PortableNetworks.Visit(name, new Journey());

    private sealed class Journey : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(6);
            var inputs = PortableNetworks.Inputs<T>(Rows, 8);
            var expected = new float[Rows * T.OutputSize];
            network.PredictBatch(inputs, expected);

            Judge("safetensors", Safetensors.Read<T>(Safetensors.ToBytes(network)));
            using (var text = new StringWriter())
            {
                WeightsFile.Write(network, text);
                Judge(".weights", WeightsFile.Read<T>(new StringReader(text.ToString())));
            }

            using (var model = new MemoryStream(ExportedModel.Bytes(network)))
                Judge("ONNX", OnnxModel.Load<T>(model));
            var serving = T.Create(9);
            serving.Publish(network);
            Judge("publication", serving);

            void Judge(string path, T arrived)
            {
                using var session = ExportedModel.Open(ExportedModel.Bytes(arrived));
                ExportedModel.AssertClose(expected, ExportedModel.Run(session, inputs, Rows), Tolerance, $"{typeof(T).Name} through {path}");
            }
        }
    }
}
