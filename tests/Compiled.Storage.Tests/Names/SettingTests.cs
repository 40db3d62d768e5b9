namespace Compiled.Tests.Names;

/// <summary>Names that the program gives, and what Classify makes of one output.</summary>
public sealed class SettingTests
{
    [Fact]
    public void The_program_may_name_what_the_class_does_not()
    {
        var network = new LearningBinaryNet(1);
        network.FeatureNames = NamedData.Features;
        network.ClassNames = ["no", "yes"];
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Equal(["no", "yes"], network.ClassNames);
        network.FeatureNames = [];
        Assert.Empty(network.FeatureNames);
    }

    [Theory]
    [InlineData("There are 2 names, but LearningNet has 3 inputs", "a", "b")]
    [InlineData("feature 0 and 2", "a", "b", "a")]
    [InlineData("feature 1 is empty", "a", "", "c")]
    [InlineData("feature 2 is null", "a", "b", null)]
    public void Names_that_cannot_be_are_refused(string words, params string?[] names)
    {
        var network = new LearningNet(1);
        var message = Assert.Throws<ArgumentException>(() => network.FeatureNames = names!).Message;
        Assert.Contains(words.Replace("feature 0 and 2", "features 0 and 2", StringComparison.Ordinal), message);
        Assert.Empty(network.FeatureNames);
    }

    [Fact]
    public void Names_are_bounded()
    {
        var network = new LearningNet(1);
        network.FeatureNames = ["a", "b", new string('x', 4_096)];
        Assert.Contains("4097 characters", Assert.Throws<ArgumentException>(() => network.FeatureNames = ["a", "b", new string('x', 4_097)]).Message);
        // No attribute could hold this one: metadata is UTF-8.
        Assert.Contains("half of a surrogate pair", Assert.Throws<ArgumentException>(() => network.FeatureNames = ["a", "b", "\ud800"]).Message);
        Assert.Throws<ArgumentNullException>(() => network.ClassNames = null!);
        Assert.Contains("has 2 classes", Assert.Throws<ArgumentException>(() => network.ClassNames = ["a"]).Message);
    }

    [Fact]
    public void What_the_class_declares_cannot_be_contradicted()
    {
        var network = new DeclaringNet(1);
        network.FeatureNames = NamedData.Features;
        Assert.Contains("with [Features]", Assert.Throws<ArgumentException>(() => network.FeatureNames = ["debt", "age", "income, net"]).Message);
        Assert.Contains("with [Classes]", Assert.Throws<ArgumentException>(() => network.ClassNames = []).Message);
    }

    [Fact]
    public void A_frozen_network_keeps_its_names()
    {
        var network = new LearningNet(1);
        network.Freeze();
        Assert.Throws<InvalidOperationException>(() => network.FeatureNames = NamedData.Features);
        Assert.Throws<InvalidOperationException>(() => network.ClassNames = NamedData.Classes);
        var copy = network.Clone();
        copy.FeatureNames = NamedData.Features;
        Assert.Empty(network.FeatureNames);
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(-1f, 0)]
    [InlineData(1f, 1)]
    [InlineData(float.NaN, 0)]
    public void One_output_above_one_half_is_class_1(float input, int expected)
    {
        var (predicting, learning) = (new PredictingBinaryNet(), new LearningBinaryNet());
        predicting.CopyParametersFrom([1, 0]);
        learning.CopyParametersFrom([1, 0, 0, 0]);
        Assert.Equal((Risk)expected, predicting.Classify([input]));
        Assert.Equal((Risk)expected, predicting.Classify([input], new float[PredictingBinaryNet.ScratchSize]));
        Assert.Equal(expected, learning.Classify([input, 0, 0]));
        Assert.Equal(expected, learning.Classify([input, 0, 0], new float[LearningBinaryNet.ScratchSize]));
        Assert.True(PredictingBinaryNet.Topology.IsBinaryClassifier);
    }
}
