using Compiled.Tests.Portable;
using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class ClassifierImportTests
{
    /// <summary>As scikit-learn's converter ends a classifier: a label by its place, and the probabilities.</summary>
    private static string Label(ModelBuilder model, string probabilities, string classes, bool isText)
    {
        var place = model.Node("ArgMax", [probabilities], ("axis", 1L));
        var label = model.Node("ai.onnx.ml::ArrayFeatureExtractor", [classes, place]);
        var list = model.Node("Reshape", [label, model.Integers(-1)]);
        return isText ? list : model.Node("Cast", [list], ("to", 7L));
    }

    private static (ModelBuilder Model, string Probabilities) Classifier(int width = 5, int classes = 3)
    {
        var model = new ModelBuilder(13, width).WithLearningDomain();
        var hidden = model.Node("Relu", [model.Dense(model.Node("Cast", ["x"], ("to", 1L)), width, 8)]);
        return (model, model.Node("Softmax", [model.Dense(hidden, 8, classes)]));
    }

    [Fact]
    public void Labels_that_are_texts_are_the_names_of_the_classes()
    {
        var (model, probabilities) = Classifier();
        var label = Label(model, probabilities, model.Texts("setosa", "versicolor", "virginica"), isText: true);
        model.Output(label, DataType.String).Output(probabilities, DataType.Float, 3);
        var network = IsRead(model.Bytes(""), "[Dense(8), Relu]\n[Dense(3), Softmax]", output: probabilities);
        Assert.Equal(["setosa", "versicolor", "virginica"], network.Topology.Classes);
        Assert.Equal(network.Topology.Classes, network.Classes);
    }

    [Fact]
    public void Labels_that_are_numbers_are_names_too()
    {
        var (model, probabilities) = Classifier();
        var label = Label(model, probabilities, model.Integers(10, 20, 30), isText: false);
        model.Output(label, DataType.Int64).Output(probabilities, DataType.Float, 3);
        Assert.Equal(["10", "20", "30"], IsRead(model.Bytes(""), "[Dense(8), Relu]\n[Dense(3), Softmax]", output: probabilities).Topology.Classes);
    }

    [Fact]
    public void A_table_by_labels_is_the_probabilities()
    {
        var (model, probabilities) = Classifier();
        var table = model.Node("ai.onnx.ml::ZipMap", [probabilities], ("classlabels_strings", (string[])["a", "b", "c"]));
        model.Graph.Output.Add(new global::Onnx.ValueInfoProto { Name = table });
        Assert.Equal(["a", "b", "c"], Read(model.Bytes("")).Topology.Classes);
    }

    [Fact]
    public void A_model_of_labels_alone_predicts_what_they_are_chosen_by()
    {
        var (model, probabilities) = Classifier();
        model.Output(Label(model, probabilities, model.Integers(0, 1, 2), isText: false), DataType.Int64);
        Assert.Equal("Softmax", Read(model.Bytes("")).Topology.Blocks[^1].Kind);
    }

    [Fact]
    public void A_classifier_of_two_classes_predicts_the_probability_of_the_second()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var yes = model.Node("Sigmoid", [model.Dense("x", 5, 1)]);
        var both = model.Node("Concat", [model.Node("Sub", [model.Scalar(1), yes]), yes], ("axis", 1L));
        var label = Label(model, both, model.Texts("no", "yes"), isText: true);
        model.Output(label, DataType.String).Output(both, DataType.Float, 2);
        var network = Read(model.Bytes(""));
        var inputs = Judge.Inputs(5);
        AssertClose([.. Judge.Run(model.Bytes(""), inputs, both).Where(static (_, index) => index % 2 == 1)], Interpreter.Predict(network, inputs));
        Assert.Equal(["no", "yes"], network.Classes);
        Assert.Equal(["no", "yes"], network.Topology.Classes);
        Assert.Equal("[Network(inputs: 5)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", network.Topology.Declaration);
        Assert.True(network.Topology.IsBinaryClassifier);
    }

    [Theory]
    [InlineData("ZipMap", "3", "7")]
    [InlineData("Gather", "-1", "1")]
    public void Labels_of_two_classes_may_be_numbers(string how, string no, string yes)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var probability = model.Node("Sigmoid", [model.Dense("x", 5, 1)]);
        var both = model.Node("Concat", [model.Node("Sub", [model.Scalar(1), probability]), probability], ("axis", 1L));
        long[] labels = [long.Parse(no, System.Globalization.CultureInfo.InvariantCulture), long.Parse(yes, System.Globalization.CultureInfo.InvariantCulture)];
        if (how == "ZipMap")
            model.Graph.Output.Add(new global::Onnx.ValueInfoProto { Name = model.Node("ai.onnx.ml::ZipMap", [both], ("classlabels_int64s", labels)) });
        else
            model.Output(model.Node("Gather", [model.Integers(labels), model.Node("ArgMax", [both], ("axis", 1L), ("keepdims", 0L))]), DataType.Int64).Output(both, DataType.Float, 2);
        var network = Read(model.Bytes(""));
        Assert.Equal([no, yes], network.Classes);
        Assert.True(network.Topology.IsBinaryClassifier);
    }

    [Theory]
    [InlineData("Binarizer")]
    [InlineData("Greater")]
    public void A_yes_or_no_for_each_of_several_labels_makes_the_outputs_probabilities(string operation)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var scores = model.Node("Sigmoid", [model.Dense("x", 5, 3)]);
        var yes = operation == "Binarizer" ? model.Node("ai.onnx.ml::Binarizer", [scores], ("threshold", 0.5f)) : model.Node("Greater", [scores, model.Scalar(0.5f)]);
        model.Output(model.Node("Cast", [yes], ("to", 7L)), DataType.Int64, 3).Output(model.Node("Identity", [scores]), DataType.Float, 3);
        var network = Read(model.Bytes(""));
        var inputs = Judge.Inputs(5);
        AssertClose(Judge.Run(model.Bytes(""), inputs), Interpreter.Predict(network, inputs));
        Assert.Equal("[Network(inputs: 5)]\n[Dense(3), Sigmoid]\n[BinaryCrossEntropy]", network.Topology.Declaration);
        Assert.False(network.Topology.IsClassifier);
    }

    [Fact]
    public void A_decision_anywhere_else_than_at_one_half_is_refused()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var scores = model.Node("Sigmoid", [model.Dense("x", 5, 3)]);
        model.Output(model.Node("ai.onnx.ml::Binarizer", [scores], ("threshold", 0.3f)), DataType.Float, 3).Output(scores, DataType.Float, 3);
        IsRefused(model.Bytes(""), "'the Binarizer' (ai.onnx.ml.Binarizer) decides at 0.3", "OnnxReadOptions.Outputs");
        Assert.Null(Read(model.Bytes(""), new OnnxReadOptions { Outputs = [scores] }).Topology.Loss);
    }

    [Theory]
    [InlineData("apple", true)]
    [InlineData("0", true)]
    [InlineData("banana", false)]
    public void Declared_classes_must_have_the_model_s_names(string first, bool agrees)
    {
        var model = new ModelBuilder(13, 6).WithLearningDomain();
        var hidden = model.Dense(model.Node("Sub", ["x", model.Drawn(6)]), 6, 9);
        var scores = model.Node("LogSoftmax", [model.Dense(model.Node("Mul", [hidden, model.Node("Sigmoid", [hidden])]), 9, 3)]);
        var label = Label(model, scores, model.Texts(first, first == "0" ? "1" : "pear", first == "0" ? "2" : "plum"), isText: true);
        model.Output(label, DataType.String).Output(scores, DataType.Float, 3);
        if (agrees)
        {
            _ = IsLoaded<ScaledNet>(model.Bytes(""), output: scores);
            return;
        }

        var exception = Assert.Throws<ModelFileException>(() => OnnxModel.Load<ScaledNet>(new MemoryStream(model.Bytes(""))));
        Assert.Contains("ScaledNet has the classes Apple, Pear, Plum, but the model has banana, pear, plum.", exception.Problems);
    }

    [Fact]
    public void Complements_of_several_values_are_no_classifier_of_two_classes()
    {
        var model = new ModelBuilder();
        var values = model.Node("Sigmoid", [model.Dense("x", 5, 3)]);
        IsRefused(model.Bytes(model.Node("Concat", [model.Node("Sub", [model.Scalar(1), values]), values], ("axis", 1L)), 6), "shares all its dense blocks");
    }

    [Fact]
    public void Labels_of_what_is_no_output_are_refused()
    {
        var model = new ModelBuilder();
        var rows = model.Dense("x", 5, 4);
        model.Output(model.Node("ArgMax", [model.Dense("x", 5, 3)], ("axis", 1L)), DataType.Int64, 0).Output(rows, DataType.Float, 4);
        IsRefused(model.Bytes(""), "'the ArgMax' (ArgMax)", "chooses among");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Labels_may_be_chosen_before_or_behind_the_softmax(bool isBefore)
    {
        var model = new ModelBuilder();
        var scores = model.Dense("x", 5, 3);
        var softmax = model.Node("Softmax", [scores]);
        model.Output(model.Node("ArgMax", [isBefore ? scores : softmax], ("axis", 1L)), DataType.Int64, 0).Output(isBefore ? softmax : scores, DataType.Float, 3);
        IsRead(model.Bytes(""), isBefore ? "[Dense(3), Softmax]" : "[Dense(3)]", output: isBefore ? softmax : scores);
    }
}
