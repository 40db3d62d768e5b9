namespace Compiled.Dynamic.Tests;

/// <summary>What few programs ask of a declaration.</summary>
public sealed class DeclarationEdgeTests
{
    private static NetworkDeclaration Net(string blocks) => NetworkDeclaration.Parse("[Network(inputs: 2)] " + blocks);

    [Theory]
    [InlineData("[Dense(3), Softmax]", 3, true)]
    [InlineData("[Dense(3), Softmax]", 2, false)]
    [InlineData("[Dense(1), Sigmoid]", 2, true)]
    [InlineData("[Dense(1), Sigmoid]", 3, false)]
    [InlineData("[Dense(2), Sigmoid]", 2, false)]
    [InlineData("[Dense(1), Tanh]", 2, false)]
    [InlineData("[Dense(1), Sigmoid] [BinaryCrossEntropy]", 2, true)]
    [InlineData("[Dense(1), Sigmoid] [MeanSquaredError]", 2, false)]
    public void Labels_are_taken_by_outputs_that_are_probabilities_of_them(string blocks, int labels, bool areTaken) => Assert.Equal(areTaken, Net(blocks).TakesClasses(labels));

    /// <summary>The compiler says what is wrong with the declaration, and not that the labels do not fit.</summary>
    [Fact]
    public void A_declaration_that_is_wrong_takes_any_labels() => Assert.True(Net("[Dense(0), Softmax]").TakesClasses(9));

    /// <summary>A network whose outputs are trained as scores may have labels in its file.</summary>
    [Fact]
    public void Labels_that_the_outputs_do_not_take_are_left_out()
    {
        TopologyBlock[] blocks = [new("Dense", "Dense0", 2, 3, 9, true)];
        Assert.Empty(NetworkDeclaration.Of(new Topology("Net", 2, blocks, classes: ["a", "b", "c"])).Classes);
    }

    [Fact]
    public void Labels_that_are_no_list_of_names_are_named()
    {
        Assert.Contains("There is 1 label: a classifier needs at least two classes.", Refused("a"), StringComparison.Ordinal);
        Assert.Contains("There are 0 labels: a classifier needs at least two classes.", Refused(), StringComparison.Ordinal);
        Assert.Contains("The name of class 1 ", Refused("a", new string('b', 5_000)), StringComparison.Ordinal);

        static string Refused(params string[] labels) => Assert.Throws<ArgumentException>(() => Net("[Dense(2), Softmax]").WithClasses(labels)).Message;
    }

    [Theory]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("")]
    [InlineData("a\u0301")]
    public void A_class_has_the_name_of_one(string name) =>
        Assert.Contains($"'{name}' is not a valid class name", Assert.Throws<ArgumentException>(() => Net("[Dense(3)]").WithName(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void Declarations_are_equal_by_what_they_declare()
    {
        Assert.True(Net("[Dense(3)]").Equals(new NetworkDeclaration(2).Dense(3)));
        Assert.False(Net("[Dense(3)]").Equals(Net("[Dense(3)]").WithName("Other")));
        Assert.False(Net("[Dense(3)]").Equals(null));
    }

    [Fact]
    public void A_place_is_that_of_the_attribute_or_of_the_class_or_none()
    {
        var read = Net("[Dense(3)]");
        Assert.Equal([new(22, 8), new(28, 1), new(1, 18), new(1, 18)], new[] { read.SpanOf(1, -1), read.SpanOf(1, 0), read.SpanOf(2, 0), read.SpanOf(-1, 0) });
        Assert.Equal([new(28, 1), new(1, 18), new(1, 18)], new[] { read.SpanOf(1, "units"), read.SpanOf(2, "units"), read.SpanOf(-1, null) });
        var built = new NetworkDeclaration(2).Dense(3);
        Assert.All(new[] { built.SpanOf(1, 0), built.SpanOf(5, 0), built.SpanOf(1, "units"), built.SpanOf(-1, null) }, static span => Assert.Null(span));
    }
}
