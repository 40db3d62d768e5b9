using System.Globalization;
using System.Text;
using CsCheck;

namespace Compiled.Tests;

public sealed class CsvReadingTests
{
    private static string IrisPath => Path.Combine(AppContext.BaseDirectory, "Files", "iris.csv");

    private static Dataset Read(string text, CsvOptions? options = null) => Dataset.FromCsv(new StringReader(text), "y", options);

    [Fact]
    public void Iris_is_read_from_its_file()
    {
        var iris = Dataset.FromCsv(IrisPath, target: "species");
        Assert.Equal("150 rows of 4 features, 3 classes", iris.ToString());
        Assert.Equal(["setosa", "versicolor", "virginica"], iris.ClassNames);
        Assert.Equal(["sepal_length", "sepal_width", "petal_length", "petal_width"], iris.FeatureNames);
        Assert.Equal([5.1f, 3.5f, 1.4f, 0.2f], iris.Input(0));
        Assert.Equal([5.9f, 3.0f, 5.1f, 1.8f], iris.Input(149));
        Assert.Equal([0f, 0, 1], iris.Target(149));
        Assert.Equal(50, Enumerable.Range(0, 150).Count(row => iris.Label(row) == 1));
    }

    [Theory]
    [InlineData("a,b,y\n1,2,3\n4,5,6\n")]
    [InlineData("a,b,y\n1,2,3\n4,5,6")]
    [InlineData("a,b,y\r\n1,2,3\r\n4,5,6\r\n")]
    [InlineData("a,b,y\r1,2,3\r4,5,6\r")]
    [InlineData("a,b,y\n1,2,3\n4,5,6\n\n\r\n  \n")]
    [InlineData("\uFEFFa,b,y\n1,2,3\n4,5,6\n")]
    [InlineData("a , b,\ty\n 1,2 , 3\n4,\t5\t,6 \n")]
    [InlineData("\"a\",\"b\",\"y\"\n\"1\",2,\"3\"\n4,\"5\",6\n")]
    [InlineData("\"a\", \"b\" ,\t\"y\"\n \"1\" ,\t2, \"3\"\n4, \"5\",6 \n")]
    [InlineData("\n\n,,\na,b,y\n1,2,3\n4,5,6\n,,\n,,\n\n")]
    [InlineData("a,b,y,,\n1,2,3,,\n4,5,6,,\n,,,,\n")]
    [InlineData("a,b,y\n1,2,3,,\n4,5,6,\n")]
    [InlineData("a,b,y,\n1,2,3\n4,5,6\n")]
    [InlineData("sep=;\r\na;b;y\r\n1;2;3\r\n4;5;6\r\n")]
    [InlineData("\"sep=;\"\r\na;b;y\r\n1;2;3\r\n4;5;6\r\n")]
    [InlineData("sep=\t\na\tb\ty\n1\t2\t3\n4\t5\t6\n")]
    [InlineData("sep=,\na,b,y\n1,2,3\n4,5,6\n")]
    [InlineData("a;b;y\n1;2;3\n4;5;6\n")]
    [InlineData("a\tb\ty\n1\t2\t3\n4\t5\t6\n")]
    [InlineData("a|b|y\n1|2|3\n4|5|6\n")]
    [InlineData("a;b;y\n1,0;2,00;3\n4;5;6,0\n")]
    [InlineData("a,b,y\n+1,2.0,3e0\n4.,50e-1,.6E1\n")]
    public void The_same_table_is_read_however_it_is_written(string text)
    {
        var data = Read(text);
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Equal([1f, 2, 4, 5], data.Inputs);
        Assert.Equal([3f, 6], data.Targets);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Other_separators_are_an_option(char separator)
    {
        var data = Read("a,b,y\n1,2,3\n".Replace(',', separator), new CsvOptions { Separator = separator });
        Assert.Equal([1f, 2], data.Inputs);
    }

    [Fact]
    public void Quoted_cells_hold_separators_quotes_line_ends_and_blanks()
    {
        var data = Read("\"a,\n1\",\"say \"\"b\"\"\",y\n1,2,\" x, \"\"y\"\"\r\nz\"\n3,4,other\n");
        Assert.Equal(["a,\n1", "say \"b\""], data.FeatureNames);
        Assert.Equal([" x, \"y\"\nz", "other"], data.ClassNames);
        Assert.Equal([1f, 2, 3, 4], data.Inputs);
    }

    [Theory]
    [InlineData("sv-SE")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_thread_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var data = Read("a,b,y\n-1.5,2e-3,-4.25\n-1,1000.5,7\n");
            Assert.Equal([-1.5f, 0.002f, -1, 1000.5f], data.Inputs);
            Assert.Equal([-4.25f, 7], data.Targets);
            Assert.Equal(
                "CSV, line 2, column 'a': '-1,5' is not a number: write a decimal point, not a comma, or set CsvOptions.DecimalComma = true.",
                Assert.Throws<CsvException>(() => Read("a;y\n-1,5;2\n", new CsvOptions { DecimalComma = false })).Message);
            Assert.Equal([-1.5f], Read("a;y\n-1,5;2\n").Inputs);
            Assert.Contains("Label -1 of row 0", Assert.Throws<ArgumentException>(() => Dataset.FromLabels([1f], [-1], 2)).Message);
            Assert.StartsWith("accuracy 0.5000 (1 of 2); baseline 1.0000", ClassificationEvaluation.FromLabels([0, 1], [0, 0], 2).ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Numbers_round_to_the_nearest_float_and_tiny_ones_to_0()
    {
        var data = Read("a,y\n0.1,16777217\n1e-400,3.4028235e38\n-0,1e-45\n");
        Assert.Equal([0.1f, 0, 0], data.Inputs);
        Assert.True(float.IsNegative(data.Inputs[2]));
        Assert.Equal([16777216f, float.MaxValue, float.Epsilon], data.Targets);
    }

    [Fact]
    public void Whole_numbers_of_any_length_agree_with_the_frameworks_parser() =>
        Gen.OneOf(Gen.Int[0, 9], Gen.Int[9_999_990, 10_000_009], Gen.Int[16_777_210, 16_777_225], Gen.Int).Array[1, 50].Sample(numbers =>
        {
            var data = Read("a,y\n" + string.Concat(numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number},0.5\n"))));
            Assert.Equal(numbers.Select(number => (float)number), data.Inputs.ToArray());
        });

    [Fact]
    public void Columns_can_be_left_out_or_chosen_in_another_order()
    {
        const string Text = "id,a,b,y\nfirst,1,2,3\n,4,5,6\n";
        Assert.Equal([1f, 2, 4, 5], Read(Text, new CsvOptions { Ignore = ["id"] }).Inputs);
        var chosen = Read(Text, new CsvOptions { Features = ["b", "a"] });
        Assert.Equal([2f, 1, 5, 4], chosen.Inputs);
        Assert.Equal(["b", "a"], chosen.FeatureNames);
    }

    [Fact]
    public void Several_targets_are_a_regression_in_the_asked_order()
    {
        var data = Dataset.FromCsv(new StringReader("u,a,v\n0,1,2\n1,4,5\n0,1,2\n1,4,5\n"), targets: ["v", "u"]);
        Assert.Equal([2f, 0, 5, 1, 2, 0, 5, 1], data.Targets);
        Assert.Equal(["v", "u"], data.TargetNames);
        Assert.Equal(["a"], data.FeatureNames);
        Assert.Empty(data.ClassNames);
    }

    [Fact]
    public void Files_are_read_as_UTF8_and_other_bytes_refused_with_the_files_name()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, "längd,y\n1,hök\n2,örn\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var data = Dataset.FromCsv(path, "y");
            Assert.Equal(["längd"], data.FeatureNames);
            Assert.Equal(["hök", "örn"], data.ClassNames);

            File.WriteAllText(path, "längd,y\n1,hök\n2,örn\n", Encoding.Latin1);
            var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(path, "y"));
            Assert.StartsWith(Path.GetFileName(path) + ", line 1: ", error.Message);
            Assert.Contains("UTF-8", error.Message);

            File.WriteAllText(path, "a,u,v\n1,2,3\n");
            Assert.Equal([3f, 2], Dataset.FromCsv(path, ["v", "u"]).Targets);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missing_file_is_the_systems_own_error() =>
        Assert.Throws<FileNotFoundException>(() => Dataset.FromCsv(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv")));

    [Fact]
    public void The_callers_reader_stays_open()
    {
        var reader = new StringReader("a,label\n1,2\n");
        _ = Dataset.FromCsv(reader);
        Assert.Equal(-1, reader.Read());
    }

    [Fact]
    public void Any_floats_written_out_in_full_come_back_bit_for_bit() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 200], Gen.OneOf("\n", "\r\n"), Gen.Bool).SelectMany(shape =>
                Gen.Float.Where(float.IsFinite).Array[shape.Item1 * shape.Item2].Select(values => (shape, values)))
            .Sample(example =>
            {
                var ((columns, rows, newline, quoted), values) = example;
                var text = new StringBuilder(string.Join(',', Enumerable.Range(0, columns).Select(column => $"c{column}")) + ",y");
                for (var row = 0; row < rows; row++)
                {
                    text.Append(newline);
                    for (var column = 0; column < columns; column++)
                    {
                        var cell = values[row * columns + column].ToString("R", CultureInfo.InvariantCulture);
                        text.Append(quoted ? $"\"{cell}\"" : cell).Append(',');
                    }

                    text.Append('0');
                }

                var data = Read(text.ToString(), new CsvOptions { Target = TargetKind.Numeric });
                Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), data.Inputs.ToArray().Select(BitConverter.SingleToInt32Bits));
            });

    [Fact]
    public void Any_text_survives_quoting() =>
        Gen.OneOf(Gen.Char.AlphaNumeric, Gen.OneOf('"', ',', '\n', ' ', ';', 'å', '\t')).Array[1, 30].Array[1, 8]
            .Where(cells => cells.Select(cell => new string(cell)).Distinct().Count() > 1)
            .Sample(cells =>
            {
                // The prefix keeps the texts from being numbers; equal texts are one class.
                var texts = cells.Select(cell => "t" + new string(cell)).ToArray();
                var rows = texts.Select(text => $"1,\"{text.Replace("\"", "\"\"")}\"\n");
                var data = Read("a,y\n" + string.Concat(rows));
                Assert.Equal(texts, Enumerable.Range(0, data.Count).Select(row => data.ClassNames[data.Label(row)]));
            });

    [Fact]
    public void Files_larger_than_the_buffer_keep_their_line_numbers()
    {
        var text = new StringBuilder("a,y\r\n");
        for (var row = 0; row < 20_000; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row},{row}.5\r\n");
        Assert.Equal(20_000, Read(text.ToString()).Count);
        Assert.Equal(20_002, Assert.Throws<CsvException>(() => Read(text + "oops,1\r\n")).Row);
    }
}
