using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>The tiles with samples in the lanes, and the passes that lead through them, over every number of inputs and outputs that they leave over.</summary>
public sealed partial class ColumnTileTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int Group = 16;

    private delegate void ForwardTile(ref float input, ref float weights, ref float biases, ref float output, nuint stride, nuint columns, nuint first, nuint end);

    private delegate void InputGradientTile(ref float weights, ref float gradient, ref float inputGradient, nuint stride, nuint columns, nuint first, nuint end);

    private delegate void WeightGradientTile(
        ref float input, ref float gradient, ref float sums, ref float weightGradients, nuint stride, nuint firstInput, nuint endInput, nuint firstOutput, nuint endOutput, bool first, bool last);

    private delegate void Pass(ref float block, ref float source, ref float target, nuint stride);

    private delegate void ParameterPass(ref float input, ref float gradient, ref float blockSums, ref float blockGradients, nuint stride, bool first, bool last);

    public static TheoryData<string> ForwardNames => Names(typeof(ColumnForward), "Tile");

    public static TheoryData<string> InputGradientNames => Names(typeof(ColumnInputGradient), "Tile");

    public static TheoryData<string> WeightGradientNames => Names(typeof(ColumnWeightGradient), "Tile");

    public static TheoryData<string> PassNames => Names(typeof(DenseColumns), "Forward", "InputGradients", "ParameterGradients");

    [Theory]
    [MemberData(nameof(ForwardNames))]
    public void Outputs_are_exact(string name)
    {
        var (rows, samples) = Sizes(name);
        foreach (var inputs in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 19, 32 })
            foreach (var hasBias in new[] { true, false })
            {
                var sample = new Sample(inputs, 2 * rows, 2 * samples, hasBias);
                Method(typeof(ColumnForward), name).CreateDelegate<ForwardTile>()(
                    ref sample.Input[0], ref sample.Block[0], ref sample.Block[(int)AnyShape.BiasesOffset], ref sample.Output[0], (nuint)sample.Samples, (nuint)sample.Samples, 0, AnyShape.Outputs);
                Assert.Equal(sample.Outputs(), sample.Output);
            }
    }

    [Theory]
    [MemberData(nameof(InputGradientNames))]
    public void Input_gradients_are_exact(string name)
    {
        var (rows, samples) = Sizes(name);
        foreach (var outputs in new[] { 1, 2, 3, 4, 5, 9 })
        {
            var sample = new Sample(2 * rows, outputs, 2 * samples, hasBias: true);
            Method(typeof(ColumnInputGradient), name).CreateDelegate<InputGradientTile>()(
                ref sample.Block[0], ref sample.Gradient[0], ref sample.InputGradient[0], (nuint)sample.Samples, (nuint)sample.Samples, 0, AnyShape.Inputs);
            Assert.Equal(sample.InputGradients(), sample.InputGradient);
        }
    }

    [Theory]
    [MemberData(nameof(WeightGradientNames))]
    public void Weight_gradients_are_exact(string name)
    {
        var (rows, _) = Sizes(name);
        // Sums are joined in fours: a tile of fewer columns ends the row.
        var outputs = int.Parse(name.Split('x')[^1], CultureInfo.InvariantCulture);
        var sample = new Sample(2 * rows, outputs, 3 * Group, hasBias: false);
        var method = Method(typeof(ColumnWeightGradient), name);
        var sums = new float[2 * rows * outputs * Group];
        var joined = new float[(int)AnyShape.ParameterLength];
        foreach (var first in new[] { true, false })
        {
            method.CreateDelegate<WeightGradientTile>()(ref sample.Input[0], ref sample.Gradient[0], ref sums[0], ref joined[0], (nuint)sample.Samples,
                0, AnyShape.Inputs, 0, (nuint)outputs, first, !first);
        }

        for (var i = 0; i < 2 * rows; i++)
            for (var o = 0; o < outputs; o++)
                Assert.Equal(2 * sample.WeightGradient(i, o), joined[i * (int)AnyShape.PanelWidth + o]);
    }

    [Theory]
    [MemberData(nameof(PassNames))]
    public void Passes_are_exact(string name)
    {
        var (rest, outputRest) = Rests(name);
        foreach (var whole in new[] { 0, 4, 8 })
            foreach (var samples in new[] { Group, 2 * Group, 3 * Group, 4 * Group, 7 * Group })
            {
                if (whole + rest == 0 || (name.StartsWith("Parameter", StringComparison.Ordinal) && whole + outputRest == 0))
                    continue;
                var method = Method(typeof(DenseColumns), name);
                if (name.StartsWith("Forward", StringComparison.Ordinal))
                {
                    var sample = new Sample(32, whole + rest, samples, hasBias: true);
                    method.CreateDelegate<Pass>()(ref sample.Block[0], ref sample.Input[0], ref sample.Output[0], (nuint)samples);
                    Assert.Equal(sample.Outputs(), sample.Output);
                }
                else if (name.StartsWith("Input", StringComparison.Ordinal))
                {
                    var sample = new Sample(whole + rest, 5, samples, hasBias: true);
                    method.CreateDelegate<Pass>()(ref sample.Block[0], ref sample.Gradient[0], ref sample.InputGradient[0], (nuint)samples);
                    Assert.Equal(sample.InputGradients(), sample.InputGradient);
                }
                else
                {
                    CheckParameters(new Sample(whole + rest, whole + outputRest, samples, hasBias: true), method.CreateDelegate<ParameterPass>());
                }
            }
    }

    private static void CheckParameters(Sample sample, ParameterPass run)
    {
        var (inputs, outputs) = ((int)AnyShape.Inputs, (int)AnyShape.Outputs);
        var (sums, gradients) = (new float[Group * (inputs + 1) * outputs], new float[(int)AnyShape.ParameterLength]);
        run(ref sample.Input[0], ref sample.Gradient[0], ref sums[0], ref gradients[0], (nuint)sample.Samples, first: true, last: false);
        run(ref sample.Input[0], ref sample.Gradient[0], ref sums[0], ref gradients[0], (nuint)sample.Samples, first: false, last: true);
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
                Assert.Equal(2 * sample.WeightGradient(i, o), gradients[i * (int)AnyShape.PanelWidth + o]);
            Assert.Equal(2 * sample.BiasGradient(o), gradients[(int)AnyShape.BiasesOffset + o]);
        }
    }

    private static TheoryData<string> Names(Type type, params string[] prefixes) => [.. type.GetMethods(Any)
        .Select(static method => method.Name)
        .Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal)];

    private static MethodInfo Method(Type type, string name) => type.GetMethod(name, Any)!.MakeGenericMethod(typeof(AnyShape));

    /// <summary>Rows, and samples that one tile spans.</summary>
    private static (int Rows, int Samples) Sizes(string name)
    {
        var match = SizesOf().Match(name);
        return (Number(match, 2), Number(match, 1) / 32 * Number(match, 3));
    }

    private static (int First, int Second) Rests(string name)
    {
        var match = RestsOf().Match(name);
        return (Number(match, 1), Number(match, 2));
    }

    private static int Number(Match match, int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(\d+)x(\d+)x(\d+)")]
    private static partial Regex SizesOf();

    [GeneratedRegex(@"^[A-Za-z]+?(?:And(\d))?(?:By(\d))?(?:Of\d+Sums)?$")]
    private static partial Regex RestsOf();
}
