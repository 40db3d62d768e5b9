using Compiled.Generator.Emission;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>Bodies depend on nothing but what a nameless network says: written for it, and named, they are those of the network itself.</summary>
public sealed class NamelessTests
{
    /// <summary>Names everywhere, and whatever else bodies do without.</summary>
    private const string Blocks = """
        [Network(6)] [L1(0.1f)] [L2(0.2f)] [Features("a", "b", "c", "d", "e", "f")] [Standardize]
        [Dense(40, Initializer = Initializer.HeNormal, Name = "first", L2 = 0.3f), Relu] [BatchNorm(Name = "norm", Momentum = 0.2f)]
        [BeginResidual] [Dense(40, Initializer = Initializer.Constant, InitializerConstant = 0.1f, Name = "second"), PRelu(Name = "slope")] [EndResidual]
        [Head("policy")] [Dense(3, Name = "third"), Softmax] [CrossEntropy]
        [Head("value", Weight = 2)] [Dense(1, Name = "fourth"), StandardizeTargets] [MeanSquaredError]
        [Differentiable] [Budget(MaxParameters = 100000)]
        """;

    public static TheoryData<string, string> Networks => new()
    {
        { "Net", Blocks },
        // Types of these would hide ones of Compiled's.
        { "Stack", Blocks },
        { "Training", Blocks },
        { "Dense", Blocks },
        // Shapes of these would hide ones of Compiled's, or be named like another's.
        { "Net", Blocks.Replace("\"first\"", "\"iDense\"") },
        { "Net", Blocks.Replace("\"second\"", "\"firstFolded\"") },
        { "Shared", "[Network(8)] " + string.Concat(new[] { "one", "two", "three", "four", "five" }.Select(static name => $"[Dense(8, Name = \"{name}\"), Tanh]")) },
        { "Yes", "[Network(3)] [Dense(1, Name = \"only\"), Sigmoid] [BinaryCrossEntropy]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Named_bodies_are_those_of_the_network(string name, string blocks) => AssertSame(Read(name, blocks));

    [Fact]
    public void Those_of_every_shape_are()
    {
        foreach (var shape in (Declared[])[.. Shapes.Measured, .. Shapes.Common, .. Shapes.SampleSteps, .. Shapes.Wide])
            AssertSame(shape.Spec);
    }

    [Theory]
    [InlineData("Net", "Other")]
    [InlineData("\"second\"", "\"hidden\"")]
    [InlineData("\"norm\"", "\"normed\"")]
    [InlineData("\"policy\"", "\"actor\"")]
    [InlineData("\"a\", \"b\"", "\"x\", \"y\"")]
    [InlineData("Initializer.HeNormal", "Initializer.HeUniform")]
    [InlineData("InitializerConstant = 0.1f", "InitializerConstant = 0.3f")]
    [InlineData("[L1(0.1f)]", "")]
    [InlineData("[L2(0.2f)]", "[L2(0.4f)]")]
    [InlineData(", L2 = 0.3f", "")]
    [InlineData("100000", "200000")]
    public void Networks_that_differ_in_what_bodies_do_without_are_one(string from, string to)
    {
        const string Class = "Net";
        Assert.Contains(from, Class + Blocks);
        var (one, other) = (Read(Class, Blocks), from == Class ? Read(to, Blocks) : Read(Class, Blocks.Replace(from, to)));
        Assert.NotEqual(one, other);
        Assert.Equal(Nameless.Of(one), Nameless.Of(other));
    }

    [Theory]
    [InlineData("Dense(40", "Dense(41")]
    [InlineData("Relu]", "Tanh]")]
    [InlineData("Weight = 2", "Weight = 3")]
    [InlineData("[Differentiable]", "")]
    [InlineData("[MeanSquaredError]", "[Huber]")]
    public void Networks_that_differ_in_what_bodies_do_are_two(string from, string to) =>
        Assert.NotEqual(Nameless.Of(Read("Net", Blocks)), Nameless.Of(Read("Net", Blocks.Replace(from, to))));

    /// <summary>A rename in such a network writes its bodies again: what their types may be called depends on the names.</summary>
    [Theory]
    [InlineData("\"second\"", "\"firstFolded\"")]
    [InlineData("\"first\"", "\"iActivatedDense\"")]
    public void Names_that_types_could_clash_with_stay(string from, string to)
    {
        var dense = Nameless.Of(Read("Net", Blocks.Replace(from, to))).DenseBlocks.Select(static block => block.Name);
        Assert.Contains(to.Trim('"')[1..], dense.Select(static name => name[1..]));
    }

    private static void AssertSame(NetworkSpec spec)
    {
        var bodies = PartWriters.Standard.Bodies(Nameless.Of(spec));
        var named = Nameless.Name(bodies, Nameless.NamesOf(spec));
        Assert.Equal(PartWriters.Standard.Bodies(spec), named);
        Assert.Contains(spec.Type.Name, named);
        Assert.DoesNotContain(named, static character => char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.PrivateUse);
        Assert.Equal(NetworkPipeline.Emit(spec), NetworkEmitter.Join(PartWriters.Standard.Signatures(spec), PartWriters.Standard.Layout(spec), named));
    }

    private static NetworkSpec Read(string name, string blocks)
    {
        var network = GeneratorHarness.Compile($"using Compiled; {blocks} partial class {name};").GetTypeByMetadataName(name)!;
        var read = NetworkPipeline.Read(network, new SourceMap(network), TestContext.Current.CancellationToken);
        Assert.True(read.IsUsable, string.Join("; ", read.Errors));
        return read.Spec!;
    }
}
