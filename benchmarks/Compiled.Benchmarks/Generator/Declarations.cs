using System.Globalization;
using System.Text;

namespace Compiled.Benchmarks.Generator;

/// <summary>Two networks as a user declares them, with one width that can be edited.</summary>
internal static class Declarations
{
    public static string Source(string network, int width) => network switch
    {
        "T3" => Declare(16, [width, 64, 4], "T3"),
        "32 blocks" => Declare(16, [width, .. Enumerable.Repeat(16, 31)], "Deep"),
        _ => throw new ArgumentException($"No network '{network}': expected T3 or 32 blocks.", nameof(network)),
    };

    private static string Declare(int inputs, int[] units, string name)
    {
        var source = new StringBuilder("using Compiled;\n\nnamespace App;\n\n");
        _ = source.Append(CultureInfo.InvariantCulture, $"[Network(inputs: {inputs})]\n");
        for (var block = 0; block < units.Length; block++)
            _ = source.Append(CultureInfo.InvariantCulture, $"[Dense({units[block]}){(block + 1 < units.Length ? ", Relu" : "")}]\n");
        return source.Append(CultureInfo.InvariantCulture, $"[MeanSquaredError]\npublic sealed partial class {name};\n").ToString();
    }
}
