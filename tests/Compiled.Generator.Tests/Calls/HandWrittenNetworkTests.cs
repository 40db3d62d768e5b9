using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Calls;

/// <summary>A class of the user's that implements INetwork itself: its lengths are checked as far as it has the constants and the parameters' names.</summary>
[Trait("Speed", "slow")]
public sealed class HandWrittenNetworkTests
{
    private const string Sizes = "public const int InputSize = 4; public const int OutputSize = 3;";

    // C# misses the other members of the interface: that is its own to say, and does not matter here.
    [Theory]
    [InlineData(Sizes, "public void Predict(ReadOnlySpan<float> input, Span<float> output) { }", "net.Predict([1], any);", "CMP0130")]
    [InlineData(Sizes, "public void Predict(ReadOnlySpan<float> row, Span<float> scores) { }", "net.Predict([1], [1]);", "")]
    [InlineData(Sizes, "public void CopyParametersTo(Span<float> destination) { }", "net.CopyParametersTo(new float[1]);", "")]
    [InlineData(Sizes, "[System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage] public void Predict(ReadOnlySpan<float> input, Span<float> output, Span<float> scratch) { }", "net.Predict(any, any, [1]);", "")]
    [InlineData("public const int OutputSize = 3;", "public void Predict(ReadOnlySpan<float> input, Span<float> output) { }", "net.Predict([1], any);", "")]
    [InlineData("public const int InputSize = 4;", "public void Predict(ReadOnlySpan<float> input, Span<float> output) { }", "net.Predict([1], any);", "")]
    [InlineData("public const int InputSize = 0; public const int OutputSize = 3;", "public void Predict(ReadOnlySpan<float> input, Span<float> output) { }", "net.Predict([1], any);", "")]
    [InlineData("public const int InputSize = 4; public const int OutputSize = 0;", "public void Predict(ReadOnlySpan<float> input, Span<float> output) { }", "net.Predict([1], any);", "")]
    public void Is_checked_as_far_as_it_says_its_sizes(string constants, string member, string call, string expected)
    {
        var result = GeneratorHarness.Run($"using System; using Compiled; class Own : INetwork<Own> {{ {constants} {member} }} class A {{ void M(Own net, float[] any) {{ {call} }} }}");
        Assert.Equal(expected, string.Join(' ', result.Ids));
    }

    [Fact]
    public void A_method_that_it_inherits_from_a_class_of_the_users_is_the_users()
    {
        const string Source = "using System; using Compiled; abstract class Base { public int Classify(ReadOnlySpan<float> input) => 1; } "
            + "class Own : Base, INetwork<Own> { " + Sizes + " } class A { int M(Own net) => net.Classify([1]); }";
        Assert.Empty(GeneratorHarness.Run(Source).Ids);
    }

    [Theory]
    [InlineData("interface IMine<T> { int Classify(ReadOnlySpan<float> input); } class A { int M(IMine<Net> net) => net.Classify([1]); }", "")]
    [InlineData("namespace Other { interface INetwork<T> { int Classify(ReadOnlySpan<float> input); } class A { int M(INetwork<Net> net) => net.Classify([1]); } }", "")]
    [InlineData("class A { void M(ITrainableNetwork<Net> net, float[] any) => net.Predict([1], any); }", "CMP0130")]
    public void Only_interfaces_of_ours_stand_for_a_network(string code, string expected)
    {
        var result = GeneratorHarness.Run("using System; using Compiled; [Network(4)] [Dense(3)] [MeanSquaredError] public partial class Net; " + code);
        Assert.Empty(result.CompilerErrors);
        Assert.Equal(expected, string.Join(' ', result.Ids));
    }
}
