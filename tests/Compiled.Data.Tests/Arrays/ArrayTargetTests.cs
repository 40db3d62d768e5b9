namespace Compiled.Tests;

/// <summary>What arrays of targets can mean, and what they cannot.</summary>
public sealed class ArrayTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Dataset Read(byte[] targets, TargetKind target = TargetKind.Auto, IReadOnlyList<string>? classes = null) =>
        Dataset.FromNpy(_folder.Write("x.npy", NumpyFiles.Floats("(4,)", 1, 2, 3, 4)), _folder.Write("y.npy", targets), target, classes: classes);

    private string Wrong(byte[] targets, TargetKind target, IReadOnlyList<string>? classes = null) => Assert.Throws<ArrayFileException>(() => Read(targets, target, classes)).Message;

    [Fact]
    public void No_classes_are_a_regression_unless_classes_are_asked_for()
    {
        var labels = NumpyFiles.Longs("(4,)", 0, 1, 0, 1);
        Assert.Empty(Read(labels, TargetKind.Auto, []).ClassNames);
        Assert.Empty(Read(labels, TargetKind.Numeric, []).ClassNames);
        Assert.StartsWith("'classes' is empty, but the targets are to be classes", Assert.Throws<ArgumentException>(() => Read(labels, TargetKind.Categorical, [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 2, 2, 0)]
    [InlineData(1, 2, 1, 2)]
    [InlineData(0, 1, 2, 3)]
    [InlineData(0, 1, 0, 100)]
    public void Whole_numbers_that_do_not_count_classes_are_a_regression(long first, long second, long third, long fourth)
    {
        var data = Read(NumpyFiles.Longs("(4,)", first, second, third, fourth));
        Assert.Empty(data.ClassNames);
        Assert.Equal([first, second, third, fourth], data.Targets);
    }

    [Fact]
    public void Numbers_that_no_float_tells_apart_are_no_classes()
    {
        Assert.Contains("has 16777218 in row 2, but classes are whole numbers up to 16777216", Wrong(NumpyFiles.Longs("(4,)", 1, 2, 16777218, 1), TargetKind.Categorical), StringComparison.Ordinal);
        Assert.Contains("has NaN in row 1", Wrong(NumpyFiles.Floats("(4,)", 1, float.NaN, 2, 1), TargetKind.Categorical), StringComparison.Ordinal);
        Assert.Contains("has 0.5 in row 0", Wrong(NumpyFiles.Floats("(4,)", 0.5f, 1, 2, 1), TargetKind.Categorical), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_per_row_are_classes_where_they_are_one_hot()
    {
        var hot = NumpyFiles.Floats("(4, 2)", 1, 0, 0, 1, 0, 1, 1, 0);
        Assert.Equal(["0", "1"], Read(hot, TargetKind.Categorical).ClassNames);
        Assert.Equal(["no", "yes"], Read(hot, TargetKind.Categorical, ["no", "yes"]).ClassNames);
        Assert.Contains("has 2 values per row, but TargetKind.Binary needs one: pass TargetKind.Categorical if the rows are one-hot", Wrong(hot, TargetKind.Binary), StringComparison.Ordinal);
        Assert.Contains("has 2 values per row, but a list of classes needs one: pass TargetKind.Categorical", Wrong(hot, TargetKind.Auto, ["no", "yes"]), StringComparison.Ordinal);
        Assert.StartsWith(
            "'classes' has 3 names, but the array of targets has 2 values per row: give one name for each.",
            Assert.Throws<ArgumentException>(() => Read(hot, TargetKind.Categorical, ["a", "b", "c"])).Message, StringComparison.Ordinal);
        Assert.Contains("is not one-hot in row 1", Wrong(NumpyFiles.Floats("(4, 2)", 1, 0, 1, 1, 0, 1, 1, 0), TargetKind.Categorical), StringComparison.Ordinal);
        Assert.Contains("is not one-hot in row 3", Wrong(NumpyFiles.Floats("(4, 2)", 1, 0, 0, 1, 0, 1, 1, 2), TargetKind.Categorical), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_scale_is_finite_and_not_0(float scale) =>
        Assert.StartsWith("scale is ", Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromIdx("x", "y", scale)).Message, StringComparison.Ordinal);

    [Fact]
    public void Labels_of_images_are_one_number_each_or_several_targets()
    {
        // IDX: two rows of two bytes, and labels of one, of two and of no dimensions.
        var images = _folder.Write("images", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4]);
        Assert.Equal(["3", "7"], Dataset.FromIdx(images, _folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 7, 3])).ClassNames);
        Assert.Equal([5, 6, 7, 8], Dataset.FromIdx(images, _folder.Write("pairs", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 5, 6, 7, 8])).Targets);
        Assert.Equal([1.5f, 2.5f], Dataset.FromIdx(images, _folder.Write("numbers", [0, 0, 0xD, 1, 0, 0, 0, 2, 0x3F, 0xC0, 0, 0, 0x40, 0x20, 0, 0])).Targets);
        var one = _folder.Write("one", [0, 0, 8, 0, 1]);
        Assert.Contains("it has 0 dimensions, but 1 to 32 are read", Assert.Throws<ArrayFileException>(() => Dataset.FromIdx(images, one)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_archive_of_other_files_is_told_from_an_archive_of_arrays()
    {
        var zip = NumpyFiles.Zip(("readme.txt", "hello"u8.ToArray()));
        Assert.StartsWith(
            "The archive contains 'readme.txt', which is not an", Assert.Throws<ArrayFileException>(() => NumericArray.FromNpz(new MemoryStream(zip), "x")).Message, StringComparison.Ordinal);
        Assert.Contains("zip", Assert.Throws<ArrayFileException>(() => NumericArray.FromNpy(new MemoryStream(zip))).Message, StringComparison.Ordinal);
    }
}
