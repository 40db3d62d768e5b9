using Compiled.Numerics;
using Compiled.Oracle;
using Compiled.Runtime;

namespace Compiled.Tests.Numerics;

/// <summary>One activation as a tests sees it: values and slopes at every width, and what they should be.</summary>
internal abstract class ActivationCase(OracleActivation oracle)
{
    /// <summary>All element-wise activations, with arguments that are not the default ones too.</summary>
    public static IReadOnlyDictionary<string, ActivationCase> All { get; } = new Dictionary<string, ActivationCase>
    {
        ["Sigmoid"] = new OfOutput<SigmoidActivation>(new(), new("Sigmoid")),
        ["Tanh"] = new OfOutput<TanhActivation>(new(), new("Tanh")),
        ["Relu"] = new OfOutput<ReluActivation>(new(), new("Relu")),
        ["LeakyRelu"] = new OfOutput<LeakyReluActivation>(new(0.01f), new("LeakyRelu", 0.01f)),
        ["Elu"] = new OfOutput<EluActivation>(new(1), new("Elu")),
        ["Elu(0.5)"] = new OfOutput<EluActivation>(new(0.5f), new("Elu", 0.5f)),
        ["Selu"] = new OfOutput<SeluActivation>(new(), new("Selu")),
        ["Gelu"] = new OfInput<GeluActivation>(new(), new("Gelu")),
        ["Gelu, tanh form"] = new OfInput<GeluTanhActivation>(new(), new("GeluTanh")),
        ["Silu"] = new OfInput<SiluActivation>(new(), new("Silu")),
        ["Mish"] = new OfInput<MishActivation>(new(), new("Mish")),
        ["Softplus"] = new OfInput<SoftplusActivation>(new(1, 20), new("Softplus")),
        ["Softplus(2, 5)"] = new OfInput<SoftplusActivation>(new(2, 5), new("Softplus", 2, 5)),
        ["Softsign"] = new OfOutput<SoftsignActivation>(new(), new("Softsign")),
        ["SmoothClip"] = new OfOutput<SmoothClipActivation>(new(3), new("SmoothClip", 3)),
        ["SmoothClip(0.3)"] = new OfOutput<SmoothClipActivation>(new(0.3f), new("SmoothClip", 0.3f)),
        ["HardSigmoid"] = new OfOutput<HardSigmoidActivation>(new(), new("HardSigmoid")),
        ["HardTanh"] = new OfOutput<HardTanhActivation>(new(-1, 1), new("HardTanh")),
        ["HardTanh(-0.25, 6)"] = new OfOutput<HardTanhActivation>(new(-0.25f, 6), new("HardTanh", -0.25, 6)),
        ["Relu6"] = new OfOutput<HardTanhActivation>(new(0, 6), new("Relu6")),
        ["Celu"] = new OfOutput<CeluActivation>(new(1), new("Celu")),
        ["Celu(0.3)"] = new OfOutput<CeluActivation>(new(0.3f), new("Celu", 0.3f)),
        ["Threshold(0.5, -1)"] = new OfInput<ThresholdActivation>(new(0.5f, -1), new("Threshold", 0.5, -1)),
        ["Hardshrink"] = new OfOutput<HardshrinkActivation>(new(0.5f), new("Hardshrink")),
        ["Softshrink"] = new OfOutput<SoftshrinkActivation>(new(0.5f), new("Softshrink")),
        ["Tanhshrink"] = new OfInput<TanhshrinkActivation>(new(), new("Tanhshrink")),
        ["LogSigmoid"] = new OfInput<LogSigmoidActivation>(new(), new("LogSigmoid")),
        ["HardSwish"] = new OfInput<HardSwishActivation>(new(), new("HardSwish")),
    };

    public OracleActivation Oracle { get; } = oracle;

    /// <summary>y[i] = φ(x[i]), so many lanes at a time.</summary>
    public abstract void Values(int lanes, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>y[i] = φ′(x[i]) as training takes it: from the output where that tells the slope.</summary>
    public abstract void Slopes(int lanes, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The kernel's forward pass, in place.</summary>
    public abstract void Apply(ref float values, int length);

    /// <summary>The kernel's backward pass, from the inputs.</summary>
    public abstract void Multiply(ReadOnlySpan<float> x, ref float kept, ref float gradients, int length);

    protected static void Map<TFunction>(TFunction function, int lanes, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IElementFunction
    {
        switch (lanes)
        {
            case 1: Map<TFunction, Lanes1>(function, x, y); break;
            case 4: Map<TFunction, Lanes4>(function, x, y); break;
            case 8: Map<TFunction, Lanes8>(function, x, y); break;
            default: Map<TFunction, Lanes16>(function, x, y); break;
        }
    }

    private static void Map<TFunction, TLanes>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IElementFunction
        where TLanes : struct, ILanes<TLanes>
    {
        Assert.True(x.Length % TLanes.Count == 0 && y.Length >= x.Length);
        for (var i = 0; i < x.Length; i += TLanes.Count)
            TLanes.Store(function.Value(TLanes.Load(in x[0], (nuint)i)), ref y[0], (nuint)i);
    }

    private sealed class OfOutput<T>(T activation, OracleActivation oracle) : ActivationCase(oracle)
        where T : struct, IActivation
    {
        public override void Values(int lanes, ReadOnlySpan<float> x, Span<float> y) => Map(activation, lanes, x, y);

        public override void Slopes(int lanes, ReadOnlySpan<float> x, Span<float> y) => Map(new Slope(activation), lanes, x, y);

        public override void Apply(ref float values, int length) => ActivationKernel.Apply(activation, ref values, length);

        public override void Multiply(ReadOnlySpan<float> x, ref float kept, ref float gradients, int length)
        {
            for (var i = 0; i < length; i++)
                System.Runtime.CompilerServices.Unsafe.Add(ref kept, i) = activation.Value<Lanes1>(x[i]);
            ActivationKernel.MultiplyByDerivative(activation, in kept, ref gradients, length);
        }

        private readonly struct Slope(T activation) : IElementFunction
        {
            public TLanes Value<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => activation.DerivativeFromValue(activation.Value(x));
        }
    }

    private sealed class OfInput<T>(T activation, OracleActivation oracle) : ActivationCase(oracle)
        where T : struct, IActivationFunction
    {
        public override void Values(int lanes, ReadOnlySpan<float> x, Span<float> y) => Map(activation, lanes, x, y);

        public override void Slopes(int lanes, ReadOnlySpan<float> x, Span<float> y) => Map(new Slope(activation), lanes, x, y);

        public override void Apply(ref float values, int length) => ActivationKernel.Apply(activation, ref values, length);

        public override void Multiply(ReadOnlySpan<float> x, ref float kept, ref float gradients, int length)
        {
            for (var i = 0; i < length; i++)
                System.Runtime.CompilerServices.Unsafe.Add(ref kept, i) = x[i];
            ActivationKernel.MultiplyByInputDerivative(activation, in kept, ref gradients, length);
        }

        private readonly struct Slope(T activation) : IElementFunction
        {
            public TLanes Value<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => activation.Derivative(x);
        }
    }
}
