namespace Compiled.Export;

/// <summary>
/// Activations with settings, and those that opset 13 has no operator for: they are written out as PyTorch writes them, in forms that runtimes recognise and fuse. Defaults
/// of ONNX are never relied on; HardSigmoid's is another function.
/// </summary>
internal static class ActivationNodes
{
    public static string LeakyRelu(BlockWriter block) => block.Result("LeakyRelu", Attributes.Float("alpha", block.Block.Number("slope")));

    public static string Elu(BlockWriter block) => block.Result("Elu", Attributes.Float("alpha", block.Block.Number("alpha")));

    /// <summary>λ and α of Klambauer et al., Self-Normalizing Neural Networks (2017).</summary>
    public static string Selu(BlockWriter block) => block.Result("Selu", Attributes.Float("alpha", 1.67326324f), Attributes.Float("gamma", 1.05070099f));

    public static string Gelu(BlockWriter block) => block.Block.Argument("Approximation") switch
    {
        null => GeluByErf(block),
        "GeluApproximation.Tanh" => GeluByTanh(block),
        var other => throw new NotSupportedException($"Gelu(Approximation = {other}) cannot be written as ONNX: supported are the exact function and GeluApproximation.Tanh."),
    };

    /// <summary>x · σ(x).</summary>
    public static string Silu(BlockWriter block) => block.Result("Mul", [block.Input, block.Step("sigmoid", "Sigmoid", [block.Input])]);

    /// <summary>x · tanh(ln(1 + eˣ)); Mish itself is of opset 18.</summary>
    public static string Mish(BlockWriter block)
    {
        var softplus = block.Step("softplus", "Softplus", [block.Input]);
        return block.Result("Mul", [block.Input, block.Step("tanh", "Tanh", [softplus])]);
    }

    /// <summary>βx &gt; threshold ? x : ln(1 + e^(βx)) / β.</summary>
    public static string Softplus(BlockWriter block)
    {
        var (beta, threshold) = (block.Block.Number("beta"), block.Block.Number("threshold"));
        // From 20 on, ln(1 + eˣ) is x in float: what it has more, e⁻²⁰, is a thousandth of x's last place. So the straight part needs no nodes.
        var isStraight = threshold < 20;
        if (beta == 1 && !isStraight)
            return block.Result("Softplus");

        var factor = block.Setting("beta", beta);
        var scaled = block.Step("scaled", "Mul", [block.Input, factor]);
        var softplus = block.Step("softplus", "Softplus", [scaled]);
        if (!isStraight)
            return block.Result("Div", [softplus, factor]);
        var bent = block.Step("bent", "Div", [softplus, factor]);
        var isAbove = block.Step("isAbove", "Greater", [scaled, block.Setting("threshold", threshold)]);
        return block.Result("Where", [isAbove, block.Input, bent]);
    }

    /// <summary>(x + 3) / 6 between 0 and 1. ONNX's own default for the slope is 0.2.</summary>
    public static string HardSigmoid(BlockWriter block) => block.Result("HardSigmoid", Attributes.Float("alpha", 1f / 6), Attributes.Float("beta", 0.5f));

    public static string HardTanh(BlockWriter block) =>
        block.Result("Clip", [block.Input, block.Setting("min", block.Block.Number("min")), block.Setting("max", block.Block.Number("max"))]);

    /// <summary>x · HardSigmoid(x); HardSwish itself is of opset 14.</summary>
    public static string HardSwish(BlockWriter block)
    {
        var gate = block.Step("gate", "HardSigmoid", [block.Input], Attributes.Float("alpha", 1f / 6), Attributes.Float("beta", 0.5f));
        return block.Result("Mul", [block.Input, gate]);
    }

    /// <summary>x · (1 + erf(x / √2)) / 2; Gelu itself is of opset 20.</summary>
    private static string GeluByErf(BlockWriter block)
    {
        var scaled = block.Step("scaled", "Div", [block.Input, block.Constant("sqrtTwo", 1.41421356f)]);
        var erf = block.Step("erf", "Erf", [scaled]);
        var sum = block.Step("sum", "Add", [erf, block.Constant("one", 1)]);
        var product = block.Step("product", "Mul", [block.Input, sum]);
        return block.Result("Mul", [product, block.Constant("half", 0.5f)]);
    }

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    private static string GeluByTanh(BlockWriter block)
    {
        var square = block.Step("square", "Mul", [block.Input, block.Input]);
        var cube = block.Step("cube", "Mul", [block.Input, square]);
        var bend = block.Step("bend", "Mul", [cube, block.Constant("geluCubic", 0.044715f)]);
        var inner = block.Step("inner", "Add", [block.Input, bend]);
        var scaled = block.Step("scaled", "Mul", [inner, block.Constant("sqrtTwoOverPi", 0.797884561f)]);
        var tanh = block.Step("tanh", "Tanh", [scaled]);
        var sum = block.Step("sum", "Add", [tanh, block.Constant("one", 1)]);
        var product = block.Step("product", "Mul", [block.Input, sum]);
        return block.Result("Mul", [product, block.Constant("half", 0.5f)]);
    }
}
