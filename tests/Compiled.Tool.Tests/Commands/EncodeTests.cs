using System.Text.Json;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled train --encode, and what the other commands do with such networks.</summary>
public sealed class EncodeTests
{
    [Fact]
    public void Text_and_missing_values_become_inputs_and_predict_takes_the_raw_columns()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("clients.csv", Clients.Csv());
        var output = ToolRun.Done("train", data, "--target", "stays", "--encode", "--categorical", "zip", "--output", folder.Root);
        Assert.Contains("\n4 columns become 11 inputs:\n  age: number, missing becomes ", output, StringComparison.Ordinal);
        Assert.Matches("\n  city: text, 3 categories, other, indicator of missing values, 5 inputs\n", output);
        Assert.Contains("\n  zip: text, 3 categories, 3 inputs\n", output, StringComparison.Ordinal);
        Assert.Matches("\n  income: number, missing becomes [0-9.]+, indicator of missing values, 2 inputs\n", output);
        using (var metrics = JsonDocument.Parse(File.ReadAllText(folder["StaysNet.metrics.json"])))
        {
            Assert.Equal(["age", "city", "zip", "income"], metrics.RootElement.GetProperty("columns").EnumerateArray().Select(static name => name.GetString()));
            Assert.InRange(metrics.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble(), 0.8, 1);
        }

        // The codes of a column keep their zeros, in the file's encoder and in the class.
        Assert.Contains("\"zip=01\"", File.ReadAllText(folder["StaysNet.cs"]), StringComparison.Ordinal);
        Assert.Contains("Predicts stays from 4 columns: age, city, zip, income.", File.ReadAllText(folder["StaysNet.cs"]), StringComparison.Ordinal);
        var network = Models.Load(folder["StaysNet.weights"]);
        Assert.Equal(["age", "city", "zip", "income"], network.Encoder!.Columns.Select(static column => column.Name));
        Assert.Equal(["01", "02", "03"], network.Encoder.Columns[2].Categories);

        // The raw columns, in any order; the answers are those of a row of the library.
        var rows = folder.Write("new.csv", "income,zip,city,age\n70,01,Rome,30\n,02,Oslo,40\n50,03,,50\n60,01,Paris,20\n");
        var run = ToolRun.Of("predict", folder["StaysNet.weights"], rows);
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.StartsWith("prediction,probability_no,probability_yes", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("yes,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("no,", lines[2], StringComparison.Ordinal);
        Assert.Contains("note: 1 row has a category that the training rows did not have, or too rarely to learn from; it is taken as \"other\" (city: 'Paris').", run.Error, StringComparison.Ordinal);
        var row = network.CreateRow();
        row["age"] = 30;
        row["city"] = "Rome";
        row["zip"] = "01";
        row["income"] = 70;
        var outputs = new float[2];
        network.Predict(row, outputs);
        Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"yes,{outputs[0]:R},{outputs[1]:R}"), lines[1]);

        // An empty row between others would have no prediction.
        var gap = ToolRun.Of("predict", folder["StaysNet.weights"], folder.Write("gap.csv", "income,zip,city,age\n70,01,Rome,30\n\n,02,Oslo,40\n"));
        Assert.NotEqual(0, gap.ExitCode);
        Assert.Contains("gap.csv, line 3: the row is empty, but other rows follow: fill it in or remove it.", gap.Error, StringComparison.Ordinal);

        // With the right answers: an evaluation, and a note that the rows were seen.
        var judged = ToolRun.Of("predict", folder["StaysNet.weights"], data, "--target", "stays", "--output", folder["answers.csv"]);
        Assert.Equal(0, judged.ExitCode);
        Assert.Matches(@"\naccuracy 0\.[89]", judged.Output);
        Assert.Contains("note: the network was trained on ", judged.Error, StringComparison.Ordinal);
        Assert.StartsWith("prediction,probability_no,probability_yes,actual_stays\n", File.ReadAllText(folder["answers.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_encoder_survives_every_format_that_has_names_and_inspect_shows_it()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("clients.csv", Clients.Csv());
        ToolRun.Done("train", data, "--target", "stays", "--encode", "--epochs", "3", "--output", folder.Root);
        var answers = ToolRun.Of("predict", folder["StaysNet.weights"], data).Output;
        foreach (var extension in new[] { ".safetensors", ".onnx", ".weights" })
        {
            var path = folder["other" + extension];
            if (extension != ".weights")
            {
                ToolRun.Done("convert", folder["StaysNet.weights"], path);
                Assert.Equal(answers, ToolRun.Of("predict", path, data).Output);
            }

            var shown = ToolRun.Done("inspect", extension == ".weights" ? folder["StaysNet.weights"] : path);
            Assert.Contains("\n4 columns become ", shown, StringComparison.Ordinal);
            Assert.Contains("\n  age: number, missing becomes ", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("\nfeatures: ", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_reports_and_other_splits_work_with_it()
    {
        using var folder = new TemporaryFolder();
        // Income without gaps, so that it can be a target.
        var data = folder.Write("clients.csv", Clients.Csv().Replace(",NA,", ",33,", StringComparison.Ordinal));
        var page = folder["report.html"];
        var output = ToolRun.Done(
            "train", data, "--target", "income", "--as", "numbers", "--encode", "--features", "age,city,stays", "--epochs", "3", "--repeats", "2",
            "--bootstrap", "50", "--report", page, "--output", folder["a"]);
        Assert.Contains("3 columns become ", output, StringComparison.Ordinal);
        Assert.Contains("\n2 random splits: R2 ", output, StringComparison.Ordinal);
        Assert.Contains("loss MeanSquaredError", output, StringComparison.Ordinal);
        var html = File.ReadAllText(page);
        Assert.Contains("city=Rome", html, StringComparison.Ordinal);
        Assert.Contains("Permutation importance", html, StringComparison.Ordinal);
        var judged = ToolRun.Of("predict", Path.Combine(folder["a"], "IncomeNet.weights"), data, "--target", "income");
        Assert.StartsWith("income,actual_income\n", judged.Output, StringComparison.Ordinal);
        Assert.Contains("RMSE", judged.Error, StringComparison.OrdinalIgnoreCase);

        // The same command gives the same files.
        ToolRun.Done(
            "train", data, "--target", "income", "--as", "numbers", "--encode", "--features", "age,city,stays", "--epochs", "3", "--threads", "1", "--output", folder["b"]);
        Assert.Equal(File.ReadAllText(Path.Combine(folder["a"], "IncomeNet.weights")), File.ReadAllText(Path.Combine(folder["b"], "IncomeNet.weights")));
    }

    [Fact]
    public void Classes_that_look_like_numbers_are_found_again()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("codes.csv", "a,grade\n" + string.Concat(Enumerable.Range(0, 40).Select(static row => $"{row},0{1 + row / 20}\n")));
        ToolRun.Done("train", data, "--target", "grade", "--as", "classes", "--encode", "--epochs", "2", "--output", folder.Root);
        Assert.Equal(["01", "02"], Models.Load(folder["GradeNet.weights"]).Classes);
        Assert.Matches("\n(01|02),[^\n]*,01\n", ToolRun.Of("predict", folder["GradeNet.weights"], data, "--target", "grade").Output);

        // Whole numbers, which another file may write with a decimal.
        var labels = folder.Write("labels.csv", "a,label\n" + string.Concat(Enumerable.Range(0, 40).Select(static row => $"{row},{row / 20}\n")));
        ToolRun.Done("train", labels, "--target", "label", "--encode", "--epochs", "2", "--output", folder.Root);
        File.WriteAllText(labels, File.ReadAllText(labels).Replace(",0\n", ",0.0\n", StringComparison.Ordinal));
        var run = ToolRun.Of("predict", folder["LabelNet.weights"], labels, "--target", "label");
        Assert.True(run.ExitCode == 0, run.Error);
    }

    [Theory]
    [InlineData("a,city,y", "{0},Rome,{1}", "column 'city': 'Rome' is not a number: correct it, or exclude the column with --ignore city, or encode texts and missing values with --encode.")]
    [InlineData("a,b,y", "{0},,{1}", "column 'b': the cell is empty: fill it in, remove the row, or exclude the column with --ignore b, or encode texts and missing values with --encode.")]
    public void Without_it_text_and_gaps_are_errors_that_name_it(string header, string row, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, ToolRun.Failed("train", Rows(folder, header, row), "--target", "y", "--output", folder.Root), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,y", "{0},", "the target 'y' has no value in any row: name another column with --target.")]
    [InlineData("a,y", "{0},{2}", "the target 'y' is missing in 1 of 12 rows, first in row 4 of the data: fill it in, or remove these rows.")]
    [InlineData("a,y", "{0},note {0}", "the target 'y' has 12 distinct texts in 12 rows, such as 'note 0', which are probably not classes: name another column with --target, or say --as classes if they are.")]
    [InlineData("a,y", "{0},{3}", "the target 'y' has texts, such as 'many', and numbers, such as '1': correct it, or say --as classes if both are classes.")]
    [InlineData("y,empty", "{1},", "has no usable feature column: all of them are targets, ignored, or without any value.")]
    [InlineData("a,z", "{0},{1}", "has no column 'y' for --target; the columns are 'a', 'z'.")]
    [InlineData("y", "{1}", "has no usable feature column")]
    public void A_target_or_a_table_that_cannot_be_learned_is_an_error(string header, string row, string message)
    {
        using var folder = new TemporaryFolder();
        var run = ToolRun.Of("train", Rows(folder, header, row), "--target", "y", "--encode", "--output", folder["out"]);
        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("compiled: data.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_errors()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("clients.csv", Clients.Csv(60));
        Assert.Contains("--categorical needs --encode", ToolRun.Wrong("train", data, "--target", "stays", "--categorical", "zip"), StringComparison.Ordinal);
        Assert.Contains("there is no column 'zap'; the columns are", ToolRun.Failed("train", data, "--target", "stays", "--encode", "--categorical", "zap"), StringComparison.Ordinal);
        Assert.Contains("'stays' is in --target and in --ignore", ToolRun.Wrong("train", data, "--target", "stays", "--encode", "--ignore", "stays"), StringComparison.Ordinal);
        Assert.Contains("line 2, column 'city': 'Rome' is not a number: correct it.", ToolRun.Failed("train", data, "--target", "city", "--as", "numbers", "--encode"), StringComparison.Ordinal);

        ToolRun.Done("train", data, "--target", "stays", "--encode", "--epochs", "1", "--output", folder.Root);
        Assert.Contains("--features takes columns by position", ToolRun.Wrong("predict", folder["StaysNet.weights"], data, "--features", "age,city,zip,income"), StringComparison.Ordinal);
        Assert.Contains("lacks", ToolRun.Failed("predict", folder["StaysNet.weights"], folder.Write("less.csv", "age,zip,income\n1,01,2\n")), StringComparison.Ordinal);
        var old = ToolRun.Failed("predict", folder["StaysNet.weights"], folder.Write("wrong.csv", "age,city,zip,income\nold,Rome,01,2\n"));
        Assert.Contains("line 2, column 'age': 'old' is not a number: correct it.", old, StringComparison.Ordinal);
        var unknown = folder.Write("class.csv", "age,city,zip,income,stays\n1,Rome,01,2,maybe\n");
        Assert.Contains(
            "'maybe' in row 0, which is not a class", ToolRun.Failed("predict", folder["StaysNet.weights"], unknown, "--target", "stays"), StringComparison.Ordinal);
    }

    private static string Rows(TemporaryFolder folder, string header, string row) => folder.Write("data.csv", header + "\n" + string.Concat(Enumerable.Range(0, 12).Select(index => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, row, index, index % 2, index == 3 ? "" : index % 2 == 0 ? "no" : "yes", index % 2 == 0 ? "many" : "1") + "\n")));
}
