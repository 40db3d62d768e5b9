using System.Globalization;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Weights;

/// <summary>The names of features and classes in .weights files, against those that the class declares.</summary>
[Trait("Speed", "slow")]
public sealed class WeightsNamesTests
{
    private static readonly string Named = With("features: left, right");

    [Fact]
    public void Pretrained_takes_the_names_of_the_file_where_the_class_declares_none()
    {
        var result = GeneratorHarness.Run(WeightsSample.Source, WeightsSample.Project(("/p/xor.weights", With("features: le\\,ft, \"right\"\nclasses: no, yes"))));
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
        Assert.Contains("new string[] { \"le,ft\", \"\\\"right\\\"\" }, new string[] { \"no\", \"yes\" }", result.Sources["App.Xor.g.cs"]);
        Assert.DoesNotContain("new string[]", GeneratorHarness.Run(WeightsSample.Source, WeightsSample.Project(("/p/xor.weights", WeightsSample.Text))).Sources["App.Xor.g.cs"]);
    }

    [Fact]
    public void Names_that_the_class_declares_too_are_not_emitted_again()
    {
        var result = GeneratorHarness.Run(Declaring("\"left\", \"right\""), WeightsSample.Project(("/p/xor.weights", Named)));
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
        Assert.Contains("{ Features = new string[] { \"left\", \"right\" } }", result.Sources["App.Xor.g.cs"]);
        Assert.DoesNotContain("PretrainedData, new string[]", result.Sources["App.Xor.g.cs"]);
        Assert.Empty(GeneratorHarness.Run(Declaring("\"left\", \"right\""), WeightsSample.Project(("/p/xor.weights", WeightsSample.Text))).Problems);
    }

    [Fact]
    public void Pretrained_takes_the_encoder_of_the_file()
    {
        const string Encoder = "{\"columns\":[{\"name\":\"left\"},{\"name\":\"right\"}]}";
        var result = GeneratorHarness.Run(WeightsSample.Source, WeightsSample.Project(("/p/xor.weights", With($"features: left, right\nencoder: crc32 8557850f {Encoder}"))));
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
        Assert.Contains("new string[] {  }, \"{\\\"columns\\\":[{\\\"name\\\":\\\"left\\\"}", result.Sources["App.Xor.g.cs"]);
        var damaged = Assert.Single(GeneratorHarness.Run(WeightsSample.Source, WeightsSample.Project(("/p/xor.weights", With($"encoder: crc32 00000000 {Encoder}")))).Problems);
        Assert.Equal("CMP0096", damaged.Id);
        Assert.Contains("does not match its checksum", damaged.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("CMP0097", "The features are left, right in the file and right, left in the network", "features: left, right")]
    [InlineData("CMP0097", "The file names 1 feature, but the network has 2", "features: left")]
    [InlineData("CMP0097", "The file names 3 classes, but the network has 2", "classes: a, b, c")]
    [InlineData("CMP0096", "are both named 'left'", "features: left, left")]
    public void Names_that_contradict_the_class_are_problems(string id, string words, string lines)
    {
        var problem = Assert.Single(GeneratorHarness.Run(Declaring("\"right\", \"left\""), WeightsSample.Project(("/p/xor.weights", With(lines)))).Problems);
        Assert.Equal(id, problem.Id);
        Assert.Contains(words, problem.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string Declaring(string features) => WeightsSample.Source.Replace("[Dense(2)", $"[Features({features})]\n[Dense(2)", StringComparison.Ordinal);

    private static string With(string lines) => WeightsSample.Text.Replace("tensor: 0.weight", lines + "\ntensor: 0.weight", StringComparison.Ordinal);
}
