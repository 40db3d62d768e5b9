using Compiled.Drawing;

namespace Compiled;

/// <content>What a network makes of a plane.</content>
public sealed partial class Plot
{
    /// <summary>Pixels of the coloured plane to each side.</summary>
    private const int PlaneSize = 220;

    /// <summary>
    /// The decision regions of a classifier with two inputs: each point of the plane in the colour of its class, the fainter the less certain it is, and the rows of a dataset on it.
    /// </summary>
    /// <remarks>The plane holds all rows and a tenth more to each side. Of more than 4,000 rows, every n-th is shown.</remarks>
    /// <param name="network">A classifier with two inputs.</param>
    /// <param name="data">Rows with their classes; names of features and classes are taken from it.</param>
    /// <exception cref="ArgumentException">The network has not two inputs or is not a classifier, or the dataset does not suit it.</exception>
    public static Plot Regions<TNetwork>(TNetwork network, Dataset data)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        var topology = TNetwork.Topology;
        if (topology.InputSize != 2 || data.InputSize != 2)
            throw new ArgumentException(FormattableString.Invariant($"Network {topology.Name} has {topology.InputSize} inputs and the data has {data.InputSize}: regions of a plane need two of each."), nameof(network));
        // Checks the dataset's sizes and classes against the network's, and says what the outputs mean.
        if (network.Evaluate(data) is not ClassificationEvaluation evaluation)
            throw new ArgumentException($"Network {topology.Name} is not a classifier on this data: decision regions need one class per row.", nameof(network));
        var box = Frame(data);
        var image = new ImageMark(Plane(network, topology, box), PlaneSize, PlaneSize, box);
        List<Mark> marks = [image, .. Clouds(data, evaluation.ClassNames)];
        return new Plot("Decision regions", new Panel("", Ends(data.FeatureNames[0], box.Left, box.Right), Ends(data.FeatureNames[1], box.Bottom, box.Top), marks))
        {
            Subtitle = FormattableString.Invariant($"{topology.Name}: accuracy {evaluation.Accuracy:0.0000} on {evaluation.Count:#,##0} rows"),
            Width = 640,
            Height = 620 + 17 * (evaluation.ClassNames.Count / 4),
        };
    }

    /// <summary>The rows of a dataset with two features as points in the colours of their classes.</summary>
    /// <remarks>The plane is that of <see cref="Regions"/>, so that both can be side by side. Of more than 4,000 rows, every n-th is shown.</remarks>
    /// <param name="data">Rows with two features and their classes.</param>
    /// <exception cref="ArgumentException">The dataset has not two features, or no classes.</exception>
    public static Plot Points(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputSize != 2 || data.ClassNames.Count == 0)
            throw new ArgumentException($"The data has {data}, but points of a plane need two features and classes.", nameof(data));
        var box = Frame(data);
        var panel = new Panel("", Ends(data.FeatureNames[0], box.Left, box.Right), Ends(data.FeatureNames[1], box.Bottom, box.Top), [.. Clouds(data, data.ClassNames)]);
        return new Plot("Data", panel) { Width = 640, Height = 600 + 17 * (data.ClassNames.Count / 4) };
    }

    private static Axis Ends(string name, double low, double high) => new(Label.Clip(name, 60)) { Ends = (low, high) };

    private static Box Frame(Dataset data)
    {
        Span<double> low = [double.PositiveInfinity, double.PositiveInfinity], high = [double.NegativeInfinity, double.NegativeInfinity];
        for (var index = 0; index < data.Inputs.Length; index++)
        {
            if (!float.IsFinite(data.Inputs[index]))
                continue;
            (low[index % 2], high[index % 2]) = (Math.Min(low[index % 2], data.Inputs[index]), Math.Max(high[index % 2], data.Inputs[index]));
        }

        for (var axis = 0; axis < 2; axis++)
        {
            var margin = high[axis] > low[axis] ? (high[axis] - low[axis]) * 0.1 : 1;
            (low[axis], high[axis]) = low[axis] > high[axis] ? (-1, 1) : (low[axis] - margin, high[axis] + margin);
        }

        return new Box(low[0], high[0], low[1], high[1]);
    }

    private static uint[] Plane<TNetwork>(TNetwork network, Topology topology, Box box)
        where TNetwork : class, INetwork<TNetwork>
    {
        var points = new float[2 * PlaneSize * PlaneSize];
        for (var index = 0; index < PlaneSize * PlaneSize; index++)
        {
            points[2 * index] = (float)(box.Left + (index % PlaneSize + 0.5) / PlaneSize * (box.Right - box.Left));
            points[2 * index + 1] = (float)(box.Top - (index / PlaneSize + 0.5) / PlaneSize * (box.Top - box.Bottom));
        }

        var outputs = new float[PlaneSize * PlaneSize * topology.OutputSize];
        network.PredictBatch(points, outputs);
        var probabilities = new OutputProbabilities(topology);
        var colours = new uint[PlaneSize * PlaneSize];
        for (var index = 0; index < colours.Length; index++)
        {
            var (label, certainty) = probabilities.Decide(outputs.AsSpan(index * topology.OutputSize, topology.OutputSize));
            var opacity = label < 0 ? 0 : 40 + 130 * Math.Clamp(certainty, 0, 1);
            colours[index] = (Palette.Rgb(Math.Max(label, 0), PlotTheme.Light) << 8) | (uint)opacity;
        }

        return colours;
    }

    private static IEnumerable<Mark> Clouds(Dataset data, IReadOnlyList<string> classes)
    {
        var rows = Thinning.Rows(data.Count, MostPoints).ToArray();
        for (var label = 0; label < classes.Count; label++)
        {
            var own = rows.Where(row => data.Label(row) == label).ToArray();
            double[] x = [.. own.Select(row => (double)data.Input(row)[0])], y = [.. own.Select(row => (double)data.Input(row)[1])];
            if (own.Length > 0)
                yield return new PointsMark(classes[label], label, x, y) { Opacity = 1, HasRim = true, Radius = rows.Length > 1000 ? 2.2 : 3.2 };
        }
    }
}
