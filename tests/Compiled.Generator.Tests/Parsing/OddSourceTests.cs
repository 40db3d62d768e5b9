using System.Globalization;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Parsing;

/// <summary>What few programs have, and what stands in an editor while somebody types: the generator has a message of its own, or leaves it to C#, and never stops.</summary>
public sealed class OddSourceTests
{
    private const string Dense = "[Network(2)] [Dense(3), Softmax] ";

    [Theory]
    [InlineData("[Network(2)] [Network(2)] [Dense(3)] [Budget(MaxParameters = 99)] [Budget(MaxParameters = 9)] [Differentiable] [Differentiable] [L1(1)] [L1(1)] [L2(1)] [L2(1)] partial class Net;", "CS0579")]
    [InlineData("enum A { X, Y, Z } " + Dense + "[Classes<A>] [Classes<A>] partial class Net;", "CS0579")]
    [InlineData(Dense + "[Features(\"a\", \"b\")] [Features(\"a\", \"b\")] [Weights(\"a\")] [Weights(\"a\")] partial class Net;", "CS0579")]
    [InlineData("[Network(2)] [Dense(3)] partial class Net; [Relu] [Dense(4)] partial class Net; [Tanh] partial class Net;", "CMP0031")]
    [InlineData("enum A { X, Y } [Network(2)] [Classes<A>] partial class Net;", "CMP0020")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(1), Sigmoid] [MeanSquaredError] [Classes<A>] partial class Net;", "Sigmoid with the loss MeanSquaredError")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(3), Sigmoid] [Classes<A>] partial class Net;", "Sigmoid over 3 outputs")]
    [InlineData("enum A { X, Y, Z } [Network(2)] [Head(\"a\")] [Dense(3), Softmax] [Head(\"b\")] [Dense(1)] [Classes<A>] partial class Net;", "one of several heads")]
    [InlineData("[Network(2)] [StandardizeTargets] [Dense(1)] [MeanSquaredError] partial class Net;", "CMP0110")]
    [InlineData("[Network(2)] [Dense(3)] [Head(\"a\")] [StandardizeTargets] [MeanSquaredError] [Head(\"b\")] [Dense(1)] partial class Net;", "nothing")]
    [InlineData("[Network(2)] [Dense(3), Relu] [StandardizeTargets] [MeanSquaredError] partial class Net;", "Relu")]
    [InlineData(Dense + "[Features(\"a\")] partial class Net;", "1 feature")]
    [InlineData(Dense + "[Features(null)] partial class Net;", "")]
    [InlineData(Dense + "[Features(\"a\", null)] partial class Net;", "")]
    [InlineData(Dense + "[Features] partial class Net;", "")]
    [InlineData("[Network(2)] [EndResidual] [Dense(2)] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [BeginResidual] [Dense(3), Softmax] [Dense(4)] [EndResidual] [Dense(2)] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(2)] [BeginResidual] [Dense(4), Relu] [Head(\"a\")] [Dense(1)] [Head(\"b\")] [Dense(1)] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(4)] [BeginResidual] [BeginResidual] [Dense(3)] [EndResidual] [Relu] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(4)] [BeginResidual] [EndResidual] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [CrossEntropy] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(1)] [CrossEntropy] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(3)] [BinaryCrossEntropy] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Softmax] [CrossEntropy] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(3), Softmax, Softmax] [CrossEntropy] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(3), Relu, Relu] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(3), Softmax] [Dense(3), Relu] [CrossEntropy] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(2, Name = \"Dense1\")] [Dense(2)] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(2, Name = \"a\")] [Dense(2, Name = \"a\")] [Dense(2, Name = \"a2\")] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Budget(MaxParameters = 1)] [Dense(3, Name = \"a\")] [Dense(3, Name = \"a\")] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Budget(MaxParameters = 1, MaxScratchBytes = 1)] [Dense(3)] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(3), Dropout(2)] [MeanSquaredError] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(3), Sigmoid] [CrossEntropy] [MeanSquaredError] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Head(\"a\")] [CrossEntropy] [Head(\"a\")] [Dense(2)] partial class Net;", "CMP")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(2)] [MeanSquaredError] [Classes<A>] partial class Net;", "CMP")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(1)] [Classes<A>] partial class Net;", "CMP")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(4), Relu] [CrossEntropy] [Classes<A>] partial class Net;", "CMP")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(2), Relu] [Classes<A>] partial class Net;", "CMP")]
    [InlineData("enum A { X, Y } [Network(2)] [Dense(2), Sigmoid] [BinaryCrossEntropy] [Classes<A>] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [StandardizeTargets] [MeanSquaredError] partial class Net;", "nothing")]
    [InlineData("[Network(2)] [Head(\"a\")] [Softmax] [Head(\"b\")] [Sigmoid] partial class Net;", "CMP")]
    [InlineData("[Network(2)] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2)] [MeanSquaredError] partial class Net;", "0.25^4 = 0.0039")]
    [InlineData("[Network(2)] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Softmax] [CrossEntropy] partial class Net;", "0.25^4 = 0.0039")]
    [InlineData("[Network(2)] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(1), Sigmoid] [BinaryCrossEntropy] partial class Net;", "0.25^4 = 0.0039")]
    [InlineData("[Network(2)] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Dense(2), Sigmoid] [Head(\"a\")] [Dense(1)] [MeanSquaredError] [Head(\"b\")] [Dense(1)] [MeanSquaredError] partial class Net;", "0.25^4 = 0.0039")]
    [InlineData("class Base { public class Net; } [Network(2)] [Dense(3), Softmax] partial class Net : Base;", "Base.Net")]
    [InlineData("[Network(2)] [Dense(\"a\", \"b\", \"c\", \"d\", \"e\", Name = \"1x\")] partial class Net;", "CS")]
    [InlineData("[Network(2)] [Dense(3), Softmax] partial class Net { void INetwork<Net>.Predict(System.ReadOnlySpan<float> input, System.Span<float> output) { } }", "CMP0036")]
    [InlineData("[Network(2)] [Dense(3), Softmax] partial class Net { System.ReadOnlySpan<int> get_mine; }", "CS")]
    [InlineData("[Network(2)] [Dense(3), Softmax] partial class Net(ref int a);", "CMP")]
    [InlineData("[Network(2)] [Dense(3), Softmax] static partial class Net(int a);", "CMP")]
    [InlineData("unsafe class Base { protected Base(int* a) { } } [Network(2)] [Dense(3), Softmax] partial class Net : Base;", "which has no parameterless constructor")]
    [InlineData("enum A { X, Y } partial class Around { enum B { X, Y, Z } [Network(2)] [Dense(3), Softmax] [Classes<B>] protected partial class Net; }", "B")]
    [InlineData("[Network(2)] [Dense(1), Softmax] [MeanSquaredError] partial class Net;", "CMP0039")]
    [InlineData("[Network(8000)] [Budget(MaxScratchBytes = 1)] [Dense(8000)] [BeginResidual] [Dense(8000), Relu] [Dense(8000)] [EndResidual] [Dense(1)] partial class Net;", "CMP0088")]
    [InlineData("[Network(9000)] [Dense(9000), Relu] [Dense(9), Relu] [BeginResidual] [Dense(9)] [EndResidual] [Dense(1)] partial class Net;", "")]
    public void A_declaration_that_is_odd_has_its_message(string source, string expected)
    {
        var result = GeneratorHarness.Run("using Compiled; " + source);
        Assert.DoesNotContain(ProblemIds.InternalError, result.Ids);
        var said = string.Join('\n', result.Problems.Concat(result.CompilerMessages).Select(static problem => $"{problem.Id}: {problem.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.Contains(expected, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enum A { [System.Obsolete] X, Y } [Network(2)] [Dense(2), Softmax] [Classes<A>] partial class Net;")]
    [InlineData("public partial class Around { private enum A { X, Y } partial class Inner { [Network(2)] [Dense(2), Softmax] [Classes<A>] private partial class Net; } }")]
    public void A_declaration_that_only_looks_odd_is_accepted(string source)
    {
        var result = GeneratorHarness.Run("using Compiled; " + source);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors);
    }

    /// <summary>Of a chain that is too long, only the beginning is read; what is wrong there still has its remedy.</summary>
    [Fact]
    public void A_chain_that_is_too_long_may_have_another_mistake()
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] [Dense(2, Initializer = (Initializer)99)] {string.Concat(Enumerable.Repeat("[Tanh] ", Limits.MaxBlocks))}partial class Net;");
        Assert.Equal([ProblemIds.TooManyBlocks, ProblemIds.UnknownInitializer], result.Ids.Order());
        Assert.Equal("Remove Initializer", result.Problems.Single(static problem => problem.Id == ProblemIds.UnknownInitializer).Properties[RemedyKeys.Title]);
    }

    /// <summary>A class of the user's that takes the place of an attribute of ours, with other constructors.</summary>
    [Theory]
    [InlineData("public sealed class FeaturesAttribute : System.Attribute; ", "[Features]")]
    [InlineData("public sealed class FeaturesAttribute(string name) : System.Attribute { string Name => name; } ", "[Features(\"a\")]")]
    [InlineData("public sealed class Features : System.Attribute; ", "[Compiled.@Features]")]
    [InlineData("public sealed class BudgetAttribute(params int[] limits) : System.Attribute { int[] Limits => limits; } ", "[Budget(1, 2)]")]
    [InlineData("public sealed class BudgetAttribute(object MaxParameters) : System.Attribute { object Limit => MaxParameters; } ", "[Budget(null)] [Budget(\"a\")] [Budget(2.5)]")]
    public void An_attribute_that_is_not_ours_stops_nothing(string declared, string attribute)
    {
        var result = GeneratorHarness.Run("namespace Compiled { " + declared + " } namespace App { using Compiled; " + Dense + attribute + " partial class Net; }");
        Assert.DoesNotContain(ProblemIds.InternalError, result.Ids);
    }

    private const string Body = " : IActivationFunction { public TLanes Value<TLanes>(TLanes x) where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x; "
        + "public TLanes Derivative<TLanes>(TLanes x) where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x; }";

    [Theory]
    [InlineData("enum My { A }", "typeof(My)", "enum")]
    [InlineData("interface My;", "typeof(My)", "interface")]
    [InlineData("delegate void My();", "typeof(My)", "delegate")]
    [InlineData("class My;", "typeof(My)", "class")]
    [InlineData("", "typeof(int[])", "array")]
    [InlineData("", "typeof(int*)", "pointer")]
    [InlineData("", "typeof(delegate*<void>)", "pointer")]
    [InlineData("ref struct My" + Body, "typeof(My)", "ref struct")]
    [InlineData("struct My<T>" + Body, "typeof(My<>)", "My<>")]
    [InlineData("class Around<T> { public struct My" + Body + " }", "typeof(Around<int>.My)", "My")]
    [InlineData("class Around { private struct My" + Body + " [Network(2)] [Dense(3), Activation(typeof(My))] public partial class Inner; }", "typeof(int)", "My")]
    [InlineData("class Around { protected internal struct My" + Body + " }", "typeof(Around.My)", "")]
    [InlineData("file struct My" + Body, "typeof(My)", "My")]
    [InlineData("", "null", "")]
    public void A_type_that_cannot_be_an_activation_is_told_what_it_is(string declared, string type, string expected)
    {
        var result = GeneratorHarness.Run($"using Compiled; {declared} [Network(2)] [Dense(3), Activation({type})] unsafe partial class Net;");
        Assert.DoesNotContain(ProblemIds.InternalError, result.Ids);
        Assert.Contains(expected, string.Join('\n', result.Problems.Select(static problem => problem.GetMessage(CultureInfo.InvariantCulture))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partial record struct Around { ", "record struct")]
    [InlineData("partial record Around { ", "record")]
    [InlineData("partial struct Around { ", "struct")]
    [InlineData("partial interface Around { ", "interface")]
    [InlineData("partial class Around { ", "class")]
    public void A_network_may_be_in_a_type_of_any_kind(string around, string keyword)
    {
        var result = GeneratorHarness.Run("using Compiled; " + around + Dense + "public partial class Net; }");
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors);
        var alone = GeneratorHarness.Run("using Compiled; " + around.Replace("partial ", "", StringComparison.Ordinal) + Dense + "public partial class Net; }");
        Assert.Contains($"partial {keyword} Around", Assert.Single(alone.Problems).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Base { private Base() { } }", "which has no parameterless constructor")]
    [InlineData("class Base { private Base() { } protected Base(int one) { } }", "which has no parameterless constructor")]
    [InlineData("class Base { internal Base() { } }", "")]
    [InlineData("class Base { private protected Base() { } }", "")]
    [InlineData("class Base { protected internal Base(int one = 1, params string[] more) { } }", "")]
    public void A_base_class_must_have_a_constructor_that_can_be_called(string declared, string expected)
    {
        var result = GeneratorHarness.Run("using Compiled; " + declared + " " + Dense + "partial class Net : Base;");
        Assert.Contains(expected, string.Join('\n', result.Problems.Select(static problem => problem.GetMessage(CultureInfo.InvariantCulture))), StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, result.Problems.Any());
    }

    [Fact]
    public void A_network_in_a_base_with_a_private_constructor_may_call_it()
    {
        var result = GeneratorHarness.Run("using Compiled; partial class Base { private Base() { } " + Dense + "partial class Net : Base; }");
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors);
    }

    [Fact]
    public void Names_are_in_camel_case() => Assert.Equal(["maxParameters", "", "l2"], new[] { "MaxParameters", "", "L2" }.Select(CamelCase.Of));
}
