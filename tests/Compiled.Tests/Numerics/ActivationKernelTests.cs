using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>Activations over padded buffers: every length, against the scalar body, between guard pages.</summary>
public sealed class ActivationKernelTests
{
    public static TheoryData<int> Lengths() => [.. Enumerable.Range(0, 36).Select(static i => 4 * i)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Each_length_gives_the_bits_of_the_scalar_body(int length)
    {
        Check(new IdentityActivation(), length);
        Check(new SigmoidActivation(), length);
        Check(new TanhActivation(), length);
        Check(new ReluActivation(), length);
        Check(new LeakyReluActivation(0.2f), length);
    }

    [Fact]
    public void The_derivatives_agree_with_central_differences()
    {
        CheckDerivative(new IdentityActivation());
        CheckDerivative(new SigmoidActivation());
        CheckDerivative(new TanhActivation());
        CheckDerivative(new ReluActivation());
        CheckDerivative(new LeakyReluActivation(0.2f));
    }

    [Fact]
    public void The_derivatives_of_sigmoid_and_tanh_keep_NaN_and_vanish_at_saturation()
    {
        Assert.True(float.IsNaN(new SigmoidActivation().DerivativeFromValue<Lanes1>(float.NaN)));
        Assert.True(float.IsNaN(new TanhActivation().DerivativeFromValue<Lanes1>(float.NaN)));
        Assert.Equal(0.25f, new SigmoidActivation().DerivativeFromValue<Lanes1>(0.5f).Value);
        Assert.Equal(0f, new SigmoidActivation().DerivativeFromValue<Lanes1>(1f).Value);
        Assert.Equal(1f, new TanhActivation().DerivativeFromValue<Lanes1>(-0f).Value);
        Assert.Equal(0f, new TanhActivation().DerivativeFromValue<Lanes1>(-1f).Value);
    }

    private static void Check<TActivation>(TActivation activation, int length)
        where TActivation : struct, IActivation
    {
        using var values = new GuardedMemory(length);
        using var gradients = new GuardedMemory(length);
        for (var i = 0; i < length; i++)
        {
            values.Span[i] = FloatBitsAssert.Specials[(i + length) % FloatBitsAssert.Specials.Length];
            gradients.Span[i] = i - 7.5f;
        }

        var expected = values.Span.ToArray();
        foreach (ref var value in expected.AsSpan())
            value = activation.Value<Lanes1>(value);
        ActivationKernel.Apply(activation, ref values.Origin, length);
        FloatBitsAssert.Equal(expected, values.Span, typeof(TActivation).Name);

        var expectedGradients = gradients.Span.ToArray();
        for (var i = 0; i < length; i++)
            expectedGradients[i] *= activation.DerivativeFromValue<Lanes1>(expected[i]);
        ActivationKernel.MultiplyByDerivative(activation, in values.Origin, ref gradients.Origin, length);
        FloatBitsAssert.Equal(expectedGradients, gradients.Span, typeof(TActivation).Name + " derivative");
        FloatBitsAssert.Equal(expected, values.Span, "outputs, which must not change");
    }

    private static void CheckDerivative<TActivation>(TActivation activation)
        where TActivation : struct, IActivation
    {
        const float Step = 1f / 256;
        for (var x = -6.03125f; x < 6.1f; x += 0.0625f)
        {
            double difference = activation.Value<Lanes1>(x + Step).Value - activation.Value<Lanes1>(x - Step).Value;
            double derivative = activation.DerivativeFromValue<Lanes1>(activation.Value<Lanes1>(x));
            Assert.Equal(difference / (2 * Step), derivative, 5e-5);
        }
    }
}
