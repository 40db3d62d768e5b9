using Compiled.Tests.Law;
using Compiled.Tests.Networks;
using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Derivatives;

/// <summary>Laws 1 and 2 on derivatives, and arguments that do not fit.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class DerivativeLawTests
{
    public static TheoryData<string> Names => DerivativeCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        var one = DerivativeCase.Get(name);
        var (network, _) = one.Create(1);
        var data = new TestData(2);
        var (input, gradient, scratch) = (data.Inputs(one.Of, 1), data.Uniforms(one.Of.OutputSize), new float[network.ScratchSize]);
        var (result, jacobian) = (new float[one.Of.InputSize], new float[one.Of.InputSize * one.Of.OutputSize]);
        var fewest = long.MaxValue;
        for (var series = 0; series < 10; series++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var call = 0; call < 5; call++)
            {
                network.InputGradient?.Invoke(input, gradient, result);
                network.InputGradientOnScratch(input, gradient, result, scratch);
                network.Jacobian?.Invoke(input, jacobian);
                network.JacobianOnScratch(input, jacobian, scratch);
            }

            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, fewest);
    }

    [Fact]
    public async Task Many_threads_on_one_network_get_what_one_gets()
    {
        var one = DerivativeCase.Get(nameof(DiffDots));
        var (network, _) = one.Create(1);
        var inputs = Enumerable.Range(0, 8).Select(seed => new TestData(seed).Inputs(one.Of, 1)).ToArray();
        var expected = inputs.Select(input => DerivativeTests.Jacobian(one, network, input)).ToArray();
        await Task.WhenAll(inputs.Select((input, index) => Task.Run(() =>
        {
            for (var call = 0; call < 200; call++)
                Bits.Equal(expected[index], DerivativeTests.Jacobian(one, network, input), $"thread {index}");
        })));
    }

    [Theory]
    [InlineData(1, 1, 2, "'input' has 1 float, but the network has 2 inputs")]
    [InlineData(2, 2, 2, "'outputGradient' has 2 floats, but the network has 1 output")]
    [InlineData(2, 1, 3, "'result' has 3 floats, but the network has 2 inputs")]
    [InlineData(0, 1, 2, "'input' has 0 floats")]
    public void Wrong_lengths_of_a_gradient_are_refused_by_name(int inputs, int gradients, int results, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new DiffNarrow().InputGradient(new float[inputs], new float[gradients], new float[results]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new DiffNarrow().InputGradient(new float[inputs], new float[gradients], new float[results], new float[DiffNarrow.ScratchSize]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_lengths_of_a_Jacobian_and_scratch_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new DiffRows().Jacobian(new float[20], new float[20]));
        Assert.Contains("'result' has 20 floats, but the Jacobian of 3 outputs by 20 inputs has 60: pass a span of exactly 60.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new DiffRows().Jacobian(new float[19], new float[60]));
        Assert.Contains("'input' has 19 floats", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new DiffRows().Jacobian(new float[20], new float[60], new float[DiffRows.ScratchSize - 1]));
        Assert.Contains("'scratch' has", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_that_share_memory_are_refused_by_name()
    {
        var network = new DiffNarrow();
        var memory = new float[DiffNarrow.ScratchSize + 8];
        Refused("'input' and 'result'", () => network.InputGradient(memory.AsSpan(0, 2), [1], memory.AsSpan(1, 2)));
        Refused("'outputGradient' and 'result'", () => network.InputGradient([1, 2], memory.AsSpan(1, 1), memory.AsSpan(0, 2)));
        Refused("'input' and 'result'", () => network.Jacobian(memory.AsSpan(0, 2), memory.AsSpan(0, 2)));
        var scratch = DiffNarrow.ScratchSize;
        Refused("'input' and 'scratch'", () => network.InputGradient(memory.AsSpan(0, 2), [1], new float[2], memory.AsSpan(1, scratch)));
        Refused("'outputGradient' and 'scratch'", () => network.InputGradient([1, 2], memory.AsSpan(1, 1), new float[2], memory.AsSpan(1, scratch)));
        Refused("'result' and 'scratch'", () => network.InputGradient([1, 2], [1], memory.AsSpan(0, 2), memory.AsSpan(1, scratch)));
        Refused("'input' and 'scratch'", () => network.Jacobian(memory.AsSpan(0, 2), new float[2], memory.AsSpan(1, scratch)));
        Refused("'result' and 'scratch'", () => network.Jacobian([1, 2], memory.AsSpan(scratch, 2), memory.AsSpan(0, scratch + 1)));

        static void Refused(string names, Action call) =>
            Assert.Contains(names + " share memory", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }
}
