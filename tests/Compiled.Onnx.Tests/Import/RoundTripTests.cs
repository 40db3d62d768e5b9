using Compiled.Tests.Portable;

namespace Compiled.Tests.Import;

/// <summary>What this package writes, it reads: into the same class bit for bit, and as the same topology.</summary>
public class RoundTripTests
{
    /// <summary>All but activations of one's own, which ONNX has no operator for.</summary>
    public static TheoryData<string> Names => [.. PortableNetworks.Names.Select(static row => row.Data).Where(static name => name != nameof(OwnActivationNet))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_network_comes_back_bit_for_bit(string name) => PortableNetworks.Visit(name, new ComesBack());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_network_is_read_as_it_was_declared(string name) => PortableNetworks.Visit(name, new IsDescribed());

    private static byte[] Exported<T>(T network)
        where T : class, INetwork<T>
    {
        using var stream = new MemoryStream();
        OnnxModel.Export(network, stream);
        return stream.ToArray();
    }

    private sealed class ComesBack : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(8);
            var loaded = OnnxModel.Load<T>(new MemoryStream(Exported(network)));
            foreach (var (expected, actual) in NetworkTensor.Of(network).Zip(NetworkTensor.Of(loaded)))
                Assert.Equal(Values(expected), Values(actual));
            var inputs = PortableNetworks.Inputs<T>(7, 2);
            Assert.Equal(Importing.Predict(network, inputs), Importing.Predict(loaded, inputs));
        }

        private static float[] Values(NetworkTensor tensor)
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            return values;
        }
    }

    private sealed class IsDescribed : INetworkVisitor
    {
        /// <summary>What a model does not hold: what only training notices, and what becomes part of a dense block where nothing is declared.</summary>
        private static readonly string[] Unnoticed = ["Dropout", "GaussianNoise", "Identity", "StandardizeTargets", "Scale"];

        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var network = PortableNetworks.Drawn<T>(8);
            var read = Importing.Read(Exported(network));
            Assert.Equal(
                T.Topology.Blocks.Where(static block => !Unnoticed.Contains(block.Kind)).Select(Shape),
                read.Topology.Blocks.Select(Shape));
            Assert.Equal(T.Topology.Heads.Select(static head => (head.Name, head.Offset, head.Size)), read.Topology.Heads.Select(static head => (head.Name, head.Offset, head.Size)));
            Assert.Equal(T.Topology.Classes, read.Topology.Classes);
            Assert.Equal(T.Topology.Name, read.Topology.Name);
            var inputs = PortableNetworks.Inputs<T>(7, 2);
            Importing.AssertClose(Importing.Predict(network, inputs), Interpreter.Predict(read, inputs));
            read.CopyTo(T.Create(1));
        }

        /// <summary>Without names and momentum, which the model does not keep.</summary>
        private static string Shape(TopologyBlock block) =>
            $"{block.Kind} {block.Inputs} {block.Outputs} {block.Parameters} {block.HasBias} {(block.Kind is "BatchNorm" or "PRelu" ? "" : block.Arguments)}";
    }
}
