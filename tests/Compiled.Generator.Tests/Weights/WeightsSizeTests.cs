using System.Globalization;
using Compiled.Generator.Emission;
using Compiled.Generator.Model;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Text;
using Compiled.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Weights;

/// <summary>What 101,770 weights cost the compiler.</summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed class WeightsSizeTests
{
    private const int Count = 784 * 128 + 128 + 128 * 10 + 10;

    private static readonly float[] Values = Draw();

    private static readonly string Text = WeightsSample.Of(
        ["[Network(inputs: 784)]", "[Dense(128), Relu]", "[Dense(10)]"], ["0.weight [128, 784]", "0.bias [128]", "2.weight [10, 128]", "2.bias [10]"], Values);

    [Fact]
    public void The_literal_is_at_most_two_fifths_of_what_numbers_would_be()
    {
        var file = WeightsFileReader.Read("digits.weights", Text);
        var source = PretrainedTemplate.WriteData(new PretrainedData(new TypeSpec("App", default, "Digits", "App.Digits.g.cs"), "digits.weights", file.Data));
        var numbers = Values.Sum(value => (long)(Literals.Float(value) + ", ").Length);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Length:N0} of {numbers:N0} characters: {source.Length / (double)numbers:P1}"));
        // 16/3 characters a value; the shortest decimals that give the bits back have 11 on average, an f, a comma and a blank.
        Assert.InRange(source.Length, 0, numbers * 2 / 5);
    }

    [Fact]
    public void They_are_read_and_compiled_fast()
    {
        var options = HarnessOptions.Quick with { Texts = [new FixedText("/p/digits.weights", Text)] };
        const string without = "using Compiled; namespace App; [Network(784)] [Dense(128), Relu] [Dense(10)] partial class Digits;";
        var with = without.Replace("partial", "[Weights(\"digits.weights\")] partial");
        _ = Compile(without, options);
        var (plainBytes, bytes) = (0L, 0L);
        var plain = Patience.Time(() => plainBytes = Compile(without, options));
        var weighted = Patience.Time(() => bytes = Compile(with, options));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"without {plain.TotalMilliseconds:0} ms and {plainBytes:N0} bytes, with {weighted.TotalMilliseconds:0} ms and {bytes:N0} bytes"));
        // Base64 in the assembly, and next to nothing beside it.
        Assert.InRange(bytes - plainBytes, Count * 16 / 3, Count * 16 / 3 + 20_000);
        Assert.True(weighted - plain < TimeSpan.FromSeconds(2), $"The literal adds {weighted - plain} of processor time.");
    }

    private static long Compile(string source, HarnessOptions options)
    {
        var compilation = GeneratorHarness.Compile(source, options);
        _ = GeneratorHarness.Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        using var image = new MemoryStream();
        Assert.True(output.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return image.Length;
    }

    private static float[] Draw()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(_ => (random.NextSingle() - 0.5f) / 5)];
    }
}
