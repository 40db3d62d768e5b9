using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>
/// What scikit-learn's converter puts after a classifier: the label of the largest probability, or a yes or no for each of several labels, and a table of the probabilities by their
/// labels. The network ends before them; their labels are the names of its classes.
/// </summary>
internal sealed class ClassifierTail
{
    private readonly List<(Value Value, string Name)> _rows = [];
    private readonly List<(Value Value, Node Node)> _ofLabels = [];

    public IReadOnlyList<string> Classes { get; private set; } = [];

    /// <summary>Whether the model decides by its outputs, so that they are probabilities.</summary>
    public bool IsClassifier => Classes.Count > 0 || _ofLabels.Count > 0;

    /// <summary>The outputs that are rows of floats, each once.</summary>
    public static ClassifierTail Of(IReadOnlyList<Value> outputs)
    {
        var tail = new ClassifierTail();
        foreach (var output in outputs)
            tail.Add(output);
        return tail;
    }

    /// <summary>The rows that the network predicts, with the names of the outputs.</summary>
    public List<(Value Value, string Name)> Rows()
    {
        if (_rows.Count > 0)
        {
            // Labels of other rows would be left out without a word.
            foreach (var (value, node) in _ofLabels)
            {
                if (!_rows.Any(row => value == row.Value || SoftmaxOf(row.Value) == value || SoftmaxOf(value) == row.Value))
                    throw ImportProblem.With(node, $"chooses among {Text.Quoted(value.Name)}, which is neither an output of the model nor the input of an output's softmax: make it an output too, or export the model without the label.");
            }

            return _rows;
        }

        // A model that gives nothing but the label: the network gives what the label is chosen by.
        return [.. _ofLabels.Select(static label => label.Value).Distinct().Select(static value => (value, value.Name))];
    }

    /// <summary>What a value is the softmax or the sigmoid of: they keep the order.</summary>
    private static Value? SoftmaxOf(Value value) => OnnxBlocks.ProducerOf(value, BlockTraits.Classes | BlockTraits.BinaryProbability)?.Input(0);

    private void Add(Value output)
    {
        var value = output.Resolved;
        Node? label = null;
        while (!value.IsConstant && value.Producer is { } node && value.FlattenedFrom is null)
        {
            switch (node.Operator)
            {
                case "ai.onnx.ml.ZipMap":
                    Name(node, Labels(node));
                    value = node.Input(0);
                    continue;
                case "ai.onnx.ml.ArrayFeatureExtractor" when node.Input(0).IsConstant && !node.Input(1).IsConstant:
                    Name(node, Labels(Read(node), node));
                    value = node.Input(1);
                    continue;
                case "Gather" when node.Input(0).IsConstant && !node.Input(1).IsConstant:
                    Name(node, Labels(Read(node), node));
                    value = node.Input(1);
                    continue;
                case "ai.onnx.ml.Normalizer" when IsShares(node):
                    value = node.Input(0);
                    continue;
                case "Cast" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" when !node.Input(0).IsRows && !node.Input(0).IsConstant:
                    value = node.Input(0);
                    continue;
                case "ArgMax":
                    var axis = node.Attributes.Int("axis", 0);
                    if (node.Input(0).Features is null ? axis is not (1 or -1) : node.Input(0).Place(axis) != 0)
                        throw ImportProblem.With(node, "looks for the largest value across rows: only axis 1, within each row, is supported.");
                    if (node.Obstacle is { } obstacle)
                        throw ImportProblem.With(node, obstacle);
                    label = node;
                    value = node.Input(0);
                    break;
                case "ai.onnx.ml.Binarizer" or "Greater" or "GreaterOrEqual" when node.Input(0).IsRows:
                    CheckThreshold(node);
                    label = node;
                    value = node.Input(0);
                    break;
                default:
                    break;
            }

            break;
        }

        if (label is not null)
            _ofLabels.Add((value, label));
        else if (_rows.All(row => row.Value != value))
            _rows.Add((value, output.Name));
    }

    /// <summary>Whether a division by the sum of absolute values changes nothing: probabilities of all classes, which add up to 1.</summary>
    private static bool IsShares(Node normalizer)
    {
        var shares = normalizer.Input(0);
        var isSoftmax = OnnxBlocks.ProducerOf(shares.Unshaped, BlockTraits.Classes) is not null && OnnxBlocks.ProducerOf(shares.Unshaped, BlockTraits.LogProbabilities) is null;
        return normalizer.Attributes.String("norm") == "L1" && (isSoftmax || OutputRecogniser.IsBothOfTwo(shares));
    }

    /// <summary>A yes from one half on, as classes are told everywhere.</summary>
    private static void CheckThreshold(Node node)
    {
        var threshold = node.Operator == "ai.onnx.ml.Binarizer" ? node.Attributes.Float("threshold", 0) : Scalars.Is(node.Optional(1), out var number) ? number : double.NaN;
        if (!Scalars.IsExactly(threshold, 0.5))
            throw ImportProblem.With(node, $"decides at {Text.Value(threshold)}: only 0.5 is supported. Choose the outputs before it with OnnxReadOptions.Outputs.");
    }

    private void Name(Node node, IReadOnlyList<string> labels)
    {
        if (Classes.Count > 0 && !Classes.SequenceEqual(labels))
            throw ImportProblem.With(node, $"has the labels {string.Join(", ", labels.Take(5))}, but other nodes have {string.Join(", ", Classes.Take(5))}.");
        Classes = labels;
    }

    private static string[] Labels(Node zipMap) =>
        zipMap.Attributes.Strings("classlabels_strings")
        ?? zipMap.Attributes.Ints("classlabels_int64s")?.Select(static label => label.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray()
        ?? throw ImportProblem.With(zipMap, "has no labels.");

    private static Constant Read(Node node)
    {
        try
        {
            return node.Input(0).Constant!;
        }
        catch (ImportProblem problem) when (!problem.NamesNode)
        {
            throw problem.At(node);
        }
    }

    private static string[] Labels(Constant constant, Node node)
    {
        if (constant.Shape.Length > 2 || constant.Count == 0)
            throw ImportProblem.With(node, $"has labels of {Text.Shape(constant.Shape)}, but must have a list.");
        return constant.Texts ?? constant.Integers?.Select(static label => label.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray()
            ?? constant.Floats!.Select(static label => label.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
    }
}
