namespace Compiled.Tests.Names;

/// <summary>Columns of a dataset by their names.</summary>
public sealed class SelectTests
{
    [Fact]
    public void Names_come_with_the_data_or_say_nothing()
    {
        Assert.True(NamedData.Rows().HasFeatureNames);
        Assert.True(NamedData.Rows().Subset([1, 2]).HasFeatureNames);
        Assert.True(NamedData.Rows().WithSampleWeights([1, 1, 1, 1, 1, 2]).HasFeatureNames);
        Assert.True(Standardizer.Fit(NamedData.Rows()).Apply(NamedData.Rows()).HasFeatureNames);
        Assert.True(Dataset.FromCsv(new StringReader("x0,y\n1,2\n"), "y").HasFeatureNames);
        Assert.False(Dataset.FromMemory([1, 2], [1], 2, 1).HasFeatureNames);
        Assert.False(NamedData.Rows().WithFeatureNames(null).HasFeatureNames);
        Assert.Equal(["x0", "x1", "x2"], NamedData.Rows().WithFeatureNames(null).FeatureNames);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_with_everything_else_kept()
    {
        var data = NamedData.Rows().WithSampleWeights([1, 2, 3, 4, 5, 6]).Select(["debt", "age"]);
        Assert.Equal([1, 20, 4, 30], data.Inputs[..4].ToArray());
        Assert.Equal(["debt", "age"], data.FeatureNames);
        Assert.Equal(NamedData.Classes, data.ClassNames);
        Assert.Equal(6, data.SampleWeights[5]);
        Assert.True(data.HasFeatureNames);
        Assert.Equal(NamedData.Rows().Inputs.ToArray(), NamedData.Turned.Select(NamedData.Features).Inputs.ToArray());
    }

    [Fact]
    public void Columns_that_are_not_there_are_listed()
    {
        var message = Assert.Throws<ArgumentException>(() => NamedData.Rows().Select(["AGE", "wealth"])).Message;
        Assert.Contains("lacks the features 'AGE' (nearest: 'age'), 'wealth';", message);
        Assert.Throws<ArgumentException>(() => NamedData.Rows().Select([]));
        Assert.Throws<ArgumentException>(() => NamedData.Rows().Select(["age", "age"]));
        Assert.Throws<ArgumentException>(() => NamedData.Rows().WithFeatureNames(["a", "b"]));
    }

    [Theory]
    [InlineData("petal_lenght", "petal_length")]
    [InlineData("Petal Length", "petal_length")]
    [InlineData("sepal_lengt", "sepal_length")]
    [InlineData("weight", null)]
    [InlineData("x", null)]
    [InlineData("+", null)]
    public void The_nearest_name_is_one_that_may_be_meant(string name, string? nearest) =>
        Assert.Equal(nearest, Spelling.Nearest(name, ["sepal_length", "sepal_width", "petal_length", "petal_width"]));
}
