namespace Compiled.Fuzz;

/// <summary>Bytes as an ONNX model: as a network of its own, and into one that is declared.</summary>
public static class OnnxTarget
{
    public static void Run(byte[] bytes)
    {
        Reads(() => _ = OnnxModel.Read(new MemoryStream(bytes, writable: false)).Topology.ToString());
        Reads(() => OnnxModel.Load<FuzzNet>(new MemoryStream(bytes, writable: false)).Predict([1, 2, 3], new float[FuzzNet.OutputSize]));
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() => [("fitted", Model(FuzzNet.Fitted())), ("trained", Model(new FuzzTrainedNet(seed: 2)))];

    private static byte[] Model<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var bytes = new MemoryStream();
        OnnxModel.Export(network, bytes);
        return bytes.ToArray();
    }

    /// <summary>The one documented exception is no finding, any other is.</summary>
    private static void Reads(Action read)
    {
        try
        {
            read();
        }
        catch (ModelFileException)
        {
        }
    }
}
