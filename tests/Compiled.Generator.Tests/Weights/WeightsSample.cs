using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Weights;

/// <summary>A network of nine weights that computes the exclusive or, and the text of its file.</summary>
internal static class WeightsSample
{
    public const string Source = """
        using Compiled;

        namespace App;

        [Network(inputs: 2)]
        [Dense(2), Relu]
        [Dense(1)]
        [Weights("xor.weights")]
        public sealed partial class Xor;
        """;

    public static readonly string Text = Of(
        ["[Network(inputs: 2)]", "[Dense(2), Relu]", "[Dense(1)]"], ["0.weight [2, 2]", "0.bias [2]", "2.weight [1, 2]", "2.bias [1]"], [1, 1, 1, 1, 0, -1, 1, -2, 0]);

    public static HarnessOptions Project(params (string Path, string? Text)[] files) => new() { Texts = [.. files.Select(file => new FixedText(file.Path, file.Text))] };

    /// <summary>As the runtime writes it.</summary>
    public static string Of(string[] declaration, string[] tensors, float[] values)
    {
        var bytes = values.SelectMany(BitConverter.GetBytes).ToArray();
        var header = new WeightsHeader { Network = "Saved", Values = values.Length, Parameters = values.Length, Checksum = WeightsData.Checksum(bytes) };
        header.Declaration.AddRange(declaration);
        header.Tensors.AddRange(tensors);
        var data = Convert.ToBase64String(bytes).Chunk(WeightsData.LineLength).Select(line => new string(line) + "\n");
        return string.Join('\n', header.Lines()) + "\n\n" + string.Concat(data);
    }
}
