using System.Text;
using Compiled.Csv;
using Compiled.Numerics;
using CsCheck;

namespace Compiled.Tests;

/// <summary>Rows whose cells are only marked, and rows that are read byte by byte, are the same rows, wherever blocks end.</summary>
public sealed class CsvRowsTests
{
    private static List<string[]> Cut(byte[] bytes, int most, char separator = ',')
    {
        using var source = new CsvSource(CsvInput.Of(new Drip(bytes, most)), "x", CsvWords.Library);
        var (rows, cut) = (new CsvRows(source, separator), new List<string[]>());
        while (rows.Read())
            cut.Add([.. Enumerable.Range(0, rows.Count).Select(rows.Text)]);
        return cut;
    }

    [Fact]
    public void Any_cells_come_back_from_blocks_of_any_size() =>
        Gen.Select(
            Gen.OneOf("a", "1.5", "", "a,b", "say \"x\"", "two\nlines", " blank ", "å∂😀", new string('7', 70), "x y").Array[1, 6].Array[1, 30],
            Gen.OneOf("\n", "\r\n", "\r"), Gen.Int[1, 200], Gen.Bool, Gen.Bool)
            .Sample(example =>
            {
                var (rows, end, most, quotesAll, endsLast) = example;
                var text = string.Join(end, rows.Select(row => string.Join(',', row.Select(cell => quotesAll || cell.AsSpan().ContainsAny(",\"\n ") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell))));
                // A last row of one empty cell is no row where nothing ends it.
                if (endsLast || rows[^1] is [""])
                    text += end;
                Assert.Equal(rows, Cut(Encoding.UTF8.GetBytes(text), most));
            });

    [Theory]
    [InlineData('§')]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData('¦')]
    public void Separators_may_be_any_character(char separator)
    {
        var text = $"a{separator}b {separator}\" {separator}\"\n1{separator}×{separator}\n";
        for (var most = 1; most < 12; most++)
            Assert.Equal([["a", "b", $" {separator}"], ["1", "×", ""]], Cut(Encoding.UTF8.GetBytes(text), most, separator));
        Assert.Equal([1f], Dataset.FromCsv(new StringReader(text.Replace("×", "2").Replace("\" ", "\"c ")), "b", new CsvOptions { Separator = separator, Features = ["a"] }).Inputs);
    }

    [Fact]
    public void Marks_are_found_on_every_width_of_vectors()
    {
        var random = new SeededRandom(6);
        for (var round = 0; round < 2_000; round++)
        {
            var block = new byte[64];
            for (var index = 0; index < block.Length; index++)
                block[index] = (byte)random.NextInt32(random.NextInt32(2) == 0 ? 256 : 64);
            var expected = 0UL;
            for (var index = 0; index < block.Length; index++)
                expected |= block[index] is <= (byte)'\r' or (byte)'"' or (byte)';' ? 1UL << index : 0;
            Assert.Equal(expected, MarkFinder.Find(block, (byte)';'));
            Assert.Equal(expected, MarkFinder.Find512(ref block[0], (byte)';'));
            Assert.Equal(expected, MarkFinder.Find256(ref block[0], (byte)';') | (ulong)MarkFinder.Find256(ref block[32], (byte)';') << 32);
            Assert.Equal(expected, Enumerable.Range(0, 4).Aggregate(0UL, (bits, part) => bits | (ulong)MarkFinder.Find128(ref block[part * 16], (byte)';') << (part * 16)));
        }
    }

    [Fact]
    public void A_NUL_is_an_error_wherever_it_is()
    {
        var text = "a,\"b\",y\n1,\"2\",\"x\"\"\"\n3,4,z\n"u8.ToArray();
        for (var place = 0; place < text.Length; place++)
        {
            byte[] damaged = [.. text[..place], 0, .. text[place..]];
            foreach (var most in (int[])[1, 7, 1000])
            {
                var error = Assert.Throws<CsvException>(() => Cut(damaged, most));
                var line = 1 + text.AsSpan(0, place).Count((byte)'\n');
                Assert.Equal($"x, line {line}: the line contains a NUL character, at offset {place} of the file, so the file is damaged, as by a crash while it was written: restore it, or remove what is damaged.", error.Message);
            }
        }
    }

    [Fact]
    public void A_tail_that_a_crash_left_zeroed_is_an_error()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            // In a column that is not read, in one of classes, and after the last row.
            foreach (var tail in (string[])["1,x,u", "1,x", "", "1,x,\"u"])
            {
                File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes("a,y,t\n" + string.Concat(Enumerable.Repeat("1,x,u\n2,y,v\n", 100)) + tail), .. new byte[4096]]);
                var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(path, "y", new CsvOptions { Ignore = ["t"] }));
                Assert.Equal(202, error.Row);
                Assert.Contains($"at offset {6 + 1200 + tail.Length} of the file", error.Message);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Bytes_that_are_not_text_are_named_with_their_line_wherever_blocks_end()
    {
        byte[] text = [.. "a,y\n1,å\n2,"u8, 0xE4, .. "b\n3,c\n"u8];
        for (var most = 1; most < text.Length; most++)
        {
            var error = Assert.Throws<CsvException>(() => Cut(text, most));
            Assert.Equal(3, error.Row);
            Assert.Contains("(such as E4, in Latin-1 'ä')", error.Message);
        }

        Assert.Contains("not UTF-8", Assert.Throws<CsvException>(() => Cut([.. "a\n"u8, 0xE2, 0x82], 2)).Message);
    }

    [Theory]
    [InlineData("å,y\n∂,😀\n")]
    [InlineData("\uFEFFå,y\n∂,😀\n")]
    public void The_first_character_may_come_byte_by_byte(string text)
    {
        for (var most = 1; most < 6; most++)
            Assert.Equal([["å", "y"], ["∂", "😀"]], Cut(Encoding.UTF8.GetBytes(text), most));
    }

    [Fact]
    public void A_long_row_is_kept_whole_and_a_cell_beyond_the_limit_named_with_it()
    {
        var longest = new string('x', CsvRows.LongestCell);
        Assert.Equal(longest, Cut(Encoding.UTF8.GetBytes($"a,{longest},b\n"), 100_000)[0][1]);
        var wide = new string('∂', CsvRows.LongestCell - 1);
        Assert.Equal(wide, Cut(Encoding.UTF8.GetBytes($"{wide},\"{wide}\"\n"), 100_000)[0][1]);
        foreach (var text in (string[])[$"a\n1,{longest}x,2\n", $"a\n1,\"{longest}x\",2\n", $"a,{longest},{longest}\n1,{longest}x\n"])
            Assert.Equal("x, line 2: cell 2 is longer than 1000000 characters: is a quote never closed, or is this not a CSV file?", Assert.Throws<CsvException>(() => Cut(Encoding.UTF8.GetBytes(text), 100_000)).Message);
    }

    /// <summary>A file that comes in small pieces.</summary>
    private sealed class Drip(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);
    }
}
