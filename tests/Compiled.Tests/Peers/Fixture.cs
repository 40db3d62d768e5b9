using System.Text.Json;

namespace Compiled.Tests.Peers;

/// <summary>Reads the files of Fixtures/.</summary>
internal static class Fixture
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static double[][] Rows(JsonElement element) => element.Deserialize<double[][]>()!;

    /// <summary><c>0.weight, 0.bias, 1.weight, …</c> in this order are the flat canonical vector: weights [output][input], then biases.</summary>
    public static double[] Canonical(JsonElement element)
    {
        List<double> values = [];
        for (var block = 0; element.TryGetProperty($"{block}.weight", out var weights); block++)
        {
            foreach (var row in Rows(weights))
                values.AddRange(row);
            if (element.TryGetProperty($"{block}.bias", out var biases))
                values.AddRange(biases.Deserialize<double[]>()!);
        }

        return [.. values];
    }
}
