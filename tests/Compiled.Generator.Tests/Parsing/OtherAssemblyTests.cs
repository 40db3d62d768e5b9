using System.Collections.Immutable;
using System.Globalization;
using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Parsing;

/// <summary>What a declaration names may stand in another assembly, of which only a part is in sight.</summary>
[Trait("Speed", "slow")]
public sealed class OtherAssemblyTests
{
    private const string Activation = " : Compiled.IActivationFunction { public TLanes Value<TLanes>(TLanes x) where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x; "
        + "public TLanes Derivative<TLanes>(TLanes x) where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x; }";

    private const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Consumer\")] ";

    [Theory]
    [InlineData("public class Base { internal Base() { } }", "which has no parameterless constructor")]
    [InlineData(Friend + "public class Base { internal Base() { } }", "")]
    [InlineData("public class Base { protected Base() { } }", "")]
    public void A_constructor_of_the_base_class_must_be_in_sight(string library, string expected) =>
        Assert.Contains(expected, Messages(library, "using Compiled; [Network(2)] [Dense(3), Softmax] partial class Net : Base;", expected.Length == 0), StringComparison.Ordinal);

    /// <summary>C# does not show the interfaces of a type that is out of sight.</summary>
    [Theory]
    [InlineData("internal struct My", "CMP0070: [Activation] needs a struct that implements")]
    [InlineData(Friend + "internal struct My", "")]
    [InlineData("public struct My", "")]
    public void An_activation_must_be_in_sight(string library, string expected)
    {
        var said = Messages(library + Activation, "using Compiled; [Network(2)] [Dense(3), Activation(typeof(My))] partial class Net;", isRight: false);
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, said.Contains("CMP0070", StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_of_another_assembly_does_not_say_its_length()
    {
        const string Library = "public static class Rows { public static readonly float[] Three = new float[3]; public static float[] Five => new float[5]; }";
        const string Source = "using Compiled; [Network(4)] [Dense(3), Softmax] partial class Net; class A { int M(Net net) => net.Classify(Rows.Three) + net.Classify(Rows.Five); }";
        Assert.Equal("", Messages(Library, Source, isRight: true));
    }

    /// <summary>Nobody but a damaged assembly has one.</summary>
    [Fact]
    public void An_attribute_without_a_class_is_none_of_ours()
    {
        var attribute = new Nameless();
        Assert.Null(KnownSymbols.AttributeKind(attribute));
        Assert.Equal("", KnownSymbols.NameOf(attribute));
    }

    [Fact]
    public void A_problem_of_a_class_without_attributes_is_at_its_name()
    {
        var type = GeneratorHarness.Compile("class Net;").GetTypeByMetadataName("Net")!;
        var place = new SourceMap(type).Locate(new Problem(ProblemIds.InternalError, new([]), Problem.AtType), TestContext.Current.CancellationToken);
        Assert.Equal(type.Locations[0], place);
    }

    private static string Messages(string library, string source, bool isRight)
    {
        var image = new MemoryStream();
        Assert.True(GeneratorHarness.Compile(library).WithAssemblyName("Library").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        var result = GeneratorHarness.Run(GeneratorHarness.Compile(source).AddReferences(MetadataReference.CreateFromStream(image)));
        if (isRight)
            Assert.Empty(result.CompilerErrors);
        return string.Join('\n', result.Problems.Select(static problem => $"{problem.Id}: {problem.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    private sealed class Nameless : AttributeData
    {
        protected override INamedTypeSymbol? CommonAttributeClass => null;

        protected override IMethodSymbol? CommonAttributeConstructor => null;

        protected override SyntaxReference? CommonApplicationSyntaxReference => null;

        protected override ImmutableArray<TypedConstant> CommonConstructorArguments => [];

        protected override ImmutableArray<KeyValuePair<string, TypedConstant>> CommonNamedArguments => [];
    }
}
