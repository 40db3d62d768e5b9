using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Compiled.Tests;

/// <summary>Files in other encodings, files that are something else, and what is not a file.</summary>
public sealed class CsvFileTests : IDisposable
{
    private const string Text = "längd,y\n1,hök\n2,örn\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-csv-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_byte_order_mark_says_the_encoding()
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            var data = Dataset.FromCsv(Write([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]), "y");
            Assert.Equal(["längd"], data.FeatureNames);
            Assert.Equal(["hök", "örn"], data.ClassNames);
        }
    }

    [Fact]
    public void Other_encodings_are_named_with_the_option_that_reads_them()
    {
        var latin = Write(Encoding.Latin1.GetBytes(Text));
        Assert.Equal(
            "x.csv, line 1: at or after this line there are bytes that are not UTF-8 text (such as E4, in Latin-1 'ä'): save the file as UTF-8, or set CsvOptions.Encoding = Encoding.Latin1 if it is Latin-1 or Windows-1252.",
            Assert.Throws<CsvException>(() => Dataset.FromCsv(latin, "y")).Message);
        Assert.Equal(["hök", "örn"], Dataset.FromCsv(latin, "y", new CsvOptions { Encoding = Encoding.Latin1 }).ClassNames);

        foreach (var (encoding, name) in new[] { (Encoding.Unicode, "Unicode"), (Encoding.BigEndianUnicode, "BigEndianUnicode") })
        {
            var path = Write(encoding.GetBytes(Text));
            Assert.Equal($"x.csv is UTF-16 text without a byte order mark: save it as UTF-8, or set CsvOptions.Encoding = Encoding.{name}.", Assert.Throws<CsvException>(() => Dataset.FromCsv(path, "y")).Message);
            Assert.Equal(["hök", "örn"], Dataset.FromCsv(path, "y", new CsvOptions { Encoding = encoding }).ClassNames);
        }
    }

    [Fact]
    public void Files_that_are_something_else_are_named()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Text));
        Says(packed.ToArray(), "a file compressed with gzip");
        Says("PK\u0003\u0004workbook"u8, "a zip archive");
        Says("PK\u0003\u0004\u0014\0\u0006\0\b\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\u0013\0\0\0[Content_Types].xml"u8, "Excel");
        Says("PAR1\u0015\0\u0015\u0010"u8, "Parquet");
        Says("<!DOCTYPE html>\n<html>"u8, "HTML");
        Says("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n"u8, "Git LFS");
        Says([0, 1, 2, 3, 0, 0, 9, 0, 0], "NUL bytes");
        Says([], "the file is empty");

        void Says(ReadOnlySpan<byte> bytes, string problem)
        {
            var path = Write(bytes);
            Assert.Contains(problem, Assert.Throws<CsvException>(() => Dataset.FromCsv(path, "y")).Message);
        }
    }

    [Fact]
    public void Folders_devices_and_pipes_are_named_and_not_waited_for()
    {
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Dataset.FromCsv(_folder, "y")).Message);
        Assert.Contains("does not exist", Assert.Throws<FileNotFoundException>(() => Dataset.FromCsv(Path.Combine(_folder, "none.csv"), "y")).Message);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes and devices with paths.");
        Assert.Contains("device", Assert.Throws<IOException>(() => Dataset.FromCsv("/dev/zero", "y")).Message);
        var link = Path.Combine(_folder, "link.csv");
        File.CreateSymbolicLink(link, "/dev/zero");
        Assert.Contains("device", Assert.Throws<IOException>(() => Dataset.FromCsv(link, "y")).Message);
        var pipe = Path.Combine(_folder, "pipe.csv");
        using (var made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        Assert.Contains("is a pipe", Assert.Throws<IOException>(() => Dataset.FromCsv(pipe, "y")).Message);
    }

    [Fact]
    public void A_cell_without_end_is_bounded_and_named()
    {
        var quoted = Assert.Throws<CsvException>(() => Dataset.FromCsv(new Endless("a,y\n1,\"", "x\n"), "y"));
        Assert.Equal("CSV, line 2: cell 2 is longer than 1000000 characters: is a quote never closed, or is this not a CSV file?", quoted.Message);
        Assert.Contains("is longer than", Assert.Throws<CsvException>(() => Dataset.FromCsv(new Endless("", "x"), "y")).Message);
        Assert.Contains("cells", Assert.Throws<CsvException>(() => Dataset.FromCsv(new Endless("", ","), "y")).Message);
        // A long text in a column that is not read is not an error.
        Assert.Equal([1f], Dataset.FromCsv(new StringReader($"a,t,y\n1,{new string('x', 500_000)},2\n"), "y", new CsvOptions { Ignore = ["t"] }).Inputs);
    }

    [Fact]
    public void A_table_without_targets_gives_rows_and_names()
    {
        var path = Write("id,a,b\n7,1.5,2\n8,3,4\n"u8);
        var table = FeatureTable.FromCsv(path, new CsvOptions { Features = ["b", "a"], Target = TargetKind.Binary, Classes = ["u", "v"] });
        Assert.Equal((2, 2), (table.Count, table.InputSize));
        Assert.Equal(["b", "a"], table.FeatureNames);
        Assert.Equal([2, 1.5f, 4, 3], table.Inputs);
        Assert.Equal([4f, 3], table.Input(1));
        Assert.Equal("2 rows of 2 features", table.ToString());
        Assert.Equal("Row 2 does not exist: the table has the rows 0 to 1. (Parameter 'row')\nActual value was 2.", Assert.Throws<ArgumentOutOfRangeException>(() => table.Input(2)).Message.ReplaceLineEndings("\n"));
        Assert.Equal([1.5f, 3], FeatureTable.FromCsv(new StringReader(",a\n0,1.5\n1,3\n")).Inputs);
        Assert.Equal([1.5f, 3], FeatureTable.FromCsv(new StringReader("a\n1.5\n3\n\n")).Inputs);
        Assert.Contains("the row is empty, but other rows follow", Assert.Throws<CsvException>(() => FeatureTable.FromCsv(new StringReader("a,b\n1,2\n,\n3,4\n"))).Message);
        Assert.Contains("rather than the header", Assert.Throws<CsvException>(() => FeatureTable.FromCsv(new StringReader("1.5,2.5\n3,4\n"))).Message);
    }

    private string Write(ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_folder, "x.csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A text that goes on for ever.</summary>
    private sealed class Endless(string beginning, string part) : TextReader
    {
        private long _position;

        public override int Read(char[] buffer, int index, int count)
        {
            for (var offset = 0; offset < count; offset++, _position++)
                buffer[index + offset] = _position < beginning.Length ? beginning[(int)_position] : part[(int)((_position - beginning.Length) % part.Length)];
            return count;
        }
    }
}
