using System.Text;

namespace Compiled.Fuzz;

/// <summary>Bytes as a .weights file: what loads predicts, and is written as it was read.</summary>
public static class WeightsTarget
{
    public static void Run(byte[] bytes)
    {
        FuzzNet network;
        try
        {
            using var text = new StreamReader(new MemoryStream(bytes, writable: false));
            network = WeightsFile.Read<FuzzNet>(text);
        }
        catch (ModelFileException)
        {
            return;
        }

        network.Predict([1, 2, 3], new float[FuzzNet.OutputSize]);
        var again = WeightsFile.Read<FuzzNet>(new StringReader(Text(network)));
        if (Text(again) != Text(network))
            throw new InvalidOperationException("Weights are written otherwise than they were read.");
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var named = FuzzNet.Fitted();
        named.FeatureNames = ["a", "b, c", "d\\\ne"];
        return [("fitted", Encoding.UTF8.GetBytes(Text(FuzzNet.Fitted()))), ("named", Encoding.UTF8.GetBytes(Text(named)))];
    }

    private static string Text(FuzzNet network)
    {
        using var writer = new StringWriter();
        WeightsFile.Write(network, writer);
        return writer.ToString();
    }
}
