using System.Text.Json;

namespace Compiled.Tests.Safetensor;

/// <summary>What PyTorch's <c>nn.Sequential</c> of the fixtures is here.</summary>
[Network(inputs: 4)]
[Dense(8), BatchNorm, PRelu]
[Dense(6), LayerNorm, Tanh, Dropout(0.1)]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class TorchNet;

public class PyTorchTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Compiled.Storage.Tests", "Fixtures", "safetensors");

    [Theory]
    [InlineData("f64")]
    [InlineData("f32")]
    [InlineData("f16")]
    [InlineData("bf16")]
    public void A_state_dict_of_every_type_loads_and_predicts_as_PyTorch(string type)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "torch.json")));
        var inputs = expected.RootElement.GetProperty("inputs").EnumerateArray().Select(static value => value.GetSingle()).ToArray();
        var outputs = expected.RootElement.GetProperty("outputs").GetProperty(type).EnumerateArray().Select(static value => value.GetDouble()).ToArray();
        var network = TorchNet.Load(Path.Combine(Folder, $"torch_{type}.safetensors"));
        var actual = new float[outputs.Length];
        network.PredictBatch(inputs, actual);
        for (var index = 0; index < outputs.Length; index++)
            Assert.InRange(actual[index], outputs[index] - 1e-5, outputs[index] + 1e-5);
    }

    [Fact]
    public void The_types_are_what_the_names_of_the_files_say()
    {
        foreach (var type in new[] { "F64", "F32", "F16", "BF16" })
        {
            var header = Safetensors.ReadHeader(Path.Combine(Folder, $"torch_{type.ToLowerInvariant()}.safetensors"));
            Assert.Equal(["I64", type], header.Tensors.Select(static tensor => tensor.Type).Distinct().Order(StringComparer.Ordinal).OrderBy(text => text != "I64"));
        }
    }

    [Theory]
    [InlineData("\"I64\",\"shape\":[]", "\"F64\",\"shape\":[]")]
    [InlineData("\"I64\",\"shape\":[]", "\"I64\",\"shape\":[1]")]
    public void A_counter_of_batches_that_is_none_is_a_difference(string old, string replacement)
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, "torch_f32.safetensors"));
        SafetensorsFile.Rejects<TorchNet>(SafetensorsFile.Edited(file, old, replacement), "'1.num_batches_tracked'", "I64 of []");
    }

    [Fact]
    public void A_counter_of_batches_of_another_block_is_extra()
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, "torch_f32.safetensors"));
        SafetensorsFile.Rejects<TorchNet>(SafetensorsFile.Edited(file, "1.num_batches_tracked", "4.num_batches_tracked"), "'4.num_batches_tracked'", "not in the network");
    }
}
