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

    /// <summary>No name is too long by itself, but the last brings all of them over the limit of the files.</summary>
    [Fact]
    public void All_names_together_have_a_limit()
    {
        var names = Enumerable.Range(0, (NameList.MostInAll / NameList.MostCharacters) + 1).Select(index => $"\"{new string('n', NameList.MostCharacters - 4)}{index:0000}\"");
        var source = $"using Compiled; [Network(513)] [Features({string.Join(", ", names)})] [Dense(1)] public partial class Net;";
        Assert.Equal(
            "The name of feature 512 of the network 'Net' brings all names together to more than 2,097,152 characters, the limit of the file formats: "
            + "give each feature the name that its column has in the data",
            Assert.Single(GeneratorHarness.Run(source, HarnessOptions.Quick).Problems).GetMessage());
    }
}
