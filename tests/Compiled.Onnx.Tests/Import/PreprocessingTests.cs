using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>What scikit-learn's converter writes in front of a model for columns that are missing, joined or categories.</summary>
public class PreprocessingTests
{
    [Fact]
    public void An_imputer_passes_with_a_note_of_what_it_fills_in()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var filled = model.Node("ai.onnx.ml::Imputer", ["x"], ("imputed_value_floats", new[] { 1f, 2, 3, 4, 5.5f }), ("replaced_value_float", float.NaN));
        var scaled = model.Node("ai.onnx.ml::Scaler", [filled], ("offset", new float[5]), ("scale", new[] { 1f, 2, 3, 4, 5 }));
        var network = IsRead(model.Bytes(model.Dense(scaled, 5, 3), 3), "[Standardize]\n[Dense(3)]");
        Assert.Equal(
            "Node 'the Imputer' (ai.onnx.ml.Imputer) replaces missing values (NaN) by 1, 2, 3, 4, 5.5, one for each value of a row: no block does, so do it before predicting. NaN among the inputs gives NaN.",
            Assert.Single(network.Notes));
    }

    [Fact]
    public void An_imputer_of_numbers_is_refused_with_the_place_to_begin()
    {
        var model = new ModelBuilder().WithLearningDomain();
        var filled = model.Node("ai.onnx.ml::Imputer", ["x"], ("imputed_value_floats", new[] { 2f }), ("replaced_value_float", -999f));
        var bytes = model.Bytes(model.Dense(filled, 5, 3), 3);
        IsRefused(bytes, "'the Imputer' (ai.onnx.ml.Imputer)", "replaces every -999 by 2", $"'{filled}' in OnnxReadOptions.Inputs");
        Assert.Equal(5, Read(bytes, new OnnxReadOptions { Inputs = [filled] }).Topology.InputSize);
    }

    [Fact]
    public void Where_of_IsNaN_is_an_imputer()
    {
        var model = new ModelBuilder();
        var filled = model.Node("Where", [model.Node("IsNaN", ["x"]), model.Drawn(1, 5), "x"]);
        Assert.Contains("replaces missing values (NaN)", Assert.Single(IsRead(model.Bytes(model.Dense(filled, 5, 3), 3), "[Dense(3)]").Notes), StringComparison.Ordinal);
        model = new ModelBuilder();
        filled = model.Node("Where", [model.Node("IsNaN", [model.Dense("x", 5, 5)]), model.Scalar(0), "x"]);
        IsRefused(model.Bytes(model.Dense(filled, 5, 3), 3), "'the IsNaN' (IsNaN)");
    }

    [Fact]
    public void Columns_of_whole_numbers_and_floats_are_joined_by_a_vectorizer()
    {
        var model = new ModelBuilder(13, 2).WithLearningDomain().Input("age", [1], DataType.Int64);
        model.Model.OpsetImport[1].Version = 1;
        var joined = model.Node("ai.onnx.ml::FeatureVectorizer", ["age", "x"], ("inputdimensions", new[] { 1L, 2 }));
        var network = Read(model.Bytes(model.Dense(model.Node("Relu", [model.Dense(joined, 3, 4)]), 4, 2), 2));
        Assert.Equal(["age", "x"], network.InputNames);
        Assert.Equal("[Network(inputs: 3)]\n[Dense(4), Relu]\n[Dense(2)]", network.Topology.Declaration);
    }

    /// <summary>One input and no other operator set, as the smallest of such models are.</summary>
    [Fact]
    public void A_vectorizer_of_one_input_is_nothing()
    {
        var model = new ModelBuilder().WithLearningDomain();
        IsRead(model.Bytes(model.Dense(model.Node("ai.onnx.ml::FeatureVectorizer", ["x"], ("inputdimensions", new[] { 5L })), 5, 3), 3), "[Dense(3)]");
    }

    /// <summary>A vectorizer is of the operators of learning alone: the file says no version of the others, in which it is read.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_vectorizer_needs_no_other_operators(bool isNamed)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var joined = model.Node("ai.onnx.ml::FeatureVectorizer", ["x"], ("inputdimensions", new[] { 5L }));
        _ = model.Bytes(model.Dense(joined, 5, 3), 3);
        if (isNamed)
            model.Model.OpsetImport[0].Domain = "ai.onnx";
        else
            model.Model.OpsetImport.RemoveAt(0);
        Assert.Equal(5, Read(Google.Protobuf.MessageExtensions.ToByteArray(model.Model)).Topology.InputSize);
    }

    [Fact]
    public void Categories_that_are_texts_are_named()
    {
        var model = new ModelBuilder(13, 1).WithLearningDomain();
        var sex = model.Node("ai.onnx.ml::OneHotEncoder", ["x"], ("cats_strings", new[] { "female", "male" }), ("zeros", 1L));
        IsRefused(model.Bytes(model.Dense(model.Node("Reshape", [sex, model.Integers(-1, 2)]), 2, 2), 2), "turns a category into 2 values, one for each of female, male:");
    }

    [Fact]
    public void Categories_are_refused_with_the_place_to_begin_which_works()
    {
        var model = new ModelBuilder(13, 2).WithLearningDomain().Input("sex", [1], DataType.String).Input("class", [1], DataType.Int64);
        var sex = model.Node("ai.onnx.ml::OneHotEncoder", ["sex"], ("cats_strings", new[] { "female", "male" }), ("zeros", 1L));
        var level = model.Node("ai.onnx.ml::OneHotEncoder", ["class"], ("cats_int64s", new[] { 1L, 2, 3 }), ("zeros", 1L));
        string Flat(string rows, long width) => model.Node("Reshape", [rows, model.Integers(-1, width)]);
        var joined = model.Node("Concat", ["x", Flat(sex, 2), Flat(level, 3)], ("axis", 1L));
        var bytes = model.Bytes(model.Dense(model.Node("Relu", [model.Dense(joined, 7, 4)]), 4, 2), 2);
        IsRefused(bytes, "The input 'sex' contains String", $"'{sex}' in OnnxReadOptions.Inputs");
        var message = Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Inputs = ["x", sex, "class"] })).Message;
        Assert.Contains("'the OneHotEncoder 2' (ai.onnx.ml.OneHotEncoder) turns a category into 3 values, one for each of 1, 2, 3", message, StringComparison.Ordinal);
        Assert.Contains($"Begin after it, with '{level}' in OnnxReadOptions.Inputs", message, StringComparison.Ordinal);
        var network = Read(bytes, new OnnxReadOptions { Inputs = ["x", sex, level] });
        Assert.Equal(7, network.Topology.InputSize);
        Assert.Equal(["x", sex, level], network.InputNames);

        // ONNX Runtime on the whole model, the network on the row of encoded categories.
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(bytes);
        using var results = session.Run([
            Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("x", new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>(new[] { 0.5f, -1 }, [1, 2])),
            Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("sex", new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<string>(new[] { "male" }, [1, 1])),
            Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("class", new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<long>(new[] { 3L }, [1, 1]))]);
        AssertClose([.. (Microsoft.ML.OnnxRuntime.Tensors.Tensor<float>)results[0].Value], Interpreter.Predict(network, [0.5f, -1, 0, 1, 0, 0, 1]));
    }

    [Fact]
    public void Of_many_categories_the_first_are_named()
    {
        var model = new ModelBuilder(13, 1).WithLearningDomain();
        var level = model.Node("ai.onnx.ml::OneHotEncoder", ["x"], ("cats_int64s", new[] { 1L, 2, 3, 4, 5, 6, 7 }), ("zeros", 1L));
        IsRefused(model.Bytes(model.Dense(model.Node("Reshape", [level, model.Integers(-1, 7)]), 7, 2), 2), "turns a category into 7 values, one for each of 1, 2, 3, 4, 5, …:");
    }

    [Fact]
    public void An_encoder_without_categories_says_so()
    {
        var model = new ModelBuilder(13, 1).WithLearningDomain();
        var level = model.Node("ai.onnx.ml::OneHotEncoder", ["x"], ("zeros", 1L));
        var bytes = model.Bytes(model.Dense(model.Node("Reshape", [level, model.Integers(-1, 7)]), 7, 2), 2);
        IsRefused(bytes, "'the OneHotEncoder' (ai.onnx.ml.OneHotEncoder) has no categories");
        // Nor does the file say how wide the row is that would begin after it.
        _ = Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Inputs = [level] }));
    }

    [Fact]
    public void An_operator_of_that_name_in_another_domain_is_not_an_encoder()
    {
        var model = new ModelBuilder(13, 1);
        model.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "mine", Version = 1 });
        var level = model.Node("mine::OneHotEncoder", ["x"], ("cats_int64s", new[] { 1L, 2, 3 }));
        var bytes = model.Bytes(model.Dense(model.Node("Reshape", [level, model.Integers(-1, 3)]), 3, 2), 2);
        IsRefused(bytes, "Node 'the OneHotEncoder' is of the operator 'OneHotEncoder' in t");
        _ = Assert.Throws<ModelFileException>(() => Read(bytes, new OnnxReadOptions { Inputs = [level] }));
    }

    [Fact]
    public void Texts_that_no_encoder_takes_begin_where_they_are_numbers()
    {
        var model = new ModelBuilder(13, 2).WithLearningDomain().Input("name", [1], DataType.String);
        var number = model.Node("Cast", ["name"], ("to", 1L));
        IsRefused(model.Bytes(model.Dense(model.Node("Concat", ["x", number], ("axis", 1L)), 3, 2), 2), "The input 'name' contains String", "with the name of that value in OnnxReadOptions.Inputs");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    [InlineData(true, 2)]
    public void A_vectorizer_that_is_none_is_refused(bool isOfDomain, int outputs)
    {
        var model = new ModelBuilder().WithLearningDomain();
        var joined = model.Node("ai.onnx.ml::FeatureVectorizer", ["x"], ("inputdimensions", new[] { 5L }));
        var node = model.Graph.Node[^1];
        if (!isOfDomain)
            node.Domain = "";
        if (outputs == 0)
            node.Input.Clear();
        if (outputs == 2)
            node.Output.Add("second");
        IsRefused(model.Bytes(model.Dense(joined, 5, 3), 3), "FeatureVectorizer");
    }
}
