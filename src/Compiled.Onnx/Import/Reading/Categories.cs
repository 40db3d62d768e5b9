using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>Encoders of categories: they turn texts, or the numbers of categories, into one value for each. No block does, but a network can begin after them.</summary>
internal static class Categories
{
    public const string Encoder = "OneHotEncoder";

    private const int MostShown = 5;

    private static readonly string[] Encoders = [Encoder, "LabelEncoder", "CategoryMapper", "TfIdfVectorizer", "Tokenizer", "StringNormalizer"];

    /// <summary>The shape of what an encoder gives, which few files say: [batch, 1, categories]. Null for another value.</summary>
    public static ValueInfoProto? ShapeOf(GraphProto graph, string value)
    {
        if (graph.Node.FirstOrDefault(node => node.OpType == Encoder && node.Domain == GraphReader.LearningDomain && node.Output.Contains(value)) is not { } node
            || CountOf(node) is not (> 0 and var count))
            return null;
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = 1 });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = count });
        return new() { Name = value, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = shape } } };
    }

    /// <summary>What to say of an input of texts: where a network can begin.</summary>
    public static ImportProblem Refuse(Value input, GraphProto graph)
    {
        var encoded = graph.Node.Where(node => Encoders.Contains(node.OpType) && node.Input.Contains(input.Name) && node.Output.Count > 0)
            .Select(static node => node.Output[0]).Take(MostShown).ToList();
        return new(
            $"The input {Text.Quoted(input.Name)} contains String, but the input of a network must contain floats. "
            + (encoded.Count > 0 ? $"Begin where its texts have become numbers, with {string.Join(", ", encoded.Select(Text.Quoted))} in OnnxReadOptions.Inputs next to the other inputs, and encode the texts before predicting."
                : "Begin where its texts have become numbers, with the name of that value in OnnxReadOptions.Inputs."));
    }

    /// <summary>What to say of an encoder in the way.</summary>
    public static string Obstacle(Node node)
    {
        var (numbers, texts) = (node.Attributes.Ints("cats_int64s"), node.Attributes.Strings("cats_strings"));
        var all = numbers?.Select(static number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList() ?? texts?.Select(Text.Plain).ToList() ?? [];
        if (all.Count == 0)
            return "has no categories (cats_int64s or cats_strings), so it is not known how many values it gives.";
        var shown = string.Join(", ", all.Take(MostShown)) + (all.Count > MostShown ? ", …" : "");
        return $"turns a category into {Text.Number(all.Count)} values, one for each of {shown}: 1 for the category and 0 for the others, which no block does. "
            + $"Begin after it, with {Text.Quoted(node.Outputs[0].Name)} in OnnxReadOptions.Inputs in place of its input, and give these values in the row.";
    }

    private static int CountOf(NodeProto node) =>
        node.Attribute.Where(static attribute => attribute.Name is "cats_int64s" or "cats_strings")
            .Select(static attribute => Math.Max(attribute.Ints.Count, attribute.Strings.Count)).FirstOrDefault();
}
