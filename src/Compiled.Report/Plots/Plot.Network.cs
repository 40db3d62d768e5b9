using Compiled.Drawing;

namespace Compiled;

/// <content>Pictures of parameters.</content>
public sealed partial class Plot
{
    private const int MostBins = 40;

    /// <summary>Pictures of units that one figure has room for.</summary>
    private const int MostUnits = 64;

    /// <summary>Histograms of the parameters, one panel for each block's weights and biases.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">The network has no parameters.</exception>
    public static Plot Weights<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return Weights(NetworkTensor.Of(network));
    }

    /// <summary>The same of tensors.</summary>
    internal static Plot Weights(IReadOnlyList<NetworkTensor> tensors)
    {
        List<Panel> panels = [];
        foreach (var tensor in tensors.Where(static tensor => tensor.Kind == NetworkTensorKind.Parameter))
        {
            var values = new float[tensor.Length];
            tensor.CopyTo(values);
            panels.Add(Histogram($"{tensor.Block}, {(tensor.Name.EndsWith(".bias", StringComparison.Ordinal) ? "biases" : "weights")}", "value", values));
        }

        return panels.Count == 0 ? throw new ArgumentException("The network has no parameters to show.", nameof(tensors)) : Grid("Parameters", panels);
    }

    /// <summary>
    /// Histograms of what each block with parameters gives for rows of inputs, after its activation: narrow ones around 0 in deep blocks tell of signals that vanish, peaks at the ends of
    /// a range of saturation.
    /// </summary>
    /// <param name="trainer">The network's trainer, whose memory the rows run through; nothing is learned.</param>
    /// <param name="inputs">[row][input], at least one row.</param>
    /// <exception cref="ArgumentException">The span is empty, or not a whole number of rows, or the trainer keeps no activations.</exception>
    public static Plot Activations(Trainer trainer, ReadOnlySpan<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var blocks = trainer.ObserveActivations(inputs);
        return blocks.Count == 0
            ? throw new ArgumentException($"The trainer of {trainer.Topology.Name} keeps no activations.", nameof(trainer))
            : Grid("Activations", [.. blocks.Select(static block => Histogram(block.Block, "activation", block.Values))]);
    }

    /// <summary>Histograms of any values, one panel for each name: what blocks give, gradients, features.</summary>
    /// <param name="title">What the values are.</param>
    /// <param name="series">Names and values; each has at least one value.</param>
    /// <exception cref="ArgumentException">No series is given, or one is empty.</exception>
    public static Plot Histograms(string title, params IReadOnlyList<(string Name, float[] Values)> series)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
            throw new ArgumentException("'series' is empty: pass at least one name with values.", nameof(series));
        foreach (var (name, values) in series)
            if (values is not { Length: > 0 })
                throw new ArgumentException($"'{name}' has no values: pass at least one.", nameof(series));
        return Grid(title, [.. series.Select(static one => Histogram(one.Name, "value", one.Values))]);
    }

    /// <summary>
    /// The weights of the first dense block. If the inputs are the pixels of an image, one picture for each of up to 64 units: blue above 0, orange below, each picture scaled by its own
    /// largest weight. Otherwise one table, units from left to right and features from top to bottom, scaled by the largest weight.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="imageWidth">Pixels in a row of the image; null: the root of the number of inputs where that is a whole number of at least 5, else no image; 0 for no image.</param>
    /// <exception cref="ArgumentException">The network has no dense block, or the inputs are not a whole number of rows of that width.</exception>
    public static Plot FirstLayer<TNetwork>(TNetwork network, int? imageWidth = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return FirstLayer(NetworkTensor.Of(network), network.FeatureNames, imageWidth);
    }

    /// <summary>The same of tensors.</summary>
    internal static Plot FirstLayer(IReadOnlyList<NetworkTensor> tensors, IReadOnlyList<string> features, int? imageWidth)
    {
        var tensor = tensors.FirstOrDefault(static tensor => tensor.Kind == NetworkTensorKind.Parameter && tensor.Shape.Count == 2)
            ?? throw new ArgumentException("The network has no dense block, so there are no weights of a first layer.", nameof(tensors));
        var weights = new float[tensor.Length];
        tensor.CopyTo(weights);
        var (units, inputs) = (tensor.Shape[0], tensor.Shape[1]);
        var root = (int)Math.Round(Math.Sqrt(inputs));
        var width = imageWidth ?? (root >= 5 && root * root == inputs ? root : 0);
        if (width < 0 || (width > 0 && inputs % width != 0))
            throw new ArgumentException(FormattableString.Invariant($"'imageWidth' is {width}, but {inputs} inputs are not a whole number of rows of that many pixels."), nameof(imageWidth));
        return width > 0 ? UnitImages(weights, units, inputs, width) : UnitTable(weights, units, inputs, features);
    }

    private static Plot UnitImages(float[] weights, int units, int inputs, int width)
    {
        var shown = Math.Min(units, MostUnits);
        var columns = (int)Math.Ceiling(Math.Sqrt(shown * 1.6));
        var rows = (shown + columns - 1) / columns;
        List<Panel> panels = [];
        for (var unit = 0; unit < shown; unit++)
        {
            var image = new ImageMark(Diverging(weights.AsSpan(unit * inputs, inputs)), width, inputs / width, new Box(0, width, 0, inputs / width)) { IsPixelated = true };
            var (x, y) = (new Axis("") { IsHidden = true, Ends = (0, width) }, new Axis("") { IsHidden = true, Ends = (0, inputs / width) });
            panels.Add(new Panel(FormattableString.Invariant($"{unit}"), x, y, [image]) { IsSquare = true });
        }

        return new Plot("Weights of the first layer", panels)
        {
            Subtitle = (units > shown ? FormattableString.Invariant($"the first {shown} of {units:#,##0} units; ") : "") + "blue: above 0, orange: below 0; each unit on its own scale",
            PanelColumns = columns,
            Width = Math.Max(480, columns * 92 + 20),
            Height = rows * 114 + 80,
        };
    }

    private static Plot UnitTable(float[] weights, int units, int inputs, IReadOnlyList<string> features)
    {
        var (shownUnits, shownInputs) = (Math.Min(units, 64), Math.Min(inputs, 60));
        var largest = weights.Where(float.IsFinite).Select(static weight => Math.Abs((double)weight)).DefaultIfEmpty(1).Max();
        var strengths = new double[shownInputs, shownUnits];
        for (var input = 0; input < shownInputs; input++)
            for (var unit = 0; unit < shownUnits; unit++)
                strengths[shownInputs - 1 - input, unit] = largest == 0 ? 0 : weights[unit * inputs + input] / largest;
        var names = Enumerable.Range(0, shownInputs).Select(input => features.Count == inputs ? features[input] : FormattableString.Invariant($"x{input}")).Reverse();
        var cut = shownUnits < units || shownInputs < inputs ? FormattableString.Invariant($"; the first {shownUnits} of {units} units and {shownInputs} of {inputs} features") : "";
        var x = new Axis("unit") { Names = [.. Enumerable.Range(0, shownUnits).Select(static unit => FormattableString.Invariant($"{unit}"))] };
        return new Plot("Weights of the first layer", new Panel("", x, new Axis("") { Names = [.. names] }, [new CellsMark(0, strengths, null)]))
        {
            Subtitle = FormattableString.Invariant($"blue: up to {largest:G3}, orange: down to −{largest:G3}{cut}"),
            Width = Math.Clamp(240 + 24 * shownUnits, 480, 1100),
            Height = Math.Clamp(140 + 22 * shownInputs, 240, 1100),
        };
    }

    /// <summary>Blue for the largest weight, orange for the lowest, nothing for 0.</summary>
    private static uint[] Diverging(ReadOnlySpan<float> weights)
    {
        var largest = 0.0;
        foreach (var weight in weights)
            if (float.IsFinite(weight))
                largest = Math.Max(largest, Math.Abs(weight));
        var colours = new uint[weights.Length];
        for (var index = 0; index < colours.Length; index++)
        {
            var strength = largest == 0 || !float.IsFinite(weights[index]) ? 0 : weights[index] / largest;
            colours[index] = (Palette.Rgb(strength >= 0 ? 0 : 1, PlotTheme.Light) << 8) | (uint)Math.Round(255 * Math.Abs(strength));
        }

        return colours;
    }

    private static Plot Grid(string title, IReadOnlyList<Panel> panels)
    {
        var columns = panels.Count == 1 ? 1 : panels.Count <= 4 ? 2 : 3;
        var rows = (panels.Count + columns - 1) / columns;
        return new Plot(title, panels) { PanelColumns = columns, Width = columns == 1 ? 640 : columns * 360, Height = 60 + rows * 240 };
    }

    private static Panel Histogram(string name, string label, float[] values)
    {
        double[] finite = [.. values.Where(float.IsFinite).Select(static value => (double)value)];
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        var bins = Math.Clamp((int)Math.Ceiling(2 * Math.Cbrt(finite.Length)), 1, MostBins);
        var counts = new double[bins];
        foreach (var value in finite)
            counts[Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1)]++;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(bin => low + (high - low) * bin / bins)];
        var missing = values.Length - finite.Length;
        var title = missing == 0 ? $"{Label.Clip(name, 40)} ({values.Length:#,##0})" : FormattableString.Invariant($"{Label.Clip(name, 40)} ({values.Length:#,##0}, {missing:#,##0} not finite)");
        return new Panel(title, new Axis(label), new Axis("count") { IsWhole = true }, [new BarsMark("", 0, edges, counts)]) { Note = finite.Length == 0 ? "no finite value" : "" };
    }
}
