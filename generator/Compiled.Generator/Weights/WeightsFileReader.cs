using Compiled.Generator.Model;

namespace Compiled.Generator.Weights;

/// <summary>Reads the text of a .weights file. Free of Roslyn; throws nothing.</summary>
internal static class WeightsFileReader
{
    public static bool IsWeights(string path) => path.EndsWith(WeightsHeader.Extension, StringComparison.OrdinalIgnoreCase);

    /// <param name="path">Where it is.</param>
    /// <param name="text">What it holds, or null when the compiler could not read it.</param>
    public static WeightsFile Read(string path, string? text)
    {
        path = WeightsPaths.Normalize(path);
        if (text is null)
            return Wrong(path, "it cannot be read");
        try
        {
            using var reader = new StringReader(text);
            var lines = new WeightsLines(reader);
            var header = WeightsHeader.Read(lines);
            var bytes = WeightsData.Read(reader, header, lines.Number + 1);
            return new WeightsFile(
                path, null, header.Network, header.Declaration.ToEquatableArray(), header.Features.ToEquatableArray(), header.Classes.ToEquatableArray(), header.Tensors.ToEquatableArray(),
                Convert.ToBase64String(bytes))
            { Encoder = header.Encoder };
        }
        catch (FormatException exception)
        {
            return Wrong(path, exception.Message);
        }
    }

    private static WeightsFile Wrong(string path, string error) => new(path, error, "", default, default, default, default, "");
}
