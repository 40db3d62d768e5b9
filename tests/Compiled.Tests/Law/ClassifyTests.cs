using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Law;

/// <summary>The most likely class.</summary>
public sealed class ClassifyTests
{
    [Fact]
    public void The_largest_probability_is_the_class()
    {
        var network = new SeventeenClasses(seed: 1);
        var data = new TestData(2);
        var seen = new HashSet<int>();
        for (var row = 0; row < 300; row++)
        {
            var input = data.Uniforms(SeventeenClasses.InputSize, 3);
            var probabilities = new float[SeventeenClasses.OutputSize];
            network.Predict(input, probabilities);
            var expected = Array.IndexOf(probabilities, probabilities.Max());
            Assert.Equal(expected, network.Classify(input));
            seen.Add(expected);
        }

        Assert.True(seen.Count > 5, "The rows hardly differ: they show nothing.");
    }

    [Fact]
    public void A_tie_goes_to_the_lowest_index()
    {
        var network = new SeventeenClasses();
        network.CopyParametersFrom(new float[SeventeenClasses.ParameterCount]);
        Assert.Equal(0, network.Classify(new float[6]));

        foreach (var (first, second) in new[] { (1, 2), (3, 16), (15, 16), (7, 8), (0, 16) })
        {
            network.CopyParametersFrom(new float[SeventeenClasses.ParameterCount]);
            network.Dense1.Biases[first] = 2;
            network.Dense1.Biases[second] = 2;
            Assert.Equal(first, network.Classify(new float[6]));
        }
    }

    [Fact]
    public void Every_class_can_win()
    {
        for (var winner = 0; winner < SeventeenClasses.OutputSize; winner++)
        {
            var network = new SeventeenClasses();
            network.CopyParametersFrom(new float[SeventeenClasses.ParameterCount]);
            network.Dense1.Biases[winner] = 1;
            Assert.Equal(winner, network.Classify(new float[6]));
        }
    }

    [Theory]
    [InlineData(0, Species.Setosa)]
    [InlineData(1, Species.Versicolor)]
    [InlineData(2, Species.Virginica)]
    public void Declared_classes_are_returned_by_name_whatever_their_order_in_the_enum(int output, Species expected)
    {
        var network = new IrisNet();
        network.CopyParametersFrom(new float[IrisNet.ParameterCount]);
        network.Dense1.Biases[output] = 1;
        Species actual = network.Classify(new float[4]);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_topology_carries_the_names_of_the_classes() =>
        Assert.Equal(["Setosa", "Versicolor", "Virginica"], IrisNet.Topology.Classes);

    [Fact]
    public void A_wrong_row_is_named_with_both_sizes()
    {
        var exception = Assert.Throws<ArgumentException>(() => new SeventeenClasses().Classify(new float[5]));
        Assert.Contains("5", exception.Message, StringComparison.Ordinal);
        Assert.Contains("6", exception.Message, StringComparison.Ordinal);
    }
}
