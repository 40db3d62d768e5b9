using System.Globalization;
using CsCheck;

namespace Compiled.Tests;

/// <summary>How numbers may be written, and which texts are not taken for classes.</summary>
public sealed class CsvNumberTests
{
    [Fact]
    public void Decimal_commas_are_found_in_features_and_targets()
    {
        var (data, notes) = Read("Date;CO;T;y;;\r\n10/03/2004;1,3;20,0;908,21;;\r\n11/03/2004;2;-0,5;1005,03;;\r\n;;;;;\r\n", new CsvOptions { Ignore = ["Date"] });
        Assert.Equal([1.3f, 20, 2, -0.5f], data.Inputs);
        Assert.Equal([908.21f, 1005.03f], data.Targets);
        Assert.Empty(data.ClassNames);
        Assert.Equal(["numbers have decimal commas: '1,3' is read as 1.3."], notes);
        Assert.Equal([908.21f, 945.56f], Read("qm;y\n40;908,21\n43;945,56\n").Data.Targets);
    }

    [Theory]
    [InlineData("\"1,000\"", "ambiguous")]
    [InlineData("\"-1,000\"", "ambiguous")]
    [InlineData("1.234.567", "ThousandsSeparator = '.'")]
    [InlineData("1'000", "ThousandsSeparator = '\\''")]
    [InlineData("1\u00A0000", "ThousandsSeparator = ' '")]
    [InlineData("12,34,567", "the header has")]
    [InlineData("5%", "'%'")]
    [InlineData("12.5 %", "'%'")]
    [InlineData("€ 12", "'€'")]
    [InlineData("-$12", "'$'")]
    [InlineData("12 EUR", "'EUR'")]
    [InlineData("USD 1.50", "'USD'")]
    [InlineData("12 kg", "'kg'")]
    [InlineData("12kg", "'kg'")]
    [InlineData("3.5 km/h", "'km/h'")]
    [InlineData("(1.5)", "parentheses")]
    [InlineData("１２", "digits 0 to 9")]
    public void Numbers_that_are_written_otherwise_never_become_classes_and_say_so_in_features_and_targets(string cell, string problem)
    {
        var options = new CsvOptions { Separator = ',' };
        // The same number in all rows, and others: a column of nothing else is no column of classes.
        var target = "a,y\n" + string.Concat(Enumerable.Range(0, 6).Select(_ => $"1,{cell}\n"));
        var inTarget = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(target), "y", options));
        Assert.Contains(problem, inTarget.Message);
        var inFeature = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader($"a,y\n{cell},1\n"), "y", options));
        Assert.Contains(problem, inFeature.Message);
        Assert.Equal(2, inTarget.Row);
        if (inTarget.Column is null)
            return;
        Assert.Contains("TargetKind.Categorical", inTarget.Message);
        var mixed = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader($"a,y\n1,5\n1,{cell}\n"), "y", options));
        Assert.Contains(problem, mixed.Message);
        Assert.Equal(3, mixed.Row);
    }

    [Theory]
    [InlineData("1st 2nd 3rd 1st 2nd 3rd")]
    [InlineData("<=50K >50K <=50K >50K")]
    [InlineData("+ - + - +")]
    [InlineData("4WD 2WD 4WD 2WD")]
    [InlineData("10-19 20-29 10-19 20-29")]
    [InlineData("1a 1b 2a 2b 1a 1b 2a 2b")]
    [InlineData("10.0.0.1 10.0.0.2 10.0.0.1 10.0.0.2")]
    [InlineData("None some None some")]
    public void Labels_with_digits_stay_classes(string labels)
    {
        var text = "a,y\n" + string.Concat(labels.Split(' ').Select(static label => $"1,{label}\n"));
        Assert.Equal(labels.Split(' ').Distinct().Order(StringComparer.Ordinal), Dataset.FromCsv(new StringReader(text), "y").ClassNames);
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("?")]
    [InlineData("n/a")]
    [InlineData("null")]
    public void Missing_labels_are_errors_until_they_are_classes(string marker)
    {
        var text = $"a,y\n1,u\n2,{marker}\n3,v\n";
        var error = Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), "y"));
        Assert.Contains($"'{marker}' marks a missing value", error.Message);
        Assert.Contains(marker, Dataset.FromCsv(new StringReader(text), "y", new CsvOptions { Target = TargetKind.Categorical }).ClassNames);
    }

    [Theory]
    [InlineData("1,234.5", ',', null, 1234.5f)]
    [InlineData("-1,234,567", ',', null, -1234567f)]
    [InlineData("12,34,567", ',', null, 1234567f)]
    [InlineData("1,000", ',', null, 1000f)]
    [InlineData("1,000", null, true, 1f)]
    [InlineData("1.234,5", '.', null, 1234.5f)]
    [InlineData("1.000", '.', true, 1000f)]
    [InlineData("1 234,5", ' ', true, 1234.5f)]
    [InlineData("1\u202F234", ' ', null, 1234f)]
    [InlineData("1'234.5", '\'', null, 1234.5f)]
    [InlineData("1,234e3", ',', null, 1234000f)]
    [InlineData("5", ',', null, 5f)]
    public void Groups_and_commas_are_read_on_request(string cell, char? thousands, bool? comma, float value)
    {
        var options = new CsvOptions { ThousandsSeparator = thousands, DecimalComma = comma, Separator = ';', Target = TargetKind.Numeric };
        var data = Dataset.FromCsv(new StringReader($"a;y\n{cell};{cell}\n"), "y", options);
        Assert.Equal(value, data.Inputs[0]);
        Assert.Equal(value, data.Targets[0]);
    }

    [Theory]
    [InlineData("1,23", ',')]
    [InlineData("1,2345", ',')]
    [InlineData("1,,234", ',')]
    [InlineData(",234", ',')]
    [InlineData("1234,567", ',')]
    [InlineData("1,23.4", ',')]
    [InlineData("1.5,234", ',')]
    [InlineData("1.2,5", '.')]
    public void Groups_of_a_wrong_length_are_errors(string cell, char thousands) => Assert.Throws<CsvException>(() =>
        Dataset.FromCsv(new StringReader($"a;y\n{cell};1\n"), "y", new CsvOptions { ThousandsSeparator = thousands, Separator = ';' }));

    [Fact]
    public void A_point_in_a_file_of_commas_is_an_error_and_not_another_number()
    {
        var error = Assert.Throws<CsvException>(() => Read("a;b;y\n1,5;1;2\n2,5;3;2\n" + new string(' ', 40_000) + "3,5;1.234;2\n"));
        Assert.Equal(
            "CSV, line 4, column 'b': '1.234' has a decimal point, but the numbers of this file have decimal commas. If the point groups digits, set CsvOptions.ThousandsSeparator = '.'; "
            + "if commas do, set CsvOptions.DecimalComma = false.",
            error.Message);
        Assert.Equal([1.5f, 1234], Dataset.FromCsv(new StringReader("a;b;y\n1,5;1.234;2\n"), "y", new CsvOptions { ThousandsSeparator = '.' }).Inputs);
    }

    [Fact]
    public void Numbers_with_a_point_anywhere_keep_commas_from_being_guessed() =>
        Assert.Contains("DecimalComma = true", Assert.Throws<CsvException>(() => Read("a;b;y\n1,5;1.5;2\n")).Message);

    [Fact]
    public void Any_number_comes_back_from_any_way_of_writing_it() => Gen.Select(Gen.Int[-9_999_999, 9_999_999], Gen.Int[0, 99]).Sample((whole, cents) =>
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{whole:#,0}.{cents:00}");
        var expected = float.Parse(number.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Same(number, new() { ThousandsSeparator = ',' });
        Same(number.Replace(",", "", StringComparison.Ordinal).Replace('.', ','), new() { DecimalComma = true });
        Same(number.Replace(',', ' ').Replace('.', ','), new() { DecimalComma = true, ThousandsSeparator = ' ' });
        Same(number.Replace(',', 'x').Replace('.', ',').Replace('x', '.'), new() { ThousandsSeparator = '.' });
        Same(number.Replace(',', '\''), new() { ThousandsSeparator = '\'' });

        void Same(string cell, CsvOptions options) =>
            Assert.Equal(expected, Dataset.FromCsv(new StringReader($"a;y\n{cell};1\n"), "y", options with { Separator = ';', Target = TargetKind.Numeric }).Inputs[0]);
    }, iter: 2_000);

    [Fact]
    public void Classes_that_are_nearly_as_many_as_the_rows_are_an_error_until_they_are_meant()
    {
        var text = "a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(static row => $"1,{(char)('a' + row % 26)}{row % 30}\n"));
        Assert.Contains("40 rows", Assert.Throws<CsvException>(() => Dataset.FromCsv(new StringReader(text), "y")).Message);
        var (data, notes) = Read(text, new CsvOptions { Target = TargetKind.Categorical });
        Assert.InRange(data.ClassNames.Count, 30, 40);
        Assert.Contains("barely more than one row per class", Assert.Single(notes));
    }

    [Theory]
    [InlineData("1 2 3 1 2 3", "column 'y' has 3 distinct whole numbers, from 1 to 3: treated as a regression; set CsvOptions.Target = TargetKind.Categorical if they are classes.")]
    [InlineData("0.0 1.0 0.0 1.0", "column 'y' has 2 distinct whole numbers, from 0 to 1: treated as a regression; set CsvOptions.Target = TargetKind.Categorical if they are classes.")]
    [InlineData("-1 1 -1 1", "column 'y' has 2 distinct whole numbers, from -1 to 1: treated as a regression; set CsvOptions.Target = TargetKind.Categorical if they are classes.")]
    [InlineData("0.5 1.5 0.5 1.5", null)]
    [InlineData("0 1 0 1", null)]
    [InlineData("1 2 3 4", null)]
    public void Whole_numbers_that_may_be_classes_get_a_hint(string targets, string? note)
    {
        var text = "a,y\n" + string.Concat(targets.Split(' ').Select(static cell => $"1,{cell}\n"));
        Assert.Equal(note is null ? [] : [note], Read(text).Notes);
        Assert.Empty(Read(text, new CsvOptions { Target = TargetKind.Numeric }).Notes);
    }

    [Fact]
    public void Numbers_as_classes_are_ordered_by_value_and_the_same_number_twice_is_said()
    {
        var options = new CsvOptions { Target = TargetKind.Categorical };
        Assert.Equal(["-1", "0.5", "2.0", "10.0"], Read("a,y\n1,10.0\n1,2.0\n1,-1\n1,0.5\n", options).Data.ClassNames);
        var (data, notes) = Read("a,y\n1,1\n1,1.0\n1,2\n1,2\n", options);
        Assert.Equal(["1", "1.0", "2"], data.ClassNames);
        Assert.Equal(["column 'y' has the classes '1' and '1.0', which are the same number."], notes);
    }

    private static (Dataset Data, List<string> Notes) Read(string text, CsvOptions? options = null)
    {
        List<string> notes = [];
        return (Dataset.FromCsv(new StringReader(text), "y", (options ?? new()) with { OnNote = notes.Add }), notes);
    }
}
