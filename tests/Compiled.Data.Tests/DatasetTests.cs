namespace Compiled.Tests;

public sealed class DatasetTests
{
    private static readonly Dataset Small = Dataset.FromMemory([1, 2, 3, 4, 5, 6], [10, 20, 30], inputSize: 2, targetSize: 1);

    [Fact]
    public void Rows_come_back_as_they_were_given()
    {
        Assert.Equal((3, 2, 1), (Small.Count, Small.InputSize, Small.TargetSize));
        Assert.Equal([3f, 4], Small.Input(1));
        Assert.Equal([30f], Small.Target(2));
        Assert.Equal([1f, 2, 3, 4, 5, 6], Small.Inputs);
        Assert.Equal([10f, 20, 30], Small.Targets);
    }

    [Fact]
    public void Jagged_rows_give_the_same_dataset_as_flat_ones()
    {
        var jagged = Dataset.FromMemory([[1f, 2], [3, 4], [5, 6]], [[10f], [20], [30]]);
        Assert.Equal(Small.Inputs, jagged.Inputs);
        Assert.Equal(Small.Targets, jagged.Targets);
        Assert.Equal(Small.InputSize, jagged.InputSize);
    }

    [Fact]
    public void The_callers_memory_is_copied()
    {
        float[] inputs = [1, 2], targets = [3];
        string[] names = ["a", "b"];
        var data = Dataset.FromMemory(inputs, targets, 2, 1, names);
        (inputs[0], targets[0], names[0]) = (99, 99, "changed");
        Assert.Equal([1f, 2], data.Inputs);
        Assert.Equal([3f], data.Targets);
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.IsNotType<string[]>(data.FeatureNames);
    }

    [Fact]
    public void Labels_become_one_hot_and_back()
    {
        var data = Dataset.FromLabels([1f, 2, 3], [2, 0, 1], 3);
        Assert.Equal([0f, 0, 1, 1, 0, 0, 0, 1, 0], data.Targets);
        Assert.Equal([2, 0, 1], new[] { data.Label(0), data.Label(1), data.Label(2) });
        Assert.Equal(["0", "1", "2"], data.ClassNames);
        Assert.Equal(1, data.InputSize);
    }

    [Fact]
    public void Classes_can_be_named()
    {
        var data = Dataset.FromLabels([1f, 2], [1, 0], ["cat", "dog"], ["weight"]);
        Assert.Equal(["cat", "dog"], data.ClassNames);
        Assert.Equal(["cat", "dog"], data.TargetNames);
        Assert.Equal(["weight"], data.FeatureNames);
    }

    [Fact]
    public void A_single_target_of_0_and_1_has_two_labels()
    {
        var data = Dataset.FromMemory([1f, 2, 3], [0f, 1, 0.5f], 1, 1, classNames: ["no", "yes"]);
        Assert.Equal([0, 1, 0], new[] { data.Label(0), data.Label(1), data.Label(2) });
        Assert.Equal(["y0"], data.TargetNames);
    }

    [Fact]
    public void The_lowest_of_equal_targets_is_the_label() =>
        Assert.Equal(1, Dataset.FromMemory([1f], [0f, 1, 1], 1, 3).Label(0));

    [Fact]
    public void Columns_without_names_are_numbered()
    {
        Assert.Equal(["x0", "x1"], Small.FeatureNames);
        Assert.Equal(["y0"], Small.TargetNames);
        Assert.Empty(Small.ClassNames);
    }

    [Fact]
    public void A_dataset_says_its_sizes()
    {
        Assert.Equal("3 rows of 2 features, 1 target", Small.ToString());
        Assert.Equal("1 row of 1 feature, 2 classes", Dataset.FromLabels([1f], [0], 2).ToString());
    }

    [Fact]
    public void Rows_outside_are_refused()
    {
        Assert.Contains("Row 3 does not exist: the dataset has the rows 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => Small.Label(3)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = Small.Input(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = Small.Target(3).Length);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "'inputs' is empty", () => Dataset.FromMemory([], [1f], 1, 1) },
        { "'inputs' has 3 floats, which is not a whole number of rows of 2", () => Dataset.FromMemory([1f, 2, 3], [1f], 2, 1) },
        { "'targets' has 3 floats, but 2 rows of 1 need 2", () => Dataset.FromMemory([1f, 2], [1f, 2, 3], 1, 1) },
        { "inputSize", () => Dataset.FromMemory([1f], [1f], 0, 1) },
        { "targetSize", () => Dataset.FromMemory([1f], [1f], 1, -1) },
        { "'featureNames' has 1 name, but the rows have 2 features", () => Dataset.FromMemory([1f, 2], [1f], 2, 1, ["a"]) },
        { "'featureNames' contains 'a' twice", () => Dataset.FromMemory([1f, 2], [1f], 2, 1, ["a", "a"]) },
        { "'targetNames' has 2 names, but the rows have 1 target", () => Dataset.FromMemory([1f], [1f], 1, 1, targetNames: ["a", "b"]) },
        { "'classNames' has 3 names, but a row has 1 target", () => Dataset.FromMemory([1f], [1f], 1, 1, classNames: ["a", "b", "c"]) },
        { "'classNames' has 3 names, but a row has 2 targets", () => Dataset.FromMemory([1f], [1f, 0], 1, 2, classNames: ["a", "b", "c"]) },
        { "'inputs' is empty", () => Dataset.FromMemory(Array.Empty<float[]>(), [[1f]]) },
        { "'targets' has 2 rows, but 'inputs' has 1", () => Dataset.FromMemory([[1f]], [[1f], [2f]]) },
        { "Row 1 of 'inputs' has 1 float, but row 0 has 2", () => Dataset.FromMemory([[1f, 2], [3f]], [[1f], [2f]]) },
        { "Row 1 of 'targets' has 0 floats, but row 0 has 1", () => Dataset.FromMemory([[1f], [3f]], [[1f], null!]) },
        { "'labels' is empty", () => Dataset.FromLabels([1f], [], 2) },
        { "'inputs' has 3 floats, which cannot be divided evenly", () => Dataset.FromLabels([1f, 2, 3], [0, 1], 2) },
        { "Label 2 of row 1 is not a class: the classes are 0 to 1", () => Dataset.FromLabels([1f, 2], [0, 2], 2) },
        { "Label -1 of row 0 is not a class", () => Dataset.FromLabels([1f, 2], [-1, 1], 2) },
        { "'classNames' has 0 names: a classification needs at least two", () => Dataset.FromLabels([1f], [0], Array.Empty<string>()) },
        { "'classNames' has 1 name: a classification needs at least two", () => Dataset.FromMemory([1f], [0], 1, 1, classNames: ["a"]) },
        { "classCount", () => Dataset.FromLabels([1f], [0], 1) },
        { "'classNames' contains 'a' twice", () => Dataset.FromLabels([1f], [0], ["a", "a"]) },
        { "but an array can have at most", () => Dataset.FromLabels(new float[3000], new int[3000], 1_000_000) },
        { "'rows' is empty", () => Small.Subset([]) },
        { "Row 7 does not exist", () => Small.Subset([0, 7]) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_refused_with_the_figures(string message, Action mistake) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(mistake).Message);

    [Fact]
    public void A_subset_keeps_rows_and_names_in_the_asked_order()
    {
        var subset = Small.Subset([2, 0, 2]);
        Assert.Equal([5f, 6, 1, 2, 5, 6], subset.Inputs);
        Assert.Equal([30f, 10, 30], subset.Targets);
        Assert.Equal(Small.FeatureNames, subset.FeatureNames);
    }
}
