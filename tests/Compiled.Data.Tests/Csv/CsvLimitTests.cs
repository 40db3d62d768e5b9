using System.Text;
using Compiled.Csv;

namespace Compiled.Tests;

/// <summary>Files that are larger than an array or a row may be.</summary>
public sealed class CsvLimitTests
{
    private static CsvException Fails(string text, CsvOptions options, params string[] targets) => Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), targets, options));

    [Fact]
    public void Rows_beyond_an_array_are_an_error_with_their_line()
    {
        const string Text = "a,b,y\n1,2,3\n4,5,6\n7,8,9\n";
        var error = Fails(Text, new() { MostValues = 4 }, "y");
        Assert.Equal("CSV, line 4: the file has more than 2 rows of 2 features, which do not fit into one array: train with StreamingDataset.FromCsv, or read a part of it.", error.Message);
        Assert.Equal(4, error.Row);
        Assert.Equal(3, Dataset.FromCsv(new StringReader(Text), "y", new() { MostValues = 6 }).Count);
        // More targets than features.
        Assert.Contains("more than 2 rows of 1 feature,", Fails(Text, new() { MostValues = 4 }, "b", "y").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_as_many_rows_as_an_array()
    {
        var error = Assert.Throws<CsvException>(() => Table.FromCsv(new StringReader("a\n1\n2\n3\n"), new CsvOptions { MostValues = 2 }));
        Assert.Equal("CSV, line 4: the file has more than 2 rows, which do not fit into an array: read a part of it.", error.Message);
        Assert.Equal(2, Table.FromCsv(new StringReader("a\n1\n2\n"), new CsvOptions { MostValues = 2 }).Count);
    }

    [Fact]
    public void A_stream_counts_its_rows_up_to_a_limit_too()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("long.csv", "a,y\n1,2\n3,4\n5,6\n"u8.ToArray());
        var error = Assert.Throws<CsvException>(() => new CsvStreamSource(path, ["y"], new CsvOptions { MostValues = 2 }));
        Assert.Equal("long.csv, line 4: the file has more than 2 rows: split it.", error.Message);
        Assert.Equal(3, new CsvStreamSource(path, ["y"], new CsvOptions { MostValues = 3 }).Count);
    }

    [Theory]
    [InlineData(1 << 16)]
    [InlineData(1 << 17)]
    [InlineData(1 << 18)]
    [InlineData(1 << 19)]
    public void Rows_are_kept_in_their_order_whatever_their_size(int size)
    {
        var store = new RowStore(size, Array.MaxLength);
        for (var row = 0; row < 10; row++)
            store.Add().Fill(row);
        Assert.Equal(10, store.Count);
        var values = store.Take();
        Assert.Equal(10 * size, values.Length);
        for (var row = 0; row < 10; row++)
            Assert.False(values.AsSpan(row * size, size).ContainsAnyExcept((float)row));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_without_end_is_an_error_before_it_takes_all_memory(bool isQuoted)
    {
        using var source = new CsvSource(CsvInput.Of(new Endless(isQuoted)), "x", CsvWords.Library);
        var rows = new CsvRows(source, ',');
        var error = Assert.Throws<CsvException>(() => rows.Read());
        Assert.Equal("x, line 1: the row is longer than 67108864 bytes: is this a CSV file?", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"a\"\"b\",")]
    public void A_row_of_a_million_cells_is_an_error(string first)
    {
        using var source = new CsvSource(CsvInput.Of(new MemoryStream(Encoding.UTF8.GetBytes(first + new string(',', 1 << 21)))), "x", CsvWords.Library);
        var rows = new CsvRows(source, ',');
        Assert.Equal("x, line 1: the row has more than 1000000 cells: is this a CSV file?", Assert.Throws<CsvException>(() => rows.Read()).Message);
    }

    [Fact]
    public void A_cell_that_a_row_does_not_have_is_empty_and_can_be_looked_at()
    {
        using var source = new CsvSource(new StringReader("1,2\n"), "x", CsvWords.Library);
        var rows = new CsvRows(source, ',');
        Assert.True(rows.Read());
        ref var first = ref rows.First(2, out var length);
        Assert.False(DecimalNumber.TryParse(ref first, length, (byte)'.', out _));
        Assert.Equal((0, ""), (length, rows.Text(2)));
    }

    /// <summary>Cells of 999,999 letters on one line, the first of them perhaps with doubled quotes.</summary>
    private sealed class Endless(bool isQuoted) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            var begin = isQuoted && _position == 0 ? "\"\"\"\","u8 : default;
            begin.CopyTo(buffer);
            for (var place = 1_000_000 - (int)(_position % 1_000_000) - 1; place < buffer.Length; place += 1_000_000)
                buffer[place] = (byte)',';
            _position += buffer.Length;
            return buffer.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
