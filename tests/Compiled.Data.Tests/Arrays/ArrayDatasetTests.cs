namespace Compiled.Tests;

/// <summary>Datasets of .npy and .npz files.</summary>
public sealed class ArrayDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_archive_becomes_a_dataset_of_its_arrays()
    {
        var data = Dataset.FromNpz(Archive(NumpyFiles.Floats("(4, 2)", 1, 2, 3, 4, 5, 6, 7, 8), NumpyFiles.Longs("(4,)", 0, 1, 1, 0)), featureNames: ["width", "height"]);
        Assert.Equal((4, 2, 2), (data.Count, data.InputSize, data.TargetSize));
        Assert.Equal([3f, 4], data.Input(1));
        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(data.Label));
        Assert.Equal(["0", "1"], data.ClassNames);
        Assert.Equal(["width", "height"], data.FeatureNames);
        // Other names, other arrays: images of three dimensions, and several targets.
        var more = _folder.Write("more.npz", NumpyFiles.Npz(("images", NumpyFiles.Floats("(2, 2, 2)", 1, 2, 3, 4, 5, 6, 7, 8)), ("places", NumpyFiles.Floats("(2, 3)", 1, 2, 3, 4, 5, 6))));
        var places = Dataset.FromNpz(more, inputs: "images", targets: "places");
        Assert.Equal((2, 4, 3), (places.Count, places.InputSize, places.TargetSize));
        Assert.Equal([4f, 5, 6], places.Target(1));
    }

    [Fact]
    public void Files_of_NumPy_become_a_dataset()
    {
        // 3 rows of 4 floats in version 1 to 3 of the format, as NumPy writes them.
        foreach (var version in new[] { 1, 2, 3 })
        {
            var file = NumpyFiles.Of($"version{version}.npy");
            var data = Dataset.FromNpy(file, _folder.Write("y.npy", NumpyFiles.Floats("(3,)", 0.5f, 1, 2)));
            Assert.Equal([-1, -0.5f, 0, 0.5f], data.Input(0));
            Assert.Equal([0.5f, 1, 2], data.Targets);
            Assert.Equal("3 × 4 of float32", NumericArray.FromNpy(file).ToString());
        }

        Assert.Equal([-1, -0.5f, 0, 0.5f], NumericArray.FromNpz(NumpyFiles.Of("arrays.npz"), "big.fortran").Values[..4]);
        Assert.Equal([1, 0, 1], NumericArray.FromNpz(NumpyFiles.Of("arrays.npz"), "truth").Values);
        Assert.Equal("one value of float32", NumericArray.FromNpz(NumpyFiles.Of("arrays.npz"), "scalar").ToString());
        Assert.Equal(["0.weight", "0.bias"], NumericArray.NamesInNpz(NumpyFiles.Of("packed.npz")));
        using var stream = File.OpenRead(NumpyFiles.Of("packed.npz"));
        Assert.Equal([0.5f, -0.25f, 8], NumericArray.FromNpz(stream, "0.bias").Values);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void What_targets_mean_is_seen_by_their_type_and_values_or_said()
    {
        var (x, labels, floats, codes) = (
            NumpyFiles.Floats("(4,)", 1, 2, 3, 4), NumpyFiles.Longs("(4, 1)", 0, 1, 0, 1), NumpyFiles.Floats("(4,)", 0, 1, 0, 1), NumpyFiles.Longs("(4,)", -1, 1, 5, 1));
        Assert.Equal(["0", "1"], Read(labels).ClassNames);
        Assert.Equal(["0", "1"], Read(NumpyFiles.Npy("|b1", "(4,)", [0, 1, 0, 1])).ClassNames);
        // Floats are a regression, and so are whole numbers that are not 0 to k − 1.
        Assert.Empty(Read(floats).ClassNames);
        Assert.Equal([-1, 1, 5, 1], Read(codes).Targets);
        Assert.Equal(["0", "1"], Read(floats, TargetKind.Categorical).ClassNames);
        var categorical = Read(codes, TargetKind.Categorical);
        Assert.Equal(["-1", "1", "5"], categorical.ClassNames);
        Assert.Equal([0, 1, 2, 1], Enumerable.Range(0, 4).Select(categorical.Label));
        Assert.Equal([0, 1, 0, 1], Read(labels, TargetKind.Numeric).Targets);
        Assert.Empty(Read(labels, classes: []).ClassNames);
        var binary = Read(NumpyFiles.Longs("(4,)", -1, 1, 1, -1), TargetKind.Binary);
        Assert.Equal((1, "-1 1"), (binary.TargetSize, string.Join(' ', binary.ClassNames)));
        Assert.Equal([0, 1, 1, 0], binary.Targets);
        var oneHot = Read(NumpyFiles.Floats("(4, 3)", 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0), TargetKind.Categorical, ["a", "b", "c"]);
        Assert.Equal([0, 2, 1, 0], Enumerable.Range(0, 4).Select(oneHot.Label));
        Assert.Equal(["a", "b", "c"], oneHot.ClassNames);
        // A second file has the classes of the first.
        Assert.Equal([0, 1, 2, 1], Enumerable.Range(0, 4).Select(Read(codes, classes: categorical.ClassNames).Label));

        Dataset Read(byte[] y, TargetKind kind = TargetKind.Auto, IReadOnlyList<string>? classes = null) => Dataset.FromNpz(Archive(x, y), target: kind, classes: classes);
    }

    [Fact]
    public void Wrong_arrays_are_named_with_what_is_wrong()
    {
        var (x, y) = (NumpyFiles.Floats("(4, 1)", 1, 2, 3, 4), NumpyFiles.Longs("(4,)", 0, 1, 1, 0));
        Assert.Contains("There is no array 'labels' in it; it contains 'x', 'y'.", Fails(() => Dataset.FromNpz(Archive(x, y), targets: "labels")));
        Assert.Contains("The array 'y' has 3 rows, but the array 'x' has 4: both need the same number", Fails(x, NumpyFiles.Longs("(3,)", 0, 1, 1)));
        Assert.Contains("The array 'x' has NaN in row 2, column 0, but a dataset needs finite numbers", Fails(NumpyFiles.Floats("(4, 1)", 1, 2, float.NaN, 4), y));
        Assert.Contains("The array 'y' has Infinity in row 1, column 1", Fails(x, NumpyFiles.Npy("<f8", "(4, 2)", [.. new[] { 1, 2, 3, 1e300, 5, 6, 7, 8 }.SelectMany(BitConverter.GetBytes)])));
        Assert.Contains("The array 'x' has no dimensions", Fails(NumpyFiles.Floats("()", 1), y));
        Assert.Contains("The array 'x' is empty, 0 × 4 of float32", Fails(NumpyFiles.Floats("(0, 4)"), y));
        Assert.Contains("has 0.5 in row 1, but classes are whole numbers", Fails(x, NumpyFiles.Floats("(4,)", 0, 0.5f, 1, 1), TargetKind.Categorical));
        Assert.Contains("has 3 classes, but TargetKind.Binary needs two", Fails(x, NumpyFiles.Longs("(4,)", 0, 1, 2, 0), TargetKind.Binary));
        Assert.Contains("is not one-hot in row 1", Fails(x, NumpyFiles.Longs("(4, 2)", 0, 1, 1, 1, 0, 1, 0, 1), TargetKind.Categorical));
        Assert.Contains("its type is '<U2', but only numbers and truth values are read", Fails(x, NumpyFiles.Npy("<U2", "(1,)", new byte[8])));
        Assert.Contains("its type is '<c8'", Fails(NumpyFiles.Npy("<c8", "(1,)", new byte[8]), y));
        Assert.Contains("its type is '|O'", Fails(NumpyFiles.Npy("|O", "(1,)", new byte[8]), y));
        Assert.Contains("there are more bytes than the 8 of its shape [2]", Fails(NumpyFiles.Floats("(2,)", 1, 2, 3), y));
        Assert.Contains("it is truncated: its shape [400000000] needs 1,600,000,000 bytes", Fails(NumpyFiles.Floats("(400000000,)", 1, 2, 3), y));
        Assert.Contains("The array cannot be read: it is truncated", Fails(() => NumericArray.FromNpy(_folder.Write("x.npy", NumpyFiles.Floats("(2,)", 1)))));
        Assert.Contains("This is an .npz archive of NumPy arrays, not a single NumPy array (.npy): read it with FromNpz.", Fails(() => NumericArray.FromNpy(Archive(x, y))));
        Assert.Contains("This is a single NumPy array (.npy), not an .npz archive of NumPy arrays: read it with FromNpy.", Fails(() => NumericArray.FromNpz(_folder.Write("x.npy", x), "x")));
        Assert.Contains("an IDX file", Fails(() => NumericArray.FromNpy(_folder.Write("i", IdxTests.Idx(0x08, [1], 1)))));
        Assert.Throws<ArgumentException>(() => Dataset.FromNpz(Archive(x, y), classes: ["a", "a"]));
        Assert.Throws<ArgumentException>(() => Dataset.FromNpz(Archive(x, y), featureNames: ["a", "b"]));
        Assert.Contains("target is 9", Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.FromNpz(Archive(x, y), target: (TargetKind)9)).Message);
    }

    [Fact]
    public void An_array_that_unpacks_beyond_reason_is_refused_and_its_neighbours_are_read()
    {
        var archive = _folder.Write("bomb.npz", NumpyFiles.Npz(("x", NumpyFiles.Npy("|u1", "(314572800,)", new byte[300 << 20])), ("y", NumpyFiles.Floats("(1,)", 1))));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("The array 'x': it would unpack", Fails(() => NumericArray.FromNpz(archive, "x")));
        Assert.Equal([1], NumericArray.FromNpz(archive, "y").Values);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    private static string Fails(Action action) => Assert.Throws<ArrayFileException>(action).Message;

    private string Fails(byte[] x, byte[] y, TargetKind kind = TargetKind.Auto) => Fails(() => Dataset.FromNpz(Archive(x, y), target: kind));

    private string Archive(byte[] x, byte[] y) => _folder.Write("data.npz", NumpyFiles.Npz(("x", x), ("y", y)));
}
