using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>Networks that are almost never meant get an information; networks that may be meant get none.</summary>
[Trait("Speed", "slow")]
public sealed class PracticeTests
{
    [Theory]
    [InlineData("CMP0122", "Relu", "[Dense(3), Relu, Relu] [Dense(1)]")]
    [InlineData("CMP0122", "Relu()", "[Dense(3), Relu] [Relu()] [Dense(1)]")]
    [InlineData("CMP0122", "Sigmoid", "[Dense(3), Relu, Sigmoid] [Dense(1)]")]
    [InlineData("CMP0122", "Relu", "[Dense(3), Relu, Dropout(0.5), Relu] [Dense(1)]")]
    [InlineData("CMP0122", "PRelu", "[Dense(3), Gelu, PRelu] [Dense(1)]")]
    [InlineData("CMP0122", "Tanh", "[Dense(3), PRelu, Tanh] [Dense(1)]")]
    [InlineData("CMP0122", "PRelu(Name = \"b\")", "[Dense(3), PRelu, PRelu(Name = \"b\")] [Dense(1)]")]
    [InlineData("CMP0122", "HardTanh", "[Dense(3), HardTanh, HardTanh] [Dense(1)]")]
    [InlineData("CMP0122", "Softmax", "[Dense(3), Relu, Softmax] [CrossEntropy]")]
    [InlineData("CMP0122", "Sigmoid", "[Dense(1), Relu, Sigmoid] [BinaryCrossEntropy]")]
    [InlineData("CMP0123", "Dense(1)", "[Dense(3)] [Dense(1)]")]
    [InlineData("CMP0123", "Dense(1)", "[Dense(3), Dropout(0.5), Dense(1)]")]
    [InlineData("CMP0123", "Dense(4)", "[Dense(3), Relu, Dense(4), Dense(4), Relu] [Dense(1)]")]
    [InlineData("CMP0124", "MeanSquaredError", "[Dense(3), Softmax] [MeanSquaredError]")]
    [InlineData("CMP0124", "SumSquaredError", "[Dense(3), LogSoftmax] [SumSquaredError]")]
    [InlineData("CMP0124", "Huber(2)", "[Dense(3), Softmax] [Huber(2)]")]
    [InlineData("CMP0124", "MeanAbsoluteError", "[Dense(3), Relu] [Head(\"a\")] [Dense(2), Softmax] [MeanAbsoluteError] [Head(\"b\")] [Dense(1)] [MeanSquaredError]")]
    [InlineData("CMP0124", "Hinge", "[Dense(1), Sigmoid] [Hinge]")]
    [InlineData("CMP0124", "Hinge", "[Dense(1), Relu] [Hinge]")]
    [InlineData("CMP0124", "Poisson", "[Dense(1), Softplus] [Poisson]")]
    [InlineData("CMP0125", "Dropout(0.2)", "[Dense(3), Relu, Dropout(0.5), Dropout(0.2)] [Dense(1)]")]
    [InlineData("CMP0125", "LayerNorm", "[Dense(3), LayerNorm, LayerNorm, Relu] [Dense(1)]")]
    [InlineData("CMP0125", "BatchNorm", "[Dense(3), BatchNorm, BatchNorm, Relu] [Dense(1)]")]
    public void Slips_get_an_information_at_the_attribute(string id, string at, string blocks)
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] {blocks} partial class Net;");
        var problem = Assert.Single(result.Problems, problem => problem.Id.StartsWith("CMP012", StringComparison.Ordinal));
        Assert.Equal(id, problem.Id);
        Assert.Equal(DiagnosticSeverity.Info, problem.Severity);
        Assert.Equal(at, problem.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(problem.Location.SourceSpan));
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("[Dense(3), Relu, HardTanh(0, 6)] [Dense(1)]")]
    [InlineData("[Dense(3), HardTanh(-1, 1), HardTanh(0, 1)] [Dense(1)]")]
    [InlineData("[Dense(2)] [Identity] [Dense(3), Relu] [Dense(1)]")]
    [InlineData("[Dense(2), Identity, Relu] [Dense(1)]")]
    [InlineData("[Dense(1), Sigmoid] [MeanSquaredError]")]
    [InlineData("[Dense(1), Relu] [MeanSquaredError]")]
    [InlineData("[Dense(1), Tanh] [Hinge]")]
    [InlineData("[Dense(1)] [Poisson]")]
    [InlineData("[Dense(3), Softmax] [KullbackLeibler]")]
    [InlineData("[Dense(3), Softmax]")]
    [InlineData("[Dense(3), LayerNorm] [Dense(1)]")]
    [InlineData("[Dense(3), BatchNorm] [Dense(1)]")]
    [InlineData("[Dense(3), BatchNorm, Dropout(0.5), Relu] [Dense(1)]")]
    [InlineData("[Dense(2), Dropout(0.5), Softmax] [CrossEntropy]")]
    [InlineData("[Dense(2)] [BeginResidual] [Dense(2), Relu] [EndResidual] [Dense(1)]")]
    [InlineData("[Dense(3), Relu] [BeginResidual] [Relu, Dense(3)] [EndResidual] [Relu, Dense(1)]")]
    [InlineData("[Dense(2)] [Head(\"a\")] [Dense(1)] [MeanSquaredError]")]
    [InlineData("[Dense(3), Relu, Dropout(0.5), Dropout(0)] [Dense(1)]")]
    [InlineData("[Dropout(0.1), GaussianNoise(0.1)] [Dense(2), Relu, Dropout(0), Dropout(0.5)] [Dense(1)]")]
    public void What_may_be_meant_gets_none(string blocks) => Assert.Empty(GeneratorHarness.Run($"using Compiled; [Network(2)] {blocks} partial class Net;").Problems);

    [Fact]
    public void An_error_comes_alone() =>
        Assert.Equal(["CMP0023"], GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(3)] [Dense(0), Relu, Relu] partial class Net;").Ids);

    [Fact]
    public void An_information_is_suppressed_by_a_pragma_and_by_the_project_and_fails_no_build()
    {
        const string Source = "using Compiled;\n[Network(2)]\n[Dense(3)]\n#pragma warning disable CMP0123 // a low rank is meant\n[Dense(4), Relu, Relu]\n#pragma warning restore CMP0123\n[Dense(1)]\npartial class Net;";
        Assert.Equal(["CMP0122"], GeneratorHarness.Run(Source).Ids);

        // Warnings as errors leave an information what it is; .editorconfig sets the same options.
        var compilation = GeneratorHarness.Compile(Source);
        var options = compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(GeneratorHarness.Run(compilation.WithOptions(options)).Problems).Severity);
        options = options.WithSpecificDiagnosticOptions([new("CMP0122", ReportDiagnostic.Suppress)]);
        Assert.Empty(GeneratorHarness.Run(compilation.WithOptions(options)).Problems);
    }
}
