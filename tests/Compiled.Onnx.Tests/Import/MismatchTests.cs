using Compiled.Tests.Portable;

namespace Compiled.Tests.Import;

public class MismatchTests
{
    private static IReadOnlyList<string> Problems<T>(byte[] model)
        where T : class, INetwork<T>
    {
        var network = PortableNetworks.Drawn<T>(5);
        var (before, after) = (new float[T.ParameterCount], new float[T.ParameterCount]);
        network.CopyParametersTo(before);
        var exception = Assert.Throws<ModelFileException>(() => OnnxModel.ImportInto(network, new MemoryStream(model)));
        network.CopyParametersTo(after);
        Assert.Equal(before, after);
        return exception.Problems;
    }

    private static byte[] Chain(int inputs, params object[] parts)
    {
        var model = new ModelBuilder(13, inputs);
        var (rows, width) = ("x", inputs);
        foreach (var part in parts)
        {
            if (part is int outputs)
                (rows, width) = (model.Dense(rows, width, outputs), outputs);
            else
                rows = ((Func<ModelBuilder, string, string>)part)(model, rows);
        }

        return model.Bytes(rows);
    }

    private static Func<ModelBuilder, string, string> Op(string operation, params (string, object)[] attributes) => (model, rows) => model.Node(operation, [rows], attributes);

    [Fact]
    public void Every_difference_is_in_one_exception_and_nothing_is_changed() => Assert.Equal(
        [
            "ClassicNet has 4 inputs, but the model has 6.",
            "Dense0 (Dense) is 4 -> 8, but node 'the Gemm' (Gemm) is 6 -> 7.",
            "Block 1 (Relu) is not in the model.",
            "The model has a Tanh, node 'the Tanh' (Tanh), which ClassicNet does not have.",
            "Dense1 (Dense) is 8 -> 3, but node 'the Gemm 2' (Gemm) is 7 -> 3.",
            "Block 3 (Softmax) is not in the model.",
        ],
        Problems<ClassicNet>(Chain(6, 7, Op("Tanh"), 3)));

    [Fact]
    public void One_block_too_many_is_one_difference() => Assert.Equal(
        ["The model has a Dense of 8 -> 8, node 'the Gemm 2' (Gemm), which ClassicNet does not have.", "The model has a Relu, node 'the Relu 2' (Relu), which ClassicNet does not have."],
        Problems<ClassicNet>(Chain(4, 8, Op("Relu"), 8, Op("Relu"), 3, Op("Softmax"))));

    [Fact]
    public void Settings_that_predictions_notice_are_compared()
    {
        Assert.Equal(["Block 1 (LeakyRelu) has slope 0.2, but node 'the LeakyRelu' (LeakyRelu) has 0.3."], Problems<LeakyReluNet>(Chain(5, 7, Op("LeakyRelu", ("alpha", 0.3f)), 3)));
        Assert.Equal(["Block 1 (Elu) has alpha 1.5, but node 'the Elu' (Elu) has 1."], Problems<EluNet>(Chain(5, 7, Op("Elu"), 3)));
        Assert.Equal(
            ["Block 1 (Softplus) has beta 2, but node 'the Softplus' (Softplus) has 1.", "Block 1 (Softplus) has threshold 10, but node 'the Softplus' (Softplus) has 20."],
            Problems<SoftplusNet>(Chain(5, 7, Op("Softplus"), 3)));
    }

    [Fact]
    public void Biases_that_a_network_has_not_are_a_difference_and_missing_ones_are_zeros()
    {
        var problems = Problems<NamedNet>(Chain(20, 33, Op("Tanh"), 17, Op("Sigmoid"), 1));
        Assert.Equal(["Narrow (Dense) has no biases, but node 'the Gemm 2' (Gemm) has them: declare it with Bias = true."], problems);
        Func<ModelBuilder, string, string> product = static (model, rows) => model.Node("MatMul", [rows, model.Drawn(5, 7)]);
        var network = Importing.IsLoaded<TanhNet>(Chain(5, product, Op("Tanh"), (Func<ModelBuilder, string, string>)(static (model, rows) => model.Dense(rows, 7, 3))));
        Assert.Equal(0, network.Dense0.Biases[3]);
    }

    [Fact]
    public void Slopes_for_each_output_are_no_shared_slope()
    {
        Func<ModelBuilder, string, string> slopes = static (model, rows) => model.Node("PRelu", [rows, model.Drawn(11)]);
        Func<ModelBuilder, string, string> one = static (model, rows) => model.Node("PRelu", [rows, model.Drawn(1)]);
        Assert.Equal(["PRelu0 (PRelu) has one slope for all, but node 'the PRelu' (PRelu) does not."], Problems<SlopesNet>(Chain(5, 11, slopes, 6, one, 2)));
        // One slope for all is one for each.
        _ = Importing.IsLoaded<SlopesNet>(Chain(5, 11, one, 6, one, 2));
    }

    [Fact]
    public void Scaling_that_the_model_lacks_is_a_difference() =>
        Assert.Contains("Standardize0 (Standardize) is not in the model.", Problems<ScaledNet>(Chain(6, 9, Op("Sigmoid"), 3, Op("LogSoftmax"))));

    [Fact]
    public void Norms_that_the_model_lacks_are_differences()
    {
        var problems = Problems<LayerNormNet>(Chain(5, 12, Op("Relu"), 7, Op("Tanh"), 2));
        Assert.Equal(["Norm (LayerNorm) is not in the model.", "Block 4 (LayerNorm) is not in the model."], problems);
    }
}
