using System.Globalization;
using Compiled.Csv;

namespace Compiled.Tests;

/// <summary>Files that are read again and again: what the first pass finds out, and what a later one refuses.</summary>
public sealed class CsvStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvStreamSource Open(string text, CsvOptions? options = null, params string[] targets)
    {
        File.WriteAllText(_folder["data.csv"], text);
        return new(_folder["data.csv"], targets is [] ? ["y"] : targets, options ?? new());
    }

    private static List<float[]> Rows(CsvStreamSource source, params string[] features)
    {
        using var stream = source.Open(features);
        List<float[]> rows = [];
        for (var row = new float[features.Length + source.TargetSize]; stream.Read(row.AsSpan(0, features.Length), row.AsSpan(features.Length)); row = new float[row.Length])
            rows.Add(row);
        return rows;
    }

    private string Changed(CsvStreamSource source, string text)
    {
        File.WriteAllText(_folder["data.csv"], text);
        return Assert.Throws<CsvException>(() => Rows(source, "a")).Message;
    }

    [Fact]
    public void Each_kind_of_target_is_read_as_the_first_pass_found_it()
    {
        Assert.Equal([[3, 1, 2], [6, 4, 5]], Rows(Open("a,b,y\n2,3,1\n5,6,4\n", null, "y", "a"), "b"));
        var classes = Open("a,y\n1,v\n2,u\n");
        Assert.Equal(["u", "v"], classes.Classes);
        Assert.Equal([[1, 0, 1], [2, 1, 0]], Rows(classes, "a"));
        Assert.Equal([0, 1], classes.Sample.Target(0));
        var binary = Open("a,y\n1,v\n2,u\n", new() { Target = TargetKind.Binary });
        Assert.Equal([[1, 1], [2, 0]], Rows(binary, "a"));
        Assert.Equal([1], binary.Sample.Target(0));
        Assert.Equal([[1, 0, 1], [2, 1, 0]], Rows(Open("a,y\n1,v\n2,u\n", new() { Classes = ["u", "v"] }), "a"));
        Assert.Equal([[1, 7], [2, 8]], Rows(Open("a,y\n1,7\n2,8\n", new() { Target = TargetKind.Numeric }), "a"));
    }

    [Fact]
    public void Numbers_are_no_classes_however_many_there_are()
    {
        var few = Open("a;y\n1;0,5\n2;1,5\n");
        Assert.Empty(few.Classes);
        Assert.Equal(1, few.TargetSize);
        Assert.Equal([0.5f, 1.5f], few.Sample.Targets);
        Assert.Equal([[1, 0.5f], [2, 1.5f]], Rows(few, "a"));

        // More rows than are kept, and more numbers than there are labels.
        List<string> notes = [];
        var many = Open("a,y\n" + string.Concat(Enumerable.Range(0, 1_200).Select(static row => string.Create(CultureInfo.InvariantCulture, $"{row},{row % 300}\n"))), new() { OnNote = notes.Add });
        Assert.Equal((1_200, 1_000, 299f), (many.Count, many.Sample.Count, many.Sample.Target(899)[0]));
        Assert.Equal([1199, 299], Rows(many, "a")[^1]);
        Assert.Empty(notes);
        Assert.Equal("1200 rows", many.Fingerprint[..9]);
    }

    [Fact]
    public void What_is_wrong_is_named_in_the_first_pass()
    {
        Assert.Equal("data.csv, line 3, column 'a': 'x' is not a number: correct it, or exclude the column with CsvOptions.Ignore = [\"a\"].", Wrong("a,y\n1,u\nx,v\n"));
        Assert.Equal(
            "data.csv, line 3, column 'y': 'x' is not a number: correct it, or set CsvOptions.Target = TargetKind.Categorical if it is a class.", Wrong("a,y\n1,2\n1,x\n", new() { Target = TargetKind.Numeric }));
        Assert.StartsWith("data.csv, line 8194, column 'y': the column has 8193 distinct values, but a network has at most 8192 outputs", Wrong(Distinct(9_000, "n")), StringComparison.Ordinal);

        // A text that comes after the reader has kept only numbers.
        Assert.StartsWith("data.csv, line 402, column 'y': 'x' is text, but line 2 has the number '0'", Wrong(Distinct(400, "") + "1,x\n"), StringComparison.Ordinal);

        string Wrong(string text, CsvOptions? options = null) => Assert.Throws<CsvException>(() => Open(text, options)).Message;
        static string Distinct(int rows, string prefix) => "a,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"1,{prefix}{row}\n")));
    }

    [Fact]
    public void A_file_that_changes_is_refused_where_it_differs()
    {
        var classes = Open("a,y\n1,u\n2,v\n");
        Assert.Equal("data.csv, line 3: the file ends after 1 row, but had 2 when it was opened: it must not change while it is used.", Changed(classes, "a,y\n1,u\n"));
        Assert.Equal("data.csv, line 4: the file has more than the 2 rows that it had when it was opened: it must not change while it is used.", Changed(classes, "a,y\n1,u\n1,v\n1,u\n"));
        Assert.Equal("data.csv, line 3, column 'y': 'w' is not one of the 2 known classes: 'u', 'v'.", Changed(classes, "a,y\n1,u\n1,w\n"));
        Assert.StartsWith("data.csv, line 2, column 'a': 'x' is not a number: correct it", Changed(classes, "a,y\nx,u\n1,v\n"), StringComparison.Ordinal);
        Assert.StartsWith("data.csv, line 1, column 'y': there is no column 'y'", Changed(classes, "a,z\n1,u\n"), StringComparison.Ordinal);
        var numbers = Open("a,y\n1,5\n2,6\n", new() { Target = TargetKind.Numeric });
        Assert.StartsWith("data.csv, line 3, column 'y': 'x' is not a number: correct it", Changed(numbers, "a,y\n1,5\n2,x\n"), StringComparison.Ordinal);
        Assert.StartsWith("data.csv, line 3, column 'a': 'x' is not a number: correct it", Changed(numbers, "a,y\n1,5\nx,6\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_which_the_header_went_is_closed_again()
    {
        var source = Open("a,y\n1,u\n2,v\n");
        _ = Changed(source, "b,y\n1,u\n");
        using var alone = new FileStream(_folder["data.csv"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(8, alone.Length);
    }
}
