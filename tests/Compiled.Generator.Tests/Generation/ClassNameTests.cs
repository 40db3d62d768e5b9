extern alias runtime;

using Compiled.Generator.Emission;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Generation;

/// <summary>Networks that are named like something of Compiled's.</summary>
[Trait("Speed", "slow")]
public sealed class ClassNameTests
{
    private static readonly System.Reflection.Assembly Runtime = typeof(runtime::Compiled.NetworkAttribute).Assembly;

    [Fact]
    public void A_class_named_like_the_beginning_of_a_type_of_Compileds_compiles()
    {
        // With residuals, a norm and derivatives, so that the emitted code names as much of Compiled as it can.
        string[] names = ["Dense", "Training", "Activation", "Parameter", "Statistics", "BatchStatistics", "Transposed", "Fold", "Stack"];
        var source = string.Concat(names.Select(static name => $"""
            [Network(6)] [Standardize] [Dense(40, Name = "first"), Relu] [BatchNorm(Name = "norm")] [BeginResidual] [Dense(40, Name = "second"), Tanh] [EndResidual] [Dense(3, Name = "third"), Softmax] [CrossEntropy] [Differentiable]
            public sealed partial class {name};

            """));
        var result = GeneratorHarness.Run("using Compiled;\n" + source);
        Assert.Empty(result.Problems);
        Assert.Equal(names.Length, result.Sources.Count);
        Assert.Empty(result.CompilerMessages);
    }

    [Fact]
    public void Every_type_that_a_networks_own_could_hide_is_known()
    {
        var hideable = Runtime.GetTypes()
            .Where(static type => !type.IsNested && NetworkEmitter.Endings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal) && type.Name != ending))
            .Select(static type => type.Name);
        Assert.Equal(hideable.Order(StringComparer.Ordinal), NetworkEmitter.Hideable);
    }

    [Theory]
    [InlineData("DenseAttribute")]
    [InlineData("ReluAttribute")]
    [InlineData("SoftmaxAttribute")]
    [InlineData("CrossEntropyAttribute")]
    [InlineData("ClassesAttribute")]
    public void A_class_named_like_an_attribute_compiles_where_its_attributes_are_named_in_full(string name)
    {
        var result = GeneratorHarness.Run($$"""
            public enum Kind { A, B }

            [Compiled.Network(2)] [Compiled.Dense(3), Compiled.Relu, Compiled.Dense(2), Compiled.Softmax] [Compiled.CrossEntropy] [Compiled.Classes<Kind>]
            public sealed partial class {{name}};
            """);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
    }

    /// <summary>[Dense] then means the class itself, which is no attribute: C# says so, and nothing else is wrong.</summary>
    [Theory]
    [InlineData("DenseAttribute", "[Dense(2)]")]
    [InlineData("ReluAttribute", "[Dense(2), Relu, Dense(2), Softmax] [CrossEntropy]")]
    [InlineData("CrossEntropyAttribute", "[Dense(2), Softmax] [CrossEntropy]")]
    public void A_class_named_like_an_attribute_of_its_own_gives_CSharps_message_only(string name, string blocks)
    {
        var result = GeneratorHarness.Run($"using Compiled;\n[Network(2)] {blocks} public sealed partial class {name};\nclass User {{ void Use({name} net) => net.Predict([1, 2], new float[2]); }}");
        Assert.Empty(result.Ids);
        Assert.All(result.CompilerErrors, static error => Assert.Equal("CS0616", error.Id));
        Assert.NotEmpty(result.CompilerErrors);
    }

    [Theory]
    [InlineData("[Network(2)] [Dens(3)] partial class Net;")]
    [InlineData("[Network(2)] [Dens(3), Relu] partial class Net;")]
    [InlineData("[Network(2)] [Dens(3), Softmax] [CrossEntropy] partial class Net;")]
    [InlineData("[Network(2)] [Dense(3), Softmx] [CrossEntropi] partial class Net;")]
    [InlineData("[Network] partial class Net;")]
    public void What_CSharp_rejects_never_fails_the_generator(string declaration) =>
        Assert.DoesNotContain("CMP0099", GeneratorHarness.Run("using Compiled;\n" + declaration).Ids);
}
