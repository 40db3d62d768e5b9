using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>
/// Every register tile of the library over sizes that reach all of its branches, those included that no network of these tests chooses: whole numbers, so
/// that every order of summation is exact. Networks run them as the JIT specialises them; here sizes are variables.
/// </summary>
public sealed partial class TileTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Below one, between, and beyond what any partial sum or whole tile needs.</summary>
    private static readonly int[] InputCounts = [1, 2, 3, 5, 7, 9, 17, 19, 33];

    private delegate void ForwardTile(ref float input, ref float weights, ref float biases, ref float output);

    private delegate void ForwardRows(ref float input, ref float weights, ref float biases, ref float output, int rows, int panels);

    private delegate void ForwardPass(ref float block, ref float input, ref float output, int rows);

    private delegate void ParameterPass(ref float input, ref float gradient, ref float blockGradients, int rows, bool first, int joins);

    private delegate void WeightPanels(ref float input, ref float gradient, ref float weightGradients, int rows, bool first, int joins, int panels);

    public static TheoryData<string> ForwardNames => Names(typeof(DenseForward), "Tile", "Rows");

    public static TheoryData<string> WeightGradientNames => Names(typeof(DenseWeightGradient), "Panels");

    public static TheoryData<string> PassNames => Names(typeof(DensePasses), "Forward", "ParameterGradients");

    public static TheoryData<string> ForwardPassNames => Names(typeof(DensePasses), "Forward");

    [Theory]
    [MemberData(nameof(ForwardNames))]
    public void Outputs_are_exact(string name)
    {
        var (rows, width) = Sizes(name);
        // A private tile of several rows is reached through its loop over rows.
        if (name.StartsWith("Tile", StringComparison.Ordinal) && rows > 1)
            return;
        foreach (var inputs in InputCounts)
            foreach (var panelWidth in PanelWidths(width))
                foreach (var hasBias in new[] { true, false })
                {
                    AnyShape.Set(inputs, outputs: Math.Max(2 * width, panelWidth), panelWidth, hasBias);
                    var method = Method(typeof(DenseForward), name);
                    if (name.StartsWith("Tile", StringComparison.Ordinal))
                        CheckForward(1, 1, width, (ref float input, ref float weights, ref float biases, ref float output) =>
                            method.CreateDelegate<ForwardTile>()(ref input, ref weights, ref biases, ref output));
                    foreach (var count in name.StartsWith("Rows", StringComparison.Ordinal) ? Enumerable.Range(1, 2 * rows + 3) : [])
                    {
                        var panels = (int)AnyShape.Outputs / width;
                        CheckForward(count, panels, width, (ref float input, ref float weights, ref float biases, ref float output) =>
                            method.CreateDelegate<ForwardRows>()(ref input, ref weights, ref biases, ref output, count, panels));
                    }
                }
    }

    [Theory]
    [MemberData(nameof(WeightGradientNames))]
    public void Weight_gradients_are_exact(string name)
    {
        var (rows, width) = Sizes(name);
        var run = Method(typeof(DenseWeightGradient), name);
        foreach (var inputs in Enumerable.Range(1, 2 * rows + 1))
            foreach (var panelWidth in PanelWidths(width))
                foreach (var (first, joins) in new[] { (true, 0), (false, 0), (false, 2) })
                {
                    var outputs = Math.Max(2 * width, panelWidth);
                    AnyShape.Set(inputs, outputs, panelWidth, hasBias: false);
                    CheckWeightGradients(first, joins, (ref float input, ref float gradient, ref float memory, int rows, bool isFirst, int left) =>
                        run.CreateDelegate<WeightPanels>()(ref input, ref gradient, ref memory, rows, isFirst, left, outputs / width));
                }
    }

    [Theory]
    [MemberData(nameof(PassNames))]
    public void Passes_are_exact(string name)
    {
        var run = Method(typeof(DensePasses), name);
        // A row may be one panel of weights, cut into whole tiles and what they leave over.
        foreach (var inputs in new[] { 1, 4, 7, 18, 33 })
            foreach (var panelWidth in new[] { Math.Min(16, Stride(name)), Stride(name) }.Distinct())
            {
                AnyShape.Set(inputs, Stride(name), panelWidth, hasBias: true);
                if (name.StartsWith("Forward", StringComparison.Ordinal))
                {
                    foreach (var rows in new[] { 1, 5, 19 })
                    {
                        CheckForward(rows, 1, Stride(name), (ref float input, ref float weights, ref float biases, ref float output) =>
                        {
                            float[] block = [.. MemoryMarshal.CreateSpan(ref weights, (int)AnyShape.BiasesOffset), .. MemoryMarshal.CreateSpan(ref biases, (int)AnyShape.Outputs)];
                            run.CreateDelegate<ForwardPass>()(ref block[0], ref input, ref output, rows);
                        });
                    }
                }
                else
                {
                    AnyShape.Set(inputs, Stride(name), panelWidth, hasBias: false);
                    CheckWeightGradients(first: false, joins: 1, run.CreateDelegate<ParameterPass>());
                }
            }
    }

    /// <summary>Vectors that hold padding alone may be left out: whatever the width of the vectors, zeros are there.</summary>
    [Theory]
    [MemberData(nameof(ForwardPassNames))]
    public void Padding_becomes_zero(string name)
    {
        var run = Method(typeof(DensePasses), name).CreateDelegate<ForwardPass>();
        var stride = Stride(name);
        foreach (var outputs in Enumerable.Range(stride - Math.Min(stride, 16) + 1, Math.Min(stride, 16)))
            foreach (var rows in new[] { 1, 5, 19 })
            {
                AnyShape.Set(inputs: 18, outputs, Math.Min(16, stride), hasBias: true, stride);
                var (input, block) = (Whole(rows * 18, 3), new float[19 * stride]);
                var output = Enumerable.Repeat(-77f, rows * stride + 16).ToArray();
                var expected = (float[])output.Clone();
                Array.Clear(expected, 0, rows * stride);
                for (var o = 0; o < outputs; o++)
                {
                    block[18 * stride + o] = o % 5;
                    for (var i = 0; i < 18; i++)
                        block[Weight(i, o)] = (i * 7 + o) % 11 - 5;
                    for (var row = 0; row < rows; row++)
                        expected[row * stride + o] = block[18 * stride + o] + Enumerable.Range(0, 18).Sum(i => input[row * 18 + i] * block[Weight(i, o)]);
                }

                run(ref block[0], ref input[0], ref output[0], rows);
                Assert.Equal(expected, output);
            }
    }

    private static void CheckWeightGradients(bool first, int joins, ParameterPass run)
    {
        const int Rows = 5;
        var (inputs, outputs, length) = ((int)AnyShape.Inputs, (int)AnyShape.Outputs, (int)AnyShape.ParameterLength);
        var (input, gradient, memory) = (Whole(Rows * inputs, 3), Whole(Rows * outputs, 5), Whole(3 * length, 7));
        var expected = (float[])memory.Clone();
        for (var i = 0; i < inputs; i++)
            for (var o = 0; o < outputs; o++)
            {
                var at = 2 * length + Weight(i, o);
                var sum = first ? 0 : memory[at];
                for (var row = 0; row < Rows; row++)
                    sum += input[row * inputs + i] * gradient[row * outputs + o];
                for (var join = 0; join < joins; join++)
                    sum += memory[at -= length];
                expected[at] = sum;
            }

        run(ref input[0], ref gradient[0], ref memory[2 * length], Rows, first, joins);
        Assert.Equal(expected, memory);
    }

    private static void CheckForward(int rows, int panels, int width, ForwardTile run)
    {
        var (inputs, outputs) = ((int)AnyShape.Inputs, (int)AnyShape.Outputs);
        var (input, weights, biases) = (Whole(rows * inputs, 3), Whole((int)AnyShape.ParameterLength, 5), Whole(outputs, 11));
        const int Margin = 16;
        var output = Enumerable.Repeat(-77f, rows * outputs + Margin).ToArray();
        var expected = (float[])output.Clone();
        for (var row = 0; row < rows; row++)
            for (var o = 0; o < panels * width; o++)
            {
                var sum = AnyShape.HasBias ? biases[o] : 0;
                for (var i = 0; i < inputs; i++)
                    sum += input[row * inputs + i] * weights[Weight(i, o)];
                expected[row * outputs + o] = sum;
            }

        run(ref input[0], ref weights[0], ref biases[0], ref output[0]);
        Assert.Equal(expected, output);
    }

    /// <summary>A tile is a whole panel of weights, half of one, or several of one vector each.</summary>
    private static IEnumerable<int> PanelWidths(int width) => width > 16 && width % 16 == 0 ? [width, 2 * width, 16] : [width, 2 * width];

    private static int Weight(int input, int output) =>
        (int)(PanelOffset.Of((nuint)output, AnyShape.PanelWidth, AnyShape.PanelRows) + (nuint)input * AnyShape.PanelWidth);

    /// <summary>Small whole numbers, no two neighbours equal.</summary>
    private static float[] Whole(int count, int step) => [.. Enumerable.Range(0, count).Select(index => (float)(index * step % 13 - 6))];

    private static TheoryData<string> Names(Type type, params string[] prefixes) => [.. type.GetMethods(Any)
        .Select(static method => method.Name)
        .Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal)];

    private static MethodInfo Method(Type type, string name) => type.GetMethod(name, Any)!.MakeGenericMethod(typeof(AnyShape));

    /// <summary>Rows, and floats of a row that one tile spans.</summary>
    private static (int Rows, int Width) Sizes(string name)
    {
        var match = SizesOf().Match(name);
        return (Number(2), Number(1) / 32 * Number(3));

        int Number(int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>A row of two equal tiles, or of one of each: "512x6x4And8x3Or256x6x2" has 4 vectors and 3.</summary>
    private static int Stride(string name)
    {
        var tier = name[name.IndexOfAny(['1', '2', '5'])..].Split("Or")[0];
        var lanes = int.Parse(tier[..3], CultureInfo.InvariantCulture) / 32;
        var vectors = tier[4..].Split("And").Select(static sizes => int.Parse(sizes.Split('x')[1], CultureInfo.InvariantCulture)).ToList();
        return lanes * (lanes < 16 ? vectors[0] : vectors.Count == 1 ? 2 * vectors[0] : vectors.Sum());
    }

    [GeneratedRegex(@"(\d+)x(\d+)x(\d+)")]
    private static partial Regex SizesOf();

    /// <summary>Sizes as variables: rows are padded only where a test asks for it.</summary>
    private readonly struct AnyShape : IDenseShape
    {
        public static nuint Inputs { get; private set; }

        public static nuint InputStride => Inputs;

        public static nuint Outputs { get; private set; }

        public static nuint OutputStride { get; private set; }

        public static nuint PanelWidth { get; private set; }

        public static nuint PanelRows => Inputs;

        public static nuint TransposedStride => Inputs;

        public static nuint TransposedPanelWidth => Inputs;

        public static nuint TransposedRows => Outputs;

        public static nuint BiasesOffset => Inputs * OutputStride;

        public static bool HasBias { get; private set; }

        public static nuint ParameterLength => Inputs * Outputs + Outputs;

        public static void Set(int inputs, int outputs, int panelWidth, bool hasBias, int stride = 0) =>
            (Inputs, Outputs, PanelWidth, HasBias, OutputStride) = ((nuint)inputs, (nuint)outputs, (nuint)panelWidth, hasBias, (nuint)Math.Max(outputs, stride));
    }
}
