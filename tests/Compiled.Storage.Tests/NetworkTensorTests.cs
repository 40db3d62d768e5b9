using Compiled.Tests.Portable;

namespace Compiled.Tests;

public class NetworkTensorTests
{
    private static string[] NamesOf<T>()
        where T : class, INetwork<T> => [.. NetworkTensor.Of(T.Create(0)).Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]")];

    [Fact]
    public void Names_count_what_a_sequential_would_hold() =>
        Assert.Equal(["0.weight [8, 4]", "0.bias [8]", "2.weight [3, 8]", "2.bias [3]"], NamesOf<ClassicNet>());

    [Fact]
    public void Dropout_and_activations_count_and_noise_does_not() =>
        Assert.Equal(["0.weight [11, 5]", "0.bias [11]", "3.weight [6, 11]", "3.bias [6]", "6.weight [2, 6]", "6.bias [2]"], NamesOf<NoisyNet>());

    [Fact]
    public void Standardize_residuals_and_heads_do_not_count() => Assert.Equal(
        [
            "standardize.means [6]", "standardize.factors [6]", "0.weight [10, 6]", "0.bias [10]", "1.weight [10]", "1.bias [10]", "1.running_mean [10]", "1.running_var [10]",
            "4.weight [10, 10]", "4.bias [10]", "5.weight [10]", "5.bias [10]", "6.weight [1]", "7.weight [3, 10]", "7.bias [3]", "9.weight [4, 10]", "9.bias [4]",
            "11.weight [2, 4]", "11.bias [2]",
        ],
        NamesOf<EverythingNet>());

    [Fact]
    public void Standardised_targets_do_not_count_and_are_numbered_from_the_second_head_on() => Assert.Equal(
        [
            "0.weight [9, 6]", "0.bias [9]", "2.weight [2, 9]", "2.bias [2]", "standardize_targets.means [2]", "standardize_targets.scales [2]", "3.weight [3, 9]", "3.bias [3]",
            "5.weight [1, 9]", "5.bias [1]", "standardize_targets1.means [1]", "standardize_targets1.scales [1]",
        ],
        NamesOf<TargetHeadsNet>());

    [Theory]
    [MemberData(nameof(PortableNetworks.Names), MemberType = typeof(PortableNetworks))]
    public void What_is_written_is_read_and_predicted_with(string name) => PortableNetworks.Visit(name, new WrittenIsRead());

    private sealed class WrittenIsRead : INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var (from, to) = (PortableNetworks.Drawn<T>(3), T.Create(4));
            foreach (var (source, target) in NetworkTensor.Of(from).Zip(NetworkTensor.Of(to)))
            {
                var values = new float[source.Length];
                source.CopyTo(values);
                target.CopyFrom(values);
            }

            var (expected, actual, parameters, copied) = (new float[5 * T.OutputSize], new float[5 * T.OutputSize], new float[T.ParameterCount], new float[T.ParameterCount]);
            from.CopyParametersTo(parameters);
            to.CopyParametersTo(copied);
            Assert.Equal(parameters, copied);
            from.PredictBatch(PortableNetworks.Inputs<T>(5, 1), expected);
            to.PredictBatch(PortableNetworks.Inputs<T>(5, 1), actual);
            Assert.Equal(expected, actual);
        }
    }
}
