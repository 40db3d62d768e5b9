using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>A class that cannot be a network gives one message, and not a second one for each use of the members that it would have had.</summary>
public sealed class OneMessageTests
{
    private const string Network = "[Network(2)] [Dense(3), Softmax] [CrossEntropy] ";

    private const string Uses =
        """

        public static class Uses
        {
            public static float[] Run(Net net, float[] input)
            {
                var output = new float[Net.OutputSize];
                net.Predict(input, output);
                net.CreateTrainer(new Adam()).Step(input, output);
                net.CopyParametersTo(new float[Net.ParameterCount]);
                return [net.Classify(input), net.Dense0.Biases[0], Net.InputSize];
            }
        }
        """;

    [Theory]
    [InlineData("CMP0004", "public abstract partial class Net;")]
    [InlineData("CMP0121", "public partial class Net { public Net() { } } class A { Net B() => new Net(); }")]
    [InlineData("CMP0121", "public partial class Net { private Net() { } } class A { Net B() => new Net(1); }")]
    [InlineData("CMP0121", "public partial class Net { public Net() : this(7) { } } class A { Net B() => new(); Net C() => new(seed: 2); }")]
    [InlineData("CMP0121", "public partial class Net { public Net(long seed) : this() { } } class A { Net B() => new Net(); Net C() => new(3); }")]
    [InlineData("CMP0121", "public partial class Net { public Net(long seed) { } }")]
    [InlineData("CMP0013", "public partial class Net { public Net(string name) { } } class A { Net B() => new Net(\"a\"); Net C() => new Net(3); }")]
    [InlineData("CMP0010", "public partial class Net(int size) { public int Size => size; } class A { Net B() => new Net(3); }")]
    [InlineData("CMP0010", "public partial class Net(string name, System.Collections.Generic.List<int>? list) { public string Name => name + list; } class A { Net B() => new Net(\"a\", null); }")]
    [InlineData("CMP0010", "public partial class Net(); class A { Net B() => new Net(); }")]
    [InlineData("CMP0011", "public class Base { public Base(string name) => _ = name; } public partial class Net : Base;")]
    [InlineData("CMP0011", "public class Base { protected Base(int a, in long b) => _ = a + b; } public partial class Net : Base { public Net(string a) : this() => _ = a; } class A { Net B() => new Net(3); }")]
    [InlineData("CMP0012", "public partial class Net { public required string Author { get; set; } } class A { Net B() => new Net(3); Net C() => new Net() { Author = \"a\" }; }")]
    [InlineData("CMP0036", "public partial class Net { public string Topology => \"2-1\"; } class A { Net B() => new Net(3); string C() => B().Topology; }")]
    [InlineData("CMP0036", "public partial class Net { public void Freeze() { } public void Clone(int a) { } } class A { Net B() => new Net(3); void C() => B().Freeze(); }")]
    [InlineData("CMP0036", "public partial class Net { public int _parameters; } class A { Net B() => new Net(3); }")]
    [InlineData("CMP0036", "public partial class Net { public static Net Load(string path, LoadOptions? options) => null!; } class A { Net B() => Net.Load(\"a\", null); }")]
    [InlineData("CMP0023", "[Dense(0)] public partial class Net;")]
    [Trait("Speed", "slow")]
    public void Says_what_is_wrong_with_the_class_and_no_more(string id, string declaration)
    {
        // The class's own attributes stand right before it.
        var place = declaration.IndexOf("public partial class Net", StringComparison.Ordinal) is >= 0 and var partial ? partial : declaration.IndexOf("public abstract", StringComparison.Ordinal);
        if (id == "CMP0023")
            place = 0;
        var attributes = id switch { "CMP0023" => "[Network(2)] [Dense(3), Relu] ", _ => Network };
        var ending = id switch { "CMP0023" => "[Dense(3), Softmax] [CrossEntropy] ", _ => "" };
        var source = declaration.Insert(place, attributes);
        if (ending.Length > 0)
            source = source.Insert(source.IndexOf("public partial", StringComparison.Ordinal), ending);
        var result = GeneratorHarness.Run("using Compiled;\n" + source + Uses);
        Assert.Equal([id], result.Ids.Distinct());
        Assert.Single(result.Problems);
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("CMP0033", "[Network(2)] [Classes<Side>] [Dense(2)] [CrossEntropy]")]
    [InlineData("CMP0033", "[Network(2)] [Classes<Side>] [Dense(2), Relu] [CrossEntropy]")]
    [InlineData("CMP0032", "[Network(2)] [Classes<Side>] [Dense(2), Softmax, Relu]")]
    [Trait("Speed", "slow")]
    public void An_end_that_is_wrong_is_one_mistake(string id, string attributes)
    {
        var result = GeneratorHarness.Run("using Compiled; public enum Side { Left, Right } " + attributes + " public partial class Net;");
        Assert.Equal(id, Assert.Single(result.Problems).Id);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_chain_that_is_too_long_is_one_mistake()
    {
        // What closes the residual and what follows is not read any more.
        var blocks = string.Concat(Enumerable.Repeat("[Dense(2), Relu] ", Limits.MaxBlocks));
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] [BeginResidual] {blocks}[EndResidual] [Dense(2), Softmax] [CrossEntropy] public partial class Net;", HarnessOptions.Quick);
        Assert.Equal(["CMP0024"], result.Ids);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void An_own_constructor_is_named_with_its_remedy()
    {
        var result = GeneratorHarness.Run("using Compiled; " + Network + "partial class Net { public Net() { } }");
        Assert.Equal(
            "The constructor Net() of the network 'Net' is generated: remove this one, or give it other parameters and begin it with ': this(seed)'",
            Assert.Single(result.Problems).GetMessage());
    }

    [Theory]
    [InlineData("[Head(\"a\"), Dense(1)] [Head(\"a\"), Dense(1)] [MeanSquaredError]", "CMP0084", "CMP0086")]
    [InlineData("[Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"a\"), Dense(1)]", "CMP0084", "CMP0086")]
    [InlineData("[Head(\"a\"), Dense(1)] [Head(\"a\"), Dense(1)]", "CMP0084", "CMP0084", "CMP0086")]
    [InlineData("[Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"b\"), Dense(1)]", "CMP0084", "CMP0086")]
    [InlineData("[Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"a\"), Dense(1)] [MeanSquaredError]", "CMP0086")]
    [InlineData("[Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"b\"), Dense(1)]", "CMP0084")]
    [Trait("Speed", "slow")]
    public void Each_mistake_of_a_head_has_its_message(string heads, params string[] ids)
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] [Dense(4), Relu] {heads} public partial class Net;");
        Assert.Equal(ids, result.Problems.Select(static problem => problem.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_head_is_called_as_it_is_written_though_another_has_its_name()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(4)] [Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"a\"), Dense(1)] public partial class Net;");
        Assert.Equal("The head 'A' has no loss: end it with one, such as [MeanSquaredError], as you would end a network", result.Problems.Single(static problem => problem.Id == "CMP0084").GetMessage());
    }

    /// <summary>Without analyzers the generator itself says what is wrong, in the order of the declaration.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void Without_analyzers_each_mistake_has_its_message_too()
    {
        var options = HarnessOptions.WithProperties(("RunAnalyzers", "false"));
        var result = GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(4)] [Head(\"a\"), Dense(1)] [Head(\"a\"), Dense(1)] [MeanSquaredError] public partial class Net;", options);
        var errors = result.Sources.Values.SelectMany(static text => text.Split('\n')).Where(static line => line.StartsWith("#error ", StringComparison.Ordinal));
        Assert.Equal(["#error CMP0084", "#error CMP0086"], errors.Select(static line => line[..14]));
    }
}
