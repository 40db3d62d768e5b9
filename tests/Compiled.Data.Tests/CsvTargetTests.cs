namespace Compiled.Tests;

public sealed class CsvTargetTests
{
    private static Dataset Read(string targets, CsvOptions? options = null, IReadOnlyList<string>? classes = null) =>
        Dataset.FromCsv(new StringReader("x,y\n" + string.Concat(targets.Split(' ').Select(cell => $"1,{cell}\n"))), "y", options, classes);

    private static int[] Labels(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(data.Label)];

    [Fact]
    public void Text_is_classes_in_ordinal_order()
    {
        var data = Read("b Z a b");
        Assert.Equal(["Z", "a", "b"], data.ClassNames);
        Assert.Equal([2, 0, 1, 2], Labels(data));
        Assert.Equal(3, data.TargetSize);
    }

    [Fact]
    public void Whole_numbers_from_0_without_gaps_are_classes_in_the_order_of_the_numbers()
    {
        var data = Read(string.Join(' ', Enumerable.Range(0, 24).Select(row => (23 - row) % 12)));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], data.ClassNames);
        Assert.Equal([11, 10, 9], Labels(data)[..3]);
    }

    [Theory]
    [InlineData("0 1 2 3")]
    [InlineData("1 2 1 2")]
    [InlineData("0 2 0 2")]
    [InlineData("0 0 0 0")]
    [InlineData("0.0 1.0 0.0 1.0")]
    [InlineData("-1 0 -1 0")]
    [InlineData("00 1 00 1")]
    [InlineData("1.5 2.5 1.5 2.5")]
    public void Other_numbers_are_a_regression(string targets)
    {
        var data = Read(targets);
        Assert.Empty(data.ClassNames);
        Assert.Equal(1, data.TargetSize);
        Assert.Equal(targets.Split(' ').Select(cell => float.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)), data.Targets.ToArray());
        Assert.Equal(["y"], data.TargetNames);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 0)]
    public void Up_to_a_hundred_numbers_are_classes(int distinct, int classes) =>
        Assert.Equal(classes, Read(string.Join(' ', Enumerable.Range(0, distinct * 2).Select(row => row % distinct))).ClassNames.Count);

    [Fact]
    public void Numbers_can_be_forced_to_be_classes()
    {
        var data = Read("10 9 10 -1", new CsvOptions { Target = TargetKind.Categorical });
        Assert.Equal(["-1", "9", "10"], data.ClassNames);
        Assert.Equal([2, 1, 2, 0], Labels(data));
    }

    [Fact]
    public void Classes_can_be_forced_to_be_numbers()
    {
        var data = Read("0 1 1 0", new CsvOptions { Target = TargetKind.Numeric });
        Assert.Empty(data.ClassNames);
        Assert.Equal([0f, 1, 1, 0], data.Targets);
    }

    [Fact]
    public void Two_classes_can_share_one_target()
    {
        var data = Read("rock mine mine", new CsvOptions { Target = TargetKind.Binary });
        Assert.Equal(["mine", "rock"], data.ClassNames);
        Assert.Equal([1f, 0, 0], data.Targets);
        Assert.Equal(["y"], data.TargetNames);
        Assert.Equal([1, 0, 0], Labels(data));
    }

    [Fact]
    public void Given_classes_decide_the_labels_of_a_second_file()
    {
        var train = Read("b a c b");
        var test = Read("c c", classes: train.ClassNames);
        Assert.Equal(train.ClassNames, test.ClassNames);
        Assert.Equal([2, 2], Labels(test));
        Assert.Equal([0, 1], Labels(Read("c a", new CsvOptions { Classes = ["c", "a"] })));
        Assert.Equal([1f], Read("c", new CsvOptions { Target = TargetKind.Binary }, ["a", "c"]).Targets);
    }

    [Fact]
    public void No_classes_make_a_second_file_a_regression_too()
    {
        var train = Read("1.5 2.5");
        Assert.Equal([0f, 1, 1, 0], Read("0 1 1 0", classes: train.ClassNames).Targets);
    }

    [Fact]
    public void A_quoted_number_is_a_number() => Assert.Equal([0, 1, 0, 1], Labels(Read("\"0\" 1 0 \"1\"")));

    [Fact]
    public void A_second_file_may_hold_one_of_the_classes_only() =>
        Assert.Equal([1, 1], Labels(Read("b b", classes: ["a", "b"])));
}
