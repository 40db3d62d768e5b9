using Compiled.Storage;
using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>Networks as the text of their .weights files, and back.</summary>
internal static class WeightsText
{
    public static string Of<T>(T network)
        where T : class, INetwork<T>
    {
        using var writer = new StringWriter();
        WeightsFile.Write(network, writer);
        return writer.ToString();
    }

    public static string OfDrawn<T>(long seed = 3)
        where T : class, INetwork<T> => Of(PortableNetworks.Drawn<T>(seed));

    public static T Read<T>(string text)
        where T : class, INetwork<T> => WeightsFile.Read<T>(new StringReader(text));

    public static ModelFileException MustFail<T>(string text)
        where T : class, INetwork<T> => Assert.Throws<ModelFileException>(() => Read<T>(text));

    /// <summary>All values, bit for bit.</summary>
    public static byte[] Bits<T>(T network)
        where T : class, INetwork<T> => StoredValues.CopyFrom(T.Topology, network.Parameters);

    public static float[] Predictions<T>(T network)
        where T : class, INetwork<T>
    {
        var outputs = new float[7 * T.OutputSize];
        network.PredictBatch(PortableNetworks.Inputs<T>(7, 1), outputs);
        return outputs;
    }

    /// <summary>The text with one value replaced and a checksum that fits.</summary>
    public static string With(string text, int index, float value)
    {
        using var reader = new StringReader(text);
        var header = WeightsHeader.Read(new WeightsLines(reader));
        var bytes = Convert.FromBase64String(reader.ReadToEnd());
        BitConverter.TryWriteBytes(bytes.AsSpan(4 * index), value);
        header.Checksum = WeightsData.Checksum(bytes);
        return string.Join('\n', header.Lines()) + "\n\n" + Convert.ToBase64String(bytes);
    }
}
