using System.Globalization;
using System.Text;
using System.Text.Json;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>CSV files as spreadsheets, data frames and public collections write them, through train and predict.</summary>
[Trait("Speed", "slow")]
public sealed class RealFilesTests
{
    private static readonly string[] Brief = ["--hidden", "4", "--epochs", "2"];

    [Theory]
    [InlineData("Strength(MPa, megapascals)")]
    [InlineData("\"Strength(MPa, megapascals)\"")]
    [InlineData(" Strength(MPa, megapascals) ")]
    public void A_name_with_commas_and_outer_blanks_can_be_the_target(string target)
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("mix.csv", "Cement (kg in a m^3 mixture),\" Age (day) \",\"Strength(MPa, megapascals)\"\n" + Rows(30, static row => $"{100 + row},{row % 7},{row * 1.5}"));
        ToolRun.Done(["train", data, "--target", target, "--class", "MixNet", "--output", folder.Root, .. Brief]);
        Assert.Equal(["Cement (kg in a m^3 mixture)", " Age (day) "], Names(folder["MixNet.metrics.json"], "features"));
        Assert.Equal(["Strength(MPa, megapascals)"], Names(folder["MixNet.metrics.json"], "targets"));
        ToolRun.Done(["train", data, "--target", target, "--ignore", "Age (day)", "--class", "MixNet", "--output", folder.Root, "--force", .. Brief]);
        Assert.Equal(["Cement (kg in a m^3 mixture)"], Names(folder["MixNet.metrics.json"], "features"));
    }

    [Fact]
    public void The_index_of_a_data_frame_is_left_out_with_a_note()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("frame.csv", ",a,b,y\n" + Rows(20, static row => $"{row},{row * 0.5},{row % 3},{(row % 2 == 0 ? "u" : "v")}"));
        var run = ToolRun.Of(["train", data, "--target", "y", "--output", folder.Root, .. Brief]);
        Assert.Equal((0, "note: column 1, which has no name, counts the rows: treated as an index and skipped.\n"), (run.ExitCode, run.Error));
        Assert.Equal(["a", "b"], Names(folder["YNet.metrics.json"], "features"));
        var shuffled = folder.Write("shuffled.csv", ",a,b,y\n7,1,2,u\n3,1,2,v\n");
        Assert.Contains("exclude it with --ignore 'Unnamed: 0'.", ToolRun.Failed("train", shuffled, "--target", "y"), StringComparison.Ordinal);
        Assert.Contains("at least 10", ToolRun.Failed("train", shuffled, "--target", "y", "--ignore", "Unnamed: 0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\", \"b\", \"y\"\n", " {0}, {1}, \"{2}\"\n", "")]
    [InlineData("sep=;\r\na;b;y\r\n", "{0};{1};{2}\r\n", "")]
    [InlineData("a,b,y\r\n", "{0},{1},{2}\r\n", ",,\r\n,,\r\n")]
    [InlineData("a;b;y;;\r\n", "{0};{1};{2};;\r\n", ";;;;\r\n;;;;\r\n")]
    [InlineData("a\tb\ty\n", "{0}\t{1}\t{2}\n", "")]
    public void The_same_rows_give_the_same_network_however_they_are_written(string header, string row, string end)
    {
        using var folder = new TemporaryFolder();
        string Text(string pattern) => string.Concat(
            Enumerable.Range(0, 24).Select(index => string.Format(CultureInfo.InvariantCulture, pattern, index * 0.25, index % 5, index % 2 == 0 ? "v" : "u")));
        ToolRun.Done(["train", folder.Write("plain.csv", "a,b,y\n" + Text("{0},{1},{2}\n")), "--target", "y", "--output", folder["plain"], .. Brief]);
        var other = folder.Write("other.csv", header + Text(row) + end);
        ToolRun.Done(["train", other, "--target", "y", "--output", folder["other"], .. Brief]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["plain"], "YNet.weights")), File.ReadAllText(Path.Combine(folder["other"], "YNet.weights")));
        var model = Path.Combine(folder["plain"], "YNet.weights");
        Assert.Equal(ToolRun.Done("predict", model, folder["plain.csv"], "--ignore", "y"), ToolRun.Done("predict", model, other, "--ignore", "y"));
    }

    [Fact]
    public void Decimal_commas_of_features_and_targets_are_numbers()
    {
        using var folder = new TemporaryFolder();
        var air = folder.Write("air.csv", "Date;Time;CO(GT);T;RH;;\r\n" + Rows(30, static row => $"10/03/2004;{row:00}.00.00;{row},3;{row * 2},5;{row % 9},0;;", "\r\n") + ";;;;;;\r\n");
        var text = ToolRun.Failed("train", air, "--target", "CO(GT)", "--output", folder.Root);
        Assert.Contains("2 columns contain text: 'Date' ('10/03/2004'), 'Time' ('00.00.00'). Exclude them with --ignore Date,Time,", text, StringComparison.Ordinal);
        var run = ToolRun.Of("train", air, "--target", "CO(GT)", "--ignore", "Date,Time", "--hidden", "none", "--epochs", "300", "--rate", "0.05", "--class", "AirNet", "--output", folder.Root);
        Assert.Equal((0, "note: numbers have decimal commas: '0,5' is read as 0.5.\n"), (run.ExitCode, run.Error));
        var output = new float[1];
        Models.Load(folder["AirNet.weights"]).Predict([20.5f, 1], output);
        Assert.InRange(output[0], 9.3, 11.3);

        // A target of prices is a regression, and never a class per row.
        var prices = folder.Write("prices.csv", "qm;zimmer;preis\n" + Rows(40, static row => $"{40 + 3 * row};{1 + row % 4};{900 + 31 * row},{row % 10}1"));
        run = ToolRun.Of(["train", prices, "--target", "preis", "--output", folder.Root, .. Brief]);
        Assert.Contains("1 target;", run.Output, StringComparison.Ordinal);
        var ambiguous = folder.Write("grouped.csv", "qm;preis\n" + Rows(40, static row => $"{40 + 3 * row};{1 + row},000"));
        text = ToolRun.Failed("train", ambiguous, "--target", "preis", "--output", folder.Root);
        Assert.Contains("grouped.csv, line 2, column 'preis': '1,000' is ambiguous", text, StringComparison.Ordinal);
        Assert.Contains("set --thousands comma if it is above a thousand, or --decimal comma if it is below. If these are classes, say --as classes.", text, StringComparison.Ordinal);
        foreach (var (option, value, expected) in new[] { ("--thousands", "comma", 20_000f), ("--decimal", "comma", 20) })
        {
            Assert.Equal(0, ToolRun.Of("train", ambiguous, "--target", "preis", option, value, "--hidden", "none", "--epochs", "300", "--rate", "0.05", "--output", folder.Root, "--force").ExitCode);
            Models.Load(folder["PreisNet.weights"]).Predict([97], output);
            Assert.InRange(output[0], 0.9f * expected, 1.1f * expected);
        }
    }

    [Theory]
    [InlineData("1,2,3", "3 distinct whole numbers, from 1 to 3")]
    [InlineData("0.0,1.0", "2 distinct whole numbers, from 0 to 1")]
    [InlineData("-1,1", "2 distinct whole numbers, from -1 to 1")]
    public void Labels_that_are_numbers_get_a_hint_and_become_classes_on_request(string labels, string hint)
    {
        using var folder = new TemporaryFolder();
        var all = labels.Split(',');
        var data = folder.Write("wine.csv", "a,b,cultivar\n" + Rows(60, row => $"{row % all.Length * 2 + row * 0.001},{row % 7},{all[row % all.Length]}"));
        var run = ToolRun.Of(["train", data, "--target", "cultivar", "--output", folder.Root, .. Brief]);
        Assert.Equal((0, $"note: column 'cultivar' has {hint}: treated as a regression; say --as classes if they are classes.\n"), (run.ExitCode, run.Error));
        ToolRun.Done(["train", data, "--target", "cultivar", "--as", "classes", "--output", folder.Root, "--force", .. Brief]);
        Assert.Equal(all, Names(folder["CultivarNet.metrics.json"], "classes"));
        ToolRun.Done(["train", data, "--target", "cultivar", "--as", "numbers", "--output", folder.Root, "--force", .. Brief]);
    }

    [Fact]
    public void The_class_names_minus_and_plus_one_apart()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("pm.csv", "x,y,side\n" + Rows(40, static row => $"{(row % 2 == 0 ? -1 : 1) * (1 + row * 0.01):R},{row % 3},{(row % 2 == 0 ? -1 : 1)}"));
        ToolRun.Done(["train", data, "--target", "side", "--as", "classes", "--output", folder.Root, .. Brief]);
        var (_, members) = Consumer.Run(folder.Root, "SideNet", "SideNet", [1, 1]);
        Assert.Equal(["Minus1", "Class1"], members);
    }

    [Fact]
    public void Text_columns_are_one_message_with_the_option_to_paste()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("titanic.csv", "PassengerId,Survived,Name,Sex,\"Ticket, no.\",Fare\n" + Rows(40, static row => $"{row},{row % 2},\"Doe, Mr. A{row}\",{(row % 3 == 0 ? "male" : "female")},T{row},{row}.5"));
        var text = ToolRun.Failed("train", data, "--target", "Survived", "--ignore", "PassengerId", "--output", folder.Root);
        Assert.Contains("3 columns contain text: 'Name' ('Doe, Mr. A0'), 'Sex' ('male'), 'Ticket, no.' ('T0'). Exclude them with --ignore 'PassengerId,Name,Sex,\"Ticket, no.\"', or", text, StringComparison.Ordinal);
        ToolRun.Done(["train", data, "--target", "Survived", "--ignore", "PassengerId,Name,Sex,\"Ticket, no.\"", "--output", folder.Root, .. Brief]);
    }

    [Fact]
    public void A_header_of_numbers_is_an_option_that_the_error_names()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("years.csv", "2019,2020,2021\n" + Rows(20, static row => $"{row},{row + 1},{row + 2}"));
        Assert.Contains(" above it, or add --header if it is the header.", ToolRun.Failed("inspect", data), StringComparison.Ordinal);
        Assert.Contains("2020", ToolRun.Done("inspect", data, "--header"), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_an_option()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["latin.csv"], Encoding.Latin1.GetBytes("längd,art\n" + Rows(20, static row => $"{row},{(row % 2 == 0 ? "hök" : "örn")}")));
        Assert.Contains("--encoding latin1", ToolRun.Failed("train", folder["latin.csv"], "--target", "art"), StringComparison.Ordinal);
        ToolRun.Done(["train", folder["latin.csv"], "--target", "art", "--encoding", "latin1", "--output", folder.Root, .. Brief]);
        Assert.Equal(["hök", "örn"], Names(folder["ArtNet.metrics.json"], "classes"));
        Assert.Contains("not supported here", ToolRun.Wrong("train", folder["latin.csv"], "--target", "art", "--encoding", "klingon"), StringComparison.Ordinal);
        Assert.Contains("is a folder", ToolRun.Failed("train", folder.Root, "--target", "art"), StringComparison.Ordinal);
    }

    private static string Rows(int count, Func<int, FormattableString> row, string end = "\n") =>
        string.Concat(Enumerable.Range(0, count).Select(index => FormattableString.Invariant(row(index)) + end));

    private static List<string> Names(string path, string key)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllText(path));
        return [.. metrics.RootElement.GetProperty(key).EnumerateArray().Select(static name => name.GetString()!)];
    }
}
