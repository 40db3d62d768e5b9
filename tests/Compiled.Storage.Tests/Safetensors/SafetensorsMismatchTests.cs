using Compiled.Tests.Portable;

namespace Compiled.Tests.Safetensor;

[Network(inputs: 4), Dense(8), Tanh, Dense(3), Softmax]
public sealed partial class ClassicWithTanhNet;

[Network(inputs: 4)]
[Dense(8, Name = "fc1"), Relu]
[Dense(3), Softmax]
[Hinge]
public sealed partial class ClassicByAnotherNameNet;

[Network(inputs: 4), Dense(8), LeakyRelu(0.3), BeginResidual, Dense(8), EndResidual, Dense(3), Softmax]
public sealed partial class LeakyNet;

[Network(inputs: 4), Dense(8), LeakyRelu(0.31), BeginResidual, Dense(8), EndResidual, Dense(3), Softmax]
public sealed partial class LeakierNet;

[Network(inputs: 4), Dense(8), LeakyRelu(0.3), Dense(8), Dense(3), Softmax]
public sealed partial class StraightNet;

[Network(inputs: 5)]
[Dense(12), BatchNorm(Momentum = 0.5, Epsilon = 2e-4), Relu]
[Dense(7), BatchNorm]
[Dense(2)]
public sealed partial class OtherBatchNormNet;

public class SafetensorsMismatchTests
{
    [Fact]
    public void One_exception_lists_every_missing_extra_and_misshaped_tensor()
    {
        const string header =
            """
            {"0.weight":{"dtype":"F32","shape":[4,8],"data_offsets":[0,128]},"0.bias":{"dtype":"I32","shape":[8],"data_offsets":[128,160]},
             "1.weight":{"dtype":"F32","shape":[3,8],"data_offsets":[160,256]},"2.bias":{"dtype":"F32","shape":[3,1],"data_offsets":[256,268]}}
            """;
        var exception = SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of(header, 268), "ClassicNet");
        Assert.Equal(
            [
                "The tensor '2.weight' of [3, 8] is missing.",
                "The tensor '0.weight' is of [4, 8] in the file, but of [8, 4] in the network.",
                "The tensor '0.bias' is I32, but weights must be one of F32, F64, F16 and BF16: convert it before saving.",
                "The tensor '1.weight' of [3, 8] is in the file but not in the network.",
                "The tensor '2.bias' is of [3, 1] in the file, but of [3] in the network.",
            ],
            exception.Problems);
        Assert.All(exception.Problems, problem => Assert.Contains("\n- " + problem, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_lists_a_hundred_problems_and_the_exception_all()
    {
        var tensors = Enumerable.Range(0, 150).Select(static index => $"\"t{index}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        var exception = SafetensorsFile.Rejects<ClassicNet>(SafetensorsFile.Of($"{{{string.Join(',', tensors)}}}", 0), "and 54 more.");
        Assert.Equal(154, exception.Problems.Count);
    }

    [Fact]
    public void Other_activations_are_a_difference_unless_the_topology_is_ignored()
    {
        var file = PortableNetworks.Drawn<ClassicNet>(1).ToBytes();
        var exception = SafetensorsFile.Rejects<ClassicWithTanhNet>(file, "'ClassicNet'", "ClassicWithTanhNet");
        Assert.Equal(["Block 2, not counting dropout and noise, is Relu in the file, but Tanh in the network; LoadOptions.IgnoreTopology loads it anyway."], exception.Problems);
        var network = ClassicWithTanhNet.Read(file, new LoadOptions { IgnoreTopology = true });
        Assert.Equal(SafetensorsFile.Contents(ClassicNet.Read(file)), SafetensorsFile.Contents(network));
    }

    [Fact]
    public void Arguments_of_activations_are_a_difference() =>
        Assert.Single(SafetensorsFile.Rejects<LeakierNet>(new LeakyNet().ToBytes(), "LeakyRelu(slope: 0.3) in the file, but LeakyRelu(slope: 0.31)").Problems);

    [Fact]
    public void Residuals_that_the_network_does_not_have_are_a_difference() => Assert.Single(
        SafetensorsFile.Rejects<StraightNet>(new LeakyNet().ToBytes(), "Dense, LeakyRelu(slope: 0.3), BeginResidual, Dense, EndResidual, Dense, Softmax in the file").Problems);

    [Fact]
    public void The_epsilon_of_a_norm_is_a_difference_and_its_momentum_none() =>
        Assert.Single(SafetensorsFile.Rejects<OtherBatchNormNet>(new BatchNormNet().ToBytes(), "BatchNorm(Epsilon = 0.0001) in the file, but BatchNorm(Epsilon = 0.0002)").Problems);

    [Fact]
    public void Names_of_classes_and_blocks_and_the_loss_are_no_difference()
    {
        var network = PortableNetworks.Drawn<ClassicNet>(1);
        Assert.Equal(SafetensorsFile.Contents(network), SafetensorsFile.Contents(ClassicByAnotherNameNet.Read(network.ToBytes())));
    }

    [Theory]
    [InlineData("Dropout(rate: 0.25)", "Dropout(rate: 0.75)")]
    [InlineData("GaussianNoise(deviation: 0.1)", "GaussianNoise(deviation: 9)")]
    public void What_only_training_reads_is_no_difference(string old, string replacement) =>
        Assert.NotNull(NoisyNet.Read(SafetensorsFile.Edited(new NoisyNet().ToBytes(), old, replacement)));

    [Fact]
    public void Other_heads_are_a_difference() =>
        SafetensorsFile.Rejects<HeadsNet>(SafetensorsFile.Edited(new HeadsNet().ToBytes(), "\\nHead(Value)", "\\nHead(Advantage)"), "is Head(Advantage) in the file, but Head(Value) in the network");

    [Fact]
    public void Other_classes_are_a_difference_unless_the_topology_is_ignored()
    {
        var file = SafetensorsFile.Edited(new ScaledNet().ToBytes(), "Apple", "Banana");
        SafetensorsFile.Rejects<ScaledNet>(file, "The classes are", "Banana", "Apple");
        Assert.NotNull(ScaledNet.Read(file, new LoadOptions { IgnoreTopology = true }));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("one")]
    public void Another_version_of_the_metadata_is_named(string version)
    {
        var file = SafetensorsFile.Edited(new ClassicNet().ToBytes(), "\"compiled.version\":\"1\"", $"\"compiled.version\":\"{version}\"");
        SafetensorsFile.Rejects<ClassicNet>(file, $"version '{version}'", "reads 1");
        Assert.NotNull(ClassicNet.Read(file, new LoadOptions { IgnoreTopology = true }));
    }

    [Fact]
    public void Differences_of_topology_and_of_tensors_stand_in_one_exception()
    {
        var exception = SafetensorsFile.Rejects<NoisyNet>(new ClassicNet().ToBytes(), "NoisyNet", "missing", "in the file but not in the network");
        Assert.True(exception.Problems.Count > 5);
    }

    [Fact]
    public void A_file_of_a_network_without_Standardize_leaves_the_scaling_where_the_topology_is_ignored()
    {
        var file = SafetensorsFile.Edited(new ScaledNet(seed: 4).ToBytes(), "Standardize\\n", "");
        SafetensorsFile.Rejects<ScaledNet>(file, "Standardize", "in the network");
        var network = PortableNetworks.Drawn<ScaledNet>(3);
        var mean = network.Standardize0.Means[2];
        network.ReadParameters(file, new LoadOptions { IgnoreTopology = true });
        Assert.Equal((mean, new ScaledNet(seed: 4).Dense0.Weights[1, 1]), (network.Standardize0.Means[2], network.Dense0.Weights[1, 1]));
    }

    [Fact]
    public void A_folder_cannot_be_read() =>
        Assert.Contains("is a folder: give the path of a file in it", Assert.Throws<IOException>(() => ClassicNet.Load(Path.GetTempPath())).Message);

    [Fact]
    public void A_file_of_a_network_without_StandardizeTargets_leaves_the_scaling_where_the_topology_is_ignored()
    {
        var file = SafetensorsFile.Edited(new TargetsNet(seed: 4).ToBytes(), "\\nStandardizeTargets", "");
        SafetensorsFile.Rejects<TargetsNet>(file, "StandardizeTargets", "in the network");
        var network = PortableNetworks.Drawn<TargetsNet>(3);
        var scale = network.Amounts.Scales[1];
        network.ReadParameters(file, new LoadOptions { IgnoreTopology = true });
        Assert.Equal((scale, true), (network.Amounts.Scales[1], network.Amounts.IsFitted));
    }

    [Fact]
    public void Scaling_of_targets_for_a_network_without_it_is_a_difference_unless_the_topology_is_ignored()
    {
        var file = SafetensorsFile.Of($$"""{"__metadata__":{"compiled.standardize_targets.means":"1 2 3","compiled.standardize_targets.scales":"1 1 1"},{{SafetensorsFile.Classic}}}""", 268);
        SafetensorsFile.Rejects<ClassicNet>(file, "the scaling of targets", "[StandardizeTargets]");
        Assert.NotNull(ClassicNet.Read(file, new LoadOptions { IgnoreTopology = true }));
    }

    [Theory]
    [InlineData("0.5 1", "0.5", "has 1 number, but the network has 2 outputs")]
    [InlineData("0.5 1", "0.5 1 2", "has more than 2 numbers")]
    [InlineData("0.5 1", "0.5 0", "has '0' for output 1, but must have a finite number above 0")]
    [InlineData("0.5 1", "0.5 NaN", "has 'NaN' for output 1")]
    [InlineData("targets.scales", "targets.factors", "only one of")]
    public void Scaling_of_targets_that_cannot_be_is_named(string from, string to, string message)
    {
        var network = PortableNetworks.Drawn<TargetsNet>(1);
        (network.Amounts.Scales[0], network.Amounts.Scales[1]) = (0.5f, 1);
        SafetensorsFile.Rejects<TargetsNet>(SafetensorsFile.Edited(network.ToBytes(), from, to), message);
    }

    [Fact]
    public void Scaling_for_a_network_without_Standardize_is_a_difference_unless_the_topology_is_ignored()
    {
        var file = SafetensorsFile.Of($$"""{"__metadata__":{"compiled.standardize.means":"1 2 3 4","compiled.standardize.factors":"1 1 1 1"},{{SafetensorsFile.Classic}}}""", 268);
        SafetensorsFile.Rejects<ClassicNet>(file, "input scaling", "[Standardize]");
        Assert.NotNull(ClassicNet.Read(file, new LoadOptions { IgnoreTopology = true }));
    }
}
