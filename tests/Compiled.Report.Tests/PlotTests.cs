using System.Text;
using System.Xml.Linq;

namespace Compiled.Tests;

/// <summary>Each plot as SVG and PNG: what can be checked without eyes. <see cref="Gallery"/> was looked at.</summary>
public sealed class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. Gallery.Plots.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_SVG_is_well_formed_of_its_size_and_the_same_every_time(string name)
    {
        var plot = Gallery.Plots[name]();
        var text = plot.ToSvg();
        var root = XDocument.Parse(text).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal($"{plot.Width}", root.Attribute("width")!.Value);
        Assert.Equal($"{plot.Height}", root.Attribute("height")!.Value);
        Assert.Equal(plot.Title.Replace('\u202E', '\uFFFD').Replace('\0', '\uFFFD'), root.Element(Svg + "title")!.Value);
        Assert.Equal(text, Gallery.Plots[name]().ToSvg());
        // Numbers that are none would draw nothing, and scripts something else.
        Assert.DoesNotContain("NaN", text.Replace("NaN, ", ""), StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
        Assert.DoesNotContain(root.Descendants(), static element => element.Name.LocalName is "script" or "foreignObject");
        Assert.All(root.Descendants(Svg + "image"), static image => Assert.StartsWith("data:image/png;base64,", image.Attribute("href")!.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_of_an_SVG_leaves_the_picture(string name)
    {
        var plot = Gallery.Plots[name]();
        foreach (var text in XDocument.Parse(plot.ToSvg()).Descendants(Svg + "text"))
        {
            // Half of the width that the layout reckons with, so that no doubt about faces fails the test.
            var (x, size) = (Number(text, "x"), Number(text, "font-size"));
            if (text.Attribute("transform") is not null)
                continue;
            var width = Drawing.Label.Width(text.Value) * size;
            var left = text.Attribute("text-anchor")!.Value switch { "middle" => x - width / 2, "end" => x - width, _ => x };
            Assert.True(left >= -0.1 && left + width <= plot.Width + 0.1, $"'{text.Value}' reaches from {left} to {left + width} of {plot.Width}.");
            Assert.InRange(Number(text, "y"), size * 0.7, plot.Height);
        }

        static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_PNG_has_its_size_its_paper_and_something_on_it(string name)
    {
        foreach (var (theme, paper) in new[] { (PlotTheme.Light, 0xFFFFFFFFu), (PlotTheme.Dark, 0xFF15181Du) })
        {
            var plot = Gallery.Plots[name]();
            var file = plot.ToPng(new PlotOptions { Theme = theme });
            using var image = SkiaSharp.SKBitmap.Decode(file);
            Assert.Equal((plot.Width, plot.Height), (image.Width, image.Height));
            var pixels = image.Pixels;
            Assert.Equal(paper, (uint)pixels[0]);
            Assert.DoesNotContain(pixels, static pixel => pixel.Alpha != 255);
            // The title, and what is below it.
            Assert.InRange(pixels.Count(pixel => (uint)pixel != paper), 300, pixels.Length);
            Assert.True(Enumerable.Range(0, plot.Width * 36).Count(index => (uint)pixels[index] != paper) > (plot.Title.Length > 0 ? 20 : 0), "There is no title.");
            Assert.Equal(file, Gallery.Plots[name]().ToPng(new PlotOptions { Theme = theme }));
        }
    }

    [Fact]
    public void Every_panel_of_a_PNG_is_drawn()
    {
        var plot = Gallery.Plots["residuals"]();
        using var image = SkiaSharp.SKBitmap.Decode(plot.ToPng());
        foreach (var left in new[] { 0, plot.Width / 2 })
        {
            var blue = 0;
            for (var x = left; x < left + plot.Width / 2; x++)
                for (var y = 60; y < plot.Height; y++)
                    blue += image.GetPixel(x, y) is { Blue: > 150, Red: < 180 } ? 1 : 0;
            Assert.InRange(blue, 500, int.MaxValue);
        }
    }

    [Fact]
    public void Names_titles_units_and_figures_of_the_data_are_in_the_text()
    {
        AssertTexts(Gallery.Plots["loss"](), "Loss per epoch", "loss", "epoch", "training", "validation", $"best epoch: {Cases.PlaneHistory.BestEpoch}");
        AssertTexts(Gallery.Plots["loss-nan"](), "training (1 epoch not finite)", "validation (1 epoch not finite)");
        AssertTexts(Gallery.Plots["loss-empty"](), "no epoch was finished");
        AssertTexts(Gallery.Plots["loss-nothing-finite"](), "no value is finite");
        AssertTexts(Gallery.Plots["metric"](), "Accuracy", "accuracy (fraction)");
        AssertTexts(Gallery.Plots["metric-missing"](), "not measured: see FitOptions.TrainingMetrics and FitOptions.Validation");
        AssertTexts(Gallery.Plots["finder"](), "learning rate (logarithmic)", "loss (1 rate not finite)", "suggested: 2.5e-3");
        AssertTexts(Gallery.Plots["confusion-3"](), "actual class", "predicted class", "north", "south-east", "west");
        AssertTexts(Gallery.Plots["regions"](), "length (cm)", "width (cm)", "north", "south-east", "west");
        AssertTexts(Gallery.Plots["residuals"](), "predicted price (1,000 €)", "actual price (1,000 €)", "actual − predicted", "rows", "no error");
        AssertTexts(Gallery.Plots["residuals-many"](), "4,000 of 20,000 rows");
        AssertTexts(Gallery.Plots["importance"](), "area", "rooms", "loss of R²");
        AssertTexts(Gallery.Plots["importance-60"](), "the first 40 of 60 features", "feature number 39");
        AssertTexts(Gallery.Plots["weights"](), "Dense0, weights (32)", "Dense0, biases (16)", "Dense1, weights (48)", "Dense1, biases (3)");
        AssertTexts(Gallery.Plots["first-layer-table"](), "area", "noise", "unit");
        AssertTexts(Gallery.Plots["topology"](), "PlaneNet", "Dense0", "2 → 16, 48 parameters", "Tanh", "Softmax", "CrossEntropy");
        AssertTexts(Gallery.Plots["topology-heads"](), "a, b, c, d …", "Head Policy", "Head Value", "residual: adds what it began with", "MeanSquaredError");
        AssertTexts(Gallery.Plots["topology-long"](), "… 50 blocks more …");
        AssertTexts(Gallery.Plots["loss-decades"](), "loss (logarithmic)", "training (1 epoch not finite)", "1e12", "1");
        AssertTexts(Gallery.Plots["metric-mae"](), "Mean absolute error", "mae");
        AssertTexts(Gallery.Plots["learning-rate-empty"](), "no epoch was finished");
        AssertTexts(Gallery.Plots["finder-narrow"](), "0.002089", "0.002399");
        AssertTexts(Gallery.Plots["finder-nothing-finite"](), "loss (3 rates not finite)");
        AssertTexts(Gallery.Plots["precision-recall-12"](), "12 curves, the first: class 0");
        AssertTexts(Gallery.Plots["residuals-nothing-finite"](), "rows (2 rows not finite)");
        AssertTexts(Gallery.Plots["first-layer-wide"](), "blue: up to", "x0", "x59");
        AssertTexts(Gallery.Plots["first-layer-wide-images"](), "the first 64 of 65 units", "63");
        AssertTexts(Gallery.Plots["first-layer-zero"](), "blue: up to 0, orange: down to −0");
        AssertTexts(Gallery.Plots["topology-named"](), "1 feature", "Fc1 (Dense)", "1 → 1, 2 parameters", "Relu");
        AssertTexts(Gallery.Plots["histograms-one"](), "emoji \U0001F600 (2)");
        AssertTexts(Gallery.Plots["roc-30"](), "chance", "30 curves, the first: class 0");
    }

    [Fact]
    public void Curves_bring_their_area()
    {
        float[] scores = [0.1f, 0.4f, 0.35f, 0.8f], targets = [0, 0, 1, 1];
        AssertTexts(Plot.Roc(RocCurve.Of(scores, targets), "yes"), "yes (AUC 0.750)", "false-positive rate", "true-positive rate");
        AssertTexts(Plot.PrecisionRecall(PrecisionRecallCurve.Of(scores, targets), "yes"), "yes (AP 0.833)", "recall", "precision");
        AssertTexts(Plot.Calibration(CalibrationCurve.Of(scores, targets), "yes"), "perfect calibration", "mean predicted probability", "fraction of positives");
    }

    [Fact]
    public void A_search_for_the_learning_rate_is_shown_with_its_suggestion()
    {
        var curve = new PlaneNet(seed: 1).CreateTrainer(new Adam()).FindLearningRate(Cases.Plane);
        Assert.NotNull(curve.Suggestion);
        AssertTexts(Plot.LearningRateFinder(curve), FormattableString.Invariant($"suggested: {curve.Suggestion:0.#####e0}"), "smoothed loss", "loss of each step");
    }

    [Fact]
    public void A_loss_over_decades_is_shown_on_a_logarithmic_axis()
    {
        AssertTexts(Plot.Loss(Cases.History((100, null), (1, null), (0.01, null))), "loss (logarithmic)", "0.1", "10");
        Assert.DoesNotContain("logarithmic", Plot.Loss(Cases.History((100, null), (1, null), (-0.01, null))).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_class_of_many_has_its_name_and_its_cells()
    {
        var root = XDocument.Parse(Gallery.Plots["confusion-30"]().ToSvg()).Root!;
        var texts = root.Descendants(Svg + "text").Select(static text => text.Value).ToList();
        for (var label = 0; label < 30; label++)
            Assert.Equal(2, texts.Count(text => text.StartsWith($"class {label} ", StringComparison.Ordinal)));
        var counts = texts.Where(static text => int.TryParse(text, out _)).Sum(int.Parse);
        Assert.Equal(600, counts);
    }

    /// <summary>More points than a screen has columns cannot be seen, but a spike and a gap are.</summary>
    [Fact]
    public void A_long_line_keeps_its_spikes_and_its_gaps()
    {
        var line = XDocument.Parse(Gallery.Plots["loss-long"]().ToSvg()).Descendants(Svg + "path").Select(static path => path.Attribute("d")!.Value).MaxBy(static path => path.Length)!;
        var points = line.Split('M', 'L').Skip(1).Select(static point => double.Parse(point.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(points.Count, 1000, 3100);
        Assert.Single(points, point => point == points.Min());
        Assert.Equal(2, points.Distinct().Count());
        Assert.Equal(2, line.Count(static letter => letter == 'M'));
    }

    [Fact]
    public void Classes_without_rows_and_values_that_are_not_finite_leave_no_points()
    {
        var plot = Gallery.Plots["points-not-finite"]();
        AssertTexts(plot, "some", "one");
        var root = XDocument.Parse(plot.ToSvg());
        Assert.DoesNotContain(root.Descendants(Svg + "text"), static text => text.Value == "none");
        // Two rows, and an entry of the legend for each class.
        Assert.Equal(2 + 2, root.Descendants(Svg + "circle").Count());
        Assert.DoesNotContain(XDocument.Parse(Gallery.Plots["importance-nan"]().ToSvg()).Descendants(Svg + "rect"), static bar => bar.Attribute("width")!.Value == "NaN");
    }

    /// <summary>Where the answer is NaN, there is no class to colour.</summary>
    [Fact]
    public void Regions_without_an_answer_have_no_colour()
    {
        var colours = Gallery.Plots["regions-nan"]().Panels[0].Marks.OfType<Drawing.ImageMark>().Single().Colours;
        Assert.All(colours, static colour => Assert.Equal(0u, colour & 0xFF));
        Assert.All(Gallery.Plots["regions"]().Panels[0].Marks.OfType<Drawing.ImageMark>().Single().Colours, static colour => Assert.InRange(colour & 0xFF, 40u, 170u));
    }

    /// <summary>Among the blocks that are left out, a head may begin.</summary>
    [Fact]
    public void A_long_diagram_ends_with_the_loss_of_its_last_head()
    {
        List<TopologyBlock> blocks = [new("Dense", "Dense0", 4, 4, 20, true)];
        foreach (var head in new[] { "First", "Second" })
        {
            blocks.Add(new TopologyBlock("Head", head, 4, 4, 0, false));
            blocks.AddRange(Enumerable.Range(0, 30).Select(index => new TopologyBlock("Dense", $"{head}{index}", 4, 4, 20, true)));
        }

        var topology = new Topology("Heads", 4, blocks, heads: [new TopologyHead("First", 0, 4, "MeanSquaredError", 1), new TopologyHead("Second", 4, 4, "Huber", 1)]);
        var texts = XDocument.Parse(Plot.Topology(topology).ToSvg()).Descendants(Svg + "text").Select(static text => text.Value).ToList();
        Assert.Contains("Second29", string.Join(' ', texts), StringComparison.Ordinal);
        Assert.Contains("Huber", texts);
        Assert.DoesNotContain("MeanSquaredError", texts);
    }

    [Fact]
    public void Plots_side_by_side_keep_their_titles()
    {
        var plot = Gallery.Plots["combined"]();
        AssertTexts(plot, "Side by side", "Data", "Decision regions", "Loss", "Confusion matrix");
        Assert.Equal(4, plot.Panels.Count);
        Assert.Contains("pass at least one plot", Assert.Throws<ArgumentException>(() => Plot.Combine("", 2)).Message);
        Assert.Contains("contains a null", Assert.Throws<ArgumentException>(() => Plot.Combine("", 2, null!, plot)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Combine("", 0, plot));
        Assert.Contains("two features and classes", Assert.Throws<ArgumentException>(() => Plot.Points(Cases.Numbers)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void Activations_are_those_of_the_formula(int rows)
    {
        var network = Cases.PlaneNetwork;
        var before = Report.HashOf(network);
        var trainer = network.CreateTrainer(new Adam(0.01f));
        var blocks = trainer.ObserveActivations(Cases.Plane.Inputs[..(2 * rows)]);
        Assert.Equal(["Dense0", "Dense1"], blocks.Select(static block => block.Block));
        Assert.Equal([16, 3], blocks.Select(static block => block.Units));
        Assert.Equal([16 * rows, 3 * rows], blocks.Select(static block => block.Values.Length));
        for (var row = 0; row < rows; row++)
        {
            var input = Cases.Plane.Input(row);
            for (var unit = 0; unit < 16; unit++)
            {
                var sum = network.Dense0.Weights[unit, 0] * (double)input[0] + network.Dense0.Weights[unit, 1] * (double)input[1] + network.Dense0.Biases[unit];
                Assert.Equal(Math.Tanh(sum), blocks[0].Values[16 * row + unit], 1e-5);
            }

            // Before the softmax, which the loss computes.
            for (var unit = 0; unit < 3; unit++)
            {
                var sum = (double)network.Dense1.Biases[unit];
                for (var hidden = 0; hidden < 16; hidden++)
                    sum += network.Dense1.Weights[unit, hidden] * (double)blocks[0].Values[16 * row + hidden];
                Assert.Equal(sum, blocks[1].Values[3 * row + unit], 1e-4);
            }
        }

        Assert.Equal(before, Report.HashOf(network));
        Assert.Equal(0, trainer.StepCount);
        Assert.Throws<ArgumentException>(() => trainer.ObserveActivations([]));
        Assert.Throws<ArgumentException>(() => trainer.ObserveActivations([1, 2, 3]));
    }

    [Fact]
    public void Files_are_written_by_their_ending()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var plot = Plot.Loss(Cases.PlaneHistory);
            plot.Save(Path.Combine(folder, "loss.png"));
            plot.Save(Path.Combine(folder, "loss.SVG"), new PlotOptions { Theme = PlotTheme.Dark });
            plot.SaveSvg(Path.Combine(folder, "plain.svg"));
            Assert.Equal(plot.ToPng(), File.ReadAllBytes(Path.Combine(folder, "loss.png")));
            Assert.Equal(plot.ToSvg(new PlotOptions { Theme = PlotTheme.Dark }), File.ReadAllText(Path.Combine(folder, "loss.SVG"), Encoding.UTF8));
            Assert.Equal(plot.ToSvg(), File.ReadAllText(Path.Combine(folder, "plain.svg"), Encoding.UTF8));
            var wrong = Assert.Throws<ArgumentException>(() => plot.Save(Path.Combine(folder, "loss.jpg")));
            Assert.Contains("ends in '.jpg', but a plot is written as .png or .svg", wrong.Message);
            Assert.Equal(3, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Sizes_scales_and_themes_are_options_and_checked()
    {
        var plot = Plot.Loss(Cases.PlaneHistory);
        using var large = SkiaSharp.SKBitmap.Decode(plot.ToPng(new PlotOptions { Width = 300, Height = 200, Scale = 2 }));
        Assert.Equal((600, 400), (large.Width, large.Height));
        Assert.Contains("width=\"300\" height=\"200\"", plot.ToSvg(new PlotOptions { Width = 300, Height = 200 }));
        Assert.Contains("#15181d", plot.ToSvg(new PlotOptions { Theme = PlotTheme.Dark }));
        Assert.Contains("'Width' is 20, but must be from 120 to 8000", Assert.Throws<ArgumentOutOfRangeException>(() => plot.ToSvg(new PlotOptions { Width = 20 })).Message);
        Assert.Contains("'Scale' is NaN", Assert.Throws<ArgumentOutOfRangeException>(() => plot.ToPng(new PlotOptions { Scale = double.NaN })).Message);
        Assert.Contains("'Theme' is 7", Assert.Throws<ArgumentOutOfRangeException>(() => plot.ToSvg(new PlotOptions { Theme = (PlotTheme)7 })).Message);
        Assert.Contains("at most 16384", Assert.Throws<ArgumentOutOfRangeException>(() => plot.ToPng(new PlotOptions { Width = 8000, Scale = 8 })).Message);
        Assert.DoesNotContain(">Loss per epoch</text>", plot.WithTitle("").ToSvg(), StringComparison.Ordinal);
        AssertTexts(plot.WithTitle("Run 7"), "Run 7");
    }

    [Fact]
    public void What_cannot_be_shown_is_said()
    {
        Assert.Contains("regions of a plane need two", Assert.Throws<ArgumentException>(() => Plot.Regions(Cases.NumberNetwork, Cases.Numbers)).Message);
        Assert.Contains("'rates' has 2 values and 'losses' has 1", Assert.Throws<ArgumentException>(() => Plot.LearningRateFinder([1, 2], [1])).Message);
        Assert.Contains("'rates' contains 0, but a learning rate must be above 0", Assert.Throws<ArgumentException>(() => Plot.LearningRateFinder([0, 2], [1, 2])).Message);
        Assert.Contains("'predicted' has 0 values", Assert.Throws<ArgumentException>(() => Plot.Residuals([], [])).Message);
        Assert.Contains("pass at least one curve", Assert.Throws<ArgumentException>(() => Plot.Roc()).Message);
        Assert.Contains("Curve 'a' has 2 values of X and 1 of Y", Assert.Throws<ArgumentException>(() => Plot.Roc(new PlotCurve("a", [0, 1], [1]))).Message);
        Assert.Contains("'imageWidth' is 5, but 64 inputs", Assert.Throws<ArgumentException>(() => Plot.FirstLayer(Cases.Pixels, 5)).Message);
        Assert.Contains("'gradients' has no values", Assert.Throws<ArgumentException>(() => Plot.Histograms("title", ("gradients", []))).Message);
        Assert.Contains("'imageWidth' is -1", Assert.Throws<ArgumentException>(() => Plot.FirstLayer(Cases.Pixels, -1)).Message);
        Assert.Contains("no dense block", Assert.Throws<ArgumentException>(() => Plot.FirstLayer([], [], imageWidth: null)).Message);
        Assert.Contains("no parameters to show", Assert.Throws<ArgumentException>(() => Plot.Weights([])).Message);
        Assert.Contains("'series' is empty", Assert.Throws<ArgumentException>(() => Plot.Histograms("title")).Message);
        Assert.Contains("'curves' contains a null", Assert.Throws<ArgumentException>(() => Plot.Roc([null!])).Message);
        Assert.Contains("Curve 'a' has 0 values", Assert.Throws<ArgumentException>(() => Plot.Roc(new PlotCurve("a", [], []))).Message);
        Assert.Contains("took no step", Assert.Throws<ArgumentException>(() => Plot.LearningRateFinder(new LearningRateCurve([], 100, diverged: true))).Message);
        Assert.Contains("not a classifier on this data", Assert.Throws<ArgumentException>(() => Plot.Regions(new QuantileNet(seed: 1), Dataset.FromMemory([0, 0, 1, 1], [0, 3], 2, 1))).Message);
        Assert.Contains("'Height' is 9000", Assert.Throws<ArgumentOutOfRangeException>(() => Plot.Roc(new PlotCurve("a", [0, 1], [0, 1])).ToSvg(new PlotOptions { Height = 9000 })).Message);
        Assert.Contains("'names' has 1 values and 'importances' has 2", Assert.Throws<ArgumentException>(() => Plot.Importance(["a"], [1, 2])).Message);
    }

    [Fact]
    public void Plots_of_ScottPlot_are_there_to_be_changed()
    {
        var plots = Gallery.Plots["residuals"]().ToScottPlots();
        Assert.Equal(2, plots.Count);
        Assert.NotEmpty(plots[0].GetPlottables());
        Assert.Empty(Gallery.Plots["topology"]().ToScottPlots(new PlotOptions { Theme = PlotTheme.Dark, Width = 400, Height = 300 })[0].Legend.GetItems());
        Assert.Equal("predicted price (1,000 €)", plots[0].Axes.Bottom.Label.Text);
        Assert.Equal(["rows", "no error"], plots[1].Legend.GetItems().Select(static item => item.LabelText).OrderDescending());
    }

    /// <summary>For eyes, and not part of a run: <c>-explicit only</c>, with a folder in COMPILED_PICTURES.</summary>
    [Fact(Explicit = true)]
    public void Pictures_are_kept_to_be_looked_at()
    {
        var folder = Environment.GetEnvironmentVariable("COMPILED_PICTURES")!;
        Assert.NotEmpty(folder);
        foreach (var (name, plot) in Gallery.Plots)
            foreach (var theme in Enum.GetValues<PlotTheme>())
            {
                plot().Save(Path.Combine(folder, $"{name}-{theme}.png"), new PlotOptions { Theme = theme });
                plot().Save(Path.Combine(folder, $"{name}-{theme}.svg"), new PlotOptions { Theme = theme });
            }
    }

    private static void AssertTexts(Plot plot, params string[] texts)
    {
        var shown = XDocument.Parse(plot.ToSvg()).Descendants(Svg + "text").Select(static text => text.Value).ToHashSet();
        Assert.All(texts, text => Assert.True(shown.Any(one => one == text || one.StartsWith(text, StringComparison.Ordinal)), $"'{text}' is not among {string.Join(" | ", shown)}."));
    }
}
