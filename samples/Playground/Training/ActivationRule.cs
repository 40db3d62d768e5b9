using Compiled;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Playground.Training;

/// <summary>φ and φ′ of an activation: those of the library, one number at a time.</summary>
/// <param name="Value">φ(x).</param>
/// <param name="Slope">φ′(x), from x and y = φ(x).</param>
internal sealed record ActivationRule(Func<float, float> Value, Func<float, float, float> Slope)
{
    /// <summary>The rule of a block; null if it is not an activation without parameters.</summary>
    public static ActivationRule? Of(TopologyBlock block) => block.Kind switch
    {
        "Relu" => FromValue(new ReluActivation()),
        "LeakyRelu" => FromValue(new LeakyReluActivation(block.Number("slope"))),
        "Elu" => FromValue(new EluActivation(block.Number("alpha"))),
        "Selu" => FromValue(new SeluActivation()),
        "Celu" => FromValue(new CeluActivation(block.Number("alpha"))),
        "Gelu" => block.Argument("Approximation")?.EndsWith("Tanh", StringComparison.Ordinal) == true ? FromInput(new GeluTanhActivation()) : FromInput(new GeluActivation()),
        "Silu" => FromInput(new SiluActivation()),
        "Mish" => FromInput(new MishActivation()),
        "Softplus" => FromInput(new SoftplusActivation(block.Number("beta"), block.Number("threshold"))),
        "Tanh" => FromValue(new TanhActivation()),
        "Sigmoid" => FromValue(new SigmoidActivation()),
        "Softsign" => FromValue(new SoftsignActivation()),
        "HardTanh" => FromValue(new HardTanhActivation(block.Number("min"), block.Number("max"))),
        "HardSigmoid" => FromValue(new HardSigmoidActivation()),
        "HardSwish" => FromInput(new HardSwishActivation()),
        "Relu6" => FromValue(new HardTanhActivation(0, 6)),
        "LogSigmoid" => FromInput(new LogSigmoidActivation()),
        "Hardshrink" => FromValue(new HardshrinkActivation(block.Number("lambda"))),
        "Softshrink" => FromValue(new SoftshrinkActivation(block.Number("lambda"))),
        "Tanhshrink" => FromInput(new TanhshrinkActivation()),
        "Threshold" => FromInput(new ThresholdActivation(block.Number("threshold"), block.Number("value"))),
        "SmoothClip" => FromValue(new SmoothClipActivation(block.Number("limit"))),
        _ => null,
    };

    private static ActivationRule FromValue<TActivation>(TActivation function)
        where TActivation : struct, IActivation => new(x => function.Value<Lanes1>(x), (_, y) => function.DerivativeFromValue<Lanes1>(y));

    private static ActivationRule FromInput<TActivation>(TActivation function)
        where TActivation : struct, IActivationFunction => new(x => function.Value<Lanes1>(x), (x, _) => function.Derivative<Lanes1>(x));
}
