using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Xml.Linq;
using Compiled.Numerics;

namespace Compiled.Tests;

/// <summary>What is in a report; <see cref="BrowserTests"/> opens it.</summary>
public sealed class ReportTests
{
    private const string Hostile = "</table><script>alert('1')</script><img src=x onerror=alert(2)>&\"\u202E\0";

    [Fact]
    public void A_classifier_has_every_section()
    {
        var (html, _) = Plane();
        foreach (var id in new[] { "data", "topology", "training", "evaluation", "importance", "worst", "parameters", "reproduce" })
            Assert.Contains($"<h2 id=\"{id}\">", html, StringComparison.Ordinal);
        foreach (var text in new[]
                 {
                     "length (cm)", "width (cm)", "north", "south-east", "west", "[Dense(16), Tanh]", "Confusion matrix", "ROC curve", "Precision–recall curve", "Calibration", "Decision regions",
                     "Permutation importance", "probability of the actual class", "Dense0, weights (32)", "compiled train spirals.csv --target class", "accuracy 0.",
                 })
            Assert.Contains(text, html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regression_has_residuals_and_the_largest_errors()
    {
        var html = Report.ToHtml(Cases.NumberNetwork, Cases.Numbers, new ReportOptions { History = Cases.NumberHistory });
        Assert.Contains("Residuals of price", html, StringComparison.Ordinal);
        Assert.Contains("<th class=\"n\">actual price</th><th class=\"n\">predicted price</th>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Confusion matrix", html, StringComparison.Ordinal);
        var outputs = new float[Cases.Numbers.Count];
        Cases.NumberNetwork.PredictBatch(Cases.Numbers.Inputs, outputs);
        var worst = Enumerable.Range(0, outputs.Length).MaxBy(row => Math.Abs(outputs[row] - Cases.Numbers.Targets[row]));
        Assert.Contains($"<tbody>\n<tr><td>{worst}</td>", html[html.IndexOf("id=\"worst\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Yes_or_no_heads_and_values_that_are_not_finite_are_reported_too()
    {
        var points = Cases.Plane.Inputs.ToArray();
        var targets = new float[points.Length / 2];
        for (var row = 0; row < targets.Length; row++)
            targets[row] = points[2 * row] > 0 ? 1 : 0;
        var yes = Report.ToHtml(new YesNet(seed: 1), Dataset.FromMemory(points, targets, 2, 1, classNames: ["left", "right"]));
        Assert.Contains("right (AUC", yes, StringComparison.Ordinal);
        Assert.DoesNotContain("left (AUC", yes, StringComparison.Ordinal);

        var agent = new AgentNet(seed: 1);
        var rows = new float[9 * 20];
        rows[0] = float.NaN;
        var answers = new float[6 * 20];
        for (var row = 0; row < 20; row++)
            answers[6 * row + row % 5] = 1;
        var heads = Report.ToHtml(agent, Dataset.FromMemory(rows, answers, 9, 6));
        Assert.Contains("Head Policy", heads, StringComparison.Ordinal);
        Assert.Contains("Some outputs are NaN", heads, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_ensemble_it_judges_the_answers_of_all_members_together()
    {
        var members = new[] { Cases.PlaneNetwork, Cases.PlaneNetwork.Clone(), Cases.PlaneNetwork.Clone() };
        members[1].Dense0.Biases[0] += 1;
        members[2].Dense1.Biases[1] += 2;
        var ensemble = new Ensemble<PlaneNet>(members);
        var html = Report.ToHtml(ensemble, Cases.Plane, new ReportOptions { History = Cases.PlaneHistory, ImportanceRepeats = 1 });
        Assert.Contains($"accuracy {ensemble.Evaluate(Cases.Plane).Score.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)} on ", html, StringComparison.Ordinal);
        Assert.Contains("An ensemble: 3 such networks answer together.", html, StringComparison.Ordinal);
        Assert.Contains($"{3 * PlaneNet.ParameterCount} parameters", html, StringComparison.Ordinal);
        Assert.Contains("Permutation importance", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"<td>{Report.HashOf(members[0])}</td>", html, StringComparison.Ordinal);

        // An ensemble of one is that network, but for the sentence and the regions.
        var one = Report.ToHtml(new Ensemble<PlaneNet>([members[0]]), Cases.Plane);
        Assert.Contains($"<td>{Report.HashOf(members[0])}</td>", one, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_that_of_the_parameters_and_changes_with_them()
    {
        var network = new YesNet(seed: 1);
        var values = new float[YesNet.ParameterCount];
        network.CopyParametersTo(values);
        var bytes = new byte[4 * values.Length];
        for (var index = 0; index < values.Length; index++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), values[index]);
        var hash = Report.HashOf(network);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash);
        network.Dense0.Biases[0] += 1;
        Assert.NotEqual(hash, Report.HashOf(network));

        var (html, plane) = Plane();
        Assert.Contains($"<td>{Report.HashOf(plane)}</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes() => Assert.Equal(Plane().Html, Plane().Html);

    [Fact]
    public void Hostile_names_stay_text()
    {
        var html = HostileReport();
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\0", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        // The body is well-formed: no name closes an element.
        var body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)];
        Assert.NotEmpty(XDocument.Parse(body).Descendants());
    }

    [Fact]
    public void A_report_names_no_other_host()
    {
        var (html, _) = Plane();
        var addresses = html.Split("http").Skip(1).Select(static rest => rest[..Math.Min(rest.Length, 30)])
            .Where(static rest => !rest.StartsWith("://www.w3.org/2000/svg\"", StringComparison.Ordinal) && !rest.StartsWith("-equiv=", StringComparison.Ordinal));
        Assert.Empty(addresses);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_tell_their_range_and_what_is_odd_about_them()
    {
        float[] inputs = new float[3 * 30];
        for (var row = 0; row < 30; row++)
            (inputs[3 * row], inputs[3 * row + 1], inputs[3 * row + 2]) = (7, row, row % 2 == 0 ? 1.5f : float.NaN);
        var html = Report.ToHtml(new OddNet(seed: 1), Dataset.FromMemory(inputs, new float[30], 3, 1, ["same", "id", "gaps"]), new ReportOptions { ImportanceRepeats = 0 });
        Assert.Contains("<tr><td>same</td><td>feature</td><td class=\"n\">7</td>", html, StringComparison.Ordinal);
        Assert.Contains("constant</td></tr>\n<tr><td>id</td>", html, StringComparison.Ordinal);
        Assert.Contains("different in every row: an identifier?</td></tr>\n<tr><td>gaps</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">1</td><td class=\"n\">15</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"importance\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Importance_finds_the_features_that_matter()
    {
        var importance = PermutationImportance.Of(Cases.NumberNetwork, Cases.Numbers, options: new PermutationOptions { Repeats = 3, Seed = 1 });
        Assert.Equal(["area", "rooms"], importance.Ranked.Take(2).Select(static feature => feature.Name));
        var html = Report.ToHtml(Cases.NumberNetwork, Cases.Numbers, new ReportOptions { ImportanceRepeats = 3, Seed = 1 });
        var picture = Plot.Importance(
            [.. importance.Features.Select(static feature => feature.Name)], [.. importance.Features.Select(static feature => feature.Mean)],
            [.. importance.Features.Select(static feature => feature.StandardDeviation)], FormattableString.Invariant($"loss of R2, which is {importance.Value:0.0000}"));
        Assert.Contains(picture.Wide().ToElement(), html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_head_has_its_figures_pictures_importance_and_worst_rows()
    {
        var html = Heads();
        string[] texts = ["is the average of 2 heads", "Confusion matrix", "ROC curve", "Residuals of worth", "loss of accuracy", "loss of R2", "probability of the actual class", "actual worth"];
        foreach (var text in texts)
            Assert.Contains(text, html, StringComparison.Ordinal);
        foreach (var id in new[] { "evaluation", "importance", "worst" })
        {
            var begin = html.IndexOf($"<h2 id=\"{id}\">", StringComparison.Ordinal);
            var end = html.IndexOf("<h2 ", begin + 1, StringComparison.Ordinal);
            Assert.Contains("<h3>Head Policy</h3>", html[begin..end], StringComparison.Ordinal);
            Assert.Contains("<h3>Head Value</h3>", html[begin..end], StringComparison.Ordinal);
        }

        // The columns of the one-hot target name the classes.
        Assert.Contains("north", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_written_whole_or_not_at_all()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var path = Path.Combine(folder, "report.html");
            Report.Write(path, Cases.PlaneNetwork, Cases.Plane);
            Assert.Equal(Report.ToHtml(Cases.PlaneNetwork, Cases.Plane), File.ReadAllText(path));
            Assert.Contains("could not be written", Assert.Throws<IOException>(() => Report.Write(Path.Combine(folder, "none", "report.html"), Cases.PlaneNetwork, Cases.Plane)).Message);
            Assert.Contains("lacks the features 'length (cm)'", Assert.ThrowsAny<ArgumentException>(() => Report.Write(path, Cases.PlaneNetwork, Cases.Numbers)).Message);
            Assert.Equal(Report.ToHtml(Cases.PlaneNetwork, Cases.Plane), File.ReadAllText(path));
            Assert.Single(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Contains("'WorstRows' is -1", Assert.Throws<ArgumentOutOfRangeException>(() => Report.ToHtml(Cases.PlaneNetwork, Cases.Plane, new ReportOptions { WorstRows = -1 })).Message);
        var wrong = new ReportOptions { ImportanceRepeats = 101 };
        Assert.Contains("'ImportanceRepeats' is 101", Assert.Throws<ArgumentOutOfRangeException>(() => Report.ToHtml(Cases.PlaneNetwork, Cases.Plane, wrong)).Message);
        Assert.Contains("'Plots' contains a null", Assert.Throws<ArgumentException>(() => Report.ToHtml(Cases.PlaneNetwork, Cases.Plane, new ReportOptions { Plots = [null!] })).Message);
    }

    internal static (string Html, PlaneNet Network) Plane() => (
        Report.ToHtml(Cases.PlaneNetwork, Cases.Plane, new ReportOptions
        {
            Title = "Three spirals",
            History = Cases.PlaneHistory,
            Training = Cases.Plane,
            Reproduction = "compiled train spirals.csv --target class",
        }),
        Cases.PlaneNetwork);

    /// <summary>A trained network of a policy and a value.</summary>
    internal static string Heads()
    {
        var random = new SeededRandom(5);
        var (inputs, targets) = (new float[9 * 240], new float[6 * 240]);
        for (var index = 0; index < inputs.Length; index++)
            inputs[index] = 2 * random.NextSingle() - 1;
        for (var row = 0; row < 240; row++)
        {
            var largest = 0;
            for (var feature = 1; feature < 5; feature++)
                largest = inputs[9 * row + feature] > inputs[9 * row + largest] ? feature : largest;
            targets[6 * row + largest] = 1;
            targets[6 * row + 5] = 0.9f * inputs[9 * row + 6];
        }

        string[] features = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        var (train, test) = Dataset.FromMemory(inputs, targets, 9, 6, features, ["north", "south", "east", "west", "stay", "worth"]).Split(0.5, 1);
        var agent = new AgentNet(seed: 1);
        var history = agent.CreateTrainer(new Adam(0.01f)).Fit(train, new FitOptions { Epochs = 20, BatchSize = 16, Validation = test });
        return Report.ToHtml(agent, test, new ReportOptions { History = history, Training = train });
    }

    /// <summary>Thirty classes and long names, all hostile.</summary>
    internal static string HostileReport()
    {
        var network = new ManyNet(seed: 1);
        var random = new SeededRandom(2);
        var (inputs, labels) = (new float[4 * 300], new int[300]);
        for (var index = 0; index < inputs.Length; index++)
            inputs[index] = random.NextSingle();
        for (var row = 0; row < labels.Length; row++)
            labels[row] = row % 30;
        string[] classes = [.. Enumerable.Range(0, 30).Select(static label => $"{Hostile} {label}")];
        string[] features = [.. Enumerable.Range(0, 4).Select(static feature => $"{feature} {Hostile} and a name that goes on and on")];
        string[] pictures = ["roc-30", "residuals-many", "first-layer-images", "topology-heads", "importance-60"];
        var data = Dataset.FromLabels(inputs, labels, classes, features);
        return Report.ToHtml(network, data, new ReportOptions { Title = Hostile, Reproduction = Hostile, Plots = [.. pictures.Select(static name => Gallery.Plots[name]())] });
    }
}
