using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Formats;

/// <summary>Arrays of NumPy that do not fit a network: each difference is named with both sides.</summary>
public sealed class ArrayTests
{
    [Fact]
    public void An_array_of_another_name_is_named_with_the_tensor_that_it_is_for()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create("[Network(inputs: 3)] [Dropout(0.1)] [Dense(2)]"), folder["a.npz"]);
        Assert.Contains(
            "The array '1.weight' is of [2, 3] in the file, but '0.weight' is of [2, 4] in the network.", Convert(folder, path, "[Network(inputs: 4)] [Dense(2)]", "--map", "1=0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i8", "The array 'i8' is of type '>i8', but weights must be float16, float32 or float64.")]
    [InlineData("text", "The array 'text' is of type '<U10', but weights must be float16, float32 or float64.")]
    public void An_array_that_is_not_of_floats_is_named_with_its_type(string name, string message)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(message, Convert(folder, Files.Numpy("arrays.npz"), "[Network(inputs: 4)] [Dense(2)]", "--map", $"{name}=0.bias"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.weight", float.PositiveInfinity, "finite")]
    [InlineData("1.running_var", -1, "not negative")]
    [InlineData("standardize.factors", 0, "above 0")]
    public void A_value_that_a_tensor_cannot_have_is_named(string name, float value, string expected)
    {
        using var folder = new TemporaryFolder();
        const string topology = "[Network(inputs: 2)] [Standardize] [Dense(2), BatchNorm]";
        var network = Models.Create(topology);
        var tensor = Assert.Single(network.Tensors, tensor => tensor.Name == name);
        var values = new float[tensor.Length];
        tensor.CopyTo(values);
        values[1] = value;
        tensor.CopyFrom(values);
        var message = Convert(folder, Models.Save(network, folder["a.npz"]), topology);
        Assert.Contains($"The array '{name}' has {Terminal.Figures.Exact(value)} at index 1, but must be {expected}.", message, StringComparison.Ordinal);
    }

    private static string Convert(TemporaryFolder folder, string path, string topology, params string[] options)
    {
        var message = ToolRun.Failed(["convert", path, folder["out.weights"], "--topology", topology, .. options]);
        Assert.False(File.Exists(folder["out.weights"]));
        return message;
    }
}
