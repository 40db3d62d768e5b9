using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Generation;

/// <summary>Names of features take no name from the user's class.</summary>
public sealed class FeatureNamesTests
{
    [Theory]
    [InlineData("public System.Collections.Generic.IReadOnlyList<string> FeatureNames => new[] { \"mine\" };")]
    [InlineData("public string ClassNames = \"mine\";")]
    [InlineData("public static int Features; public class FeaturesAttribute { }")]
    public void Members_of_these_names_compile(string member)
    {
        var result = GeneratorHarness.Run($$"""
            [Compiled.Network(2), Compiled.Features("class", @"a""b\c"), Compiled.Dense(1), Compiled.Sigmoid, Compiled.BinaryCrossEntropy]
            public partial class Net { {{member}} }
            """);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors);
        Assert.Contains("Features = new string[] { \"class\", \"a\\\"b\\\\c\" }", string.Concat(result.Sources.Values));
    }
}
