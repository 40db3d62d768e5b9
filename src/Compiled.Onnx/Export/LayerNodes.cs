namespace Compiled.Export;

/// <summary>Blocks with parameters or statistics.</summary>
internal static class LayerNodes
{
    /// <summary>Y = X · Wᵀ + b.</summary>
    public static string Dense(BlockWriter block)
    {
        var weight = block.Parameter("weight", block.Block.Outputs, block.Block.Inputs);
        string[] inputs = block.Block.HasBias ? [block.Input, weight, block.Parameter("bias", block.Block.Outputs)] : [block.Input, weight];
        return block.Result("Gemm", inputs, Attributes.Int("transB", 1));
    }

    /// <summary>(x − mean) · factor.</summary>
    public static string Standardize(BlockWriter block)
    {
        var centred = block.Step("centred", "Sub", [block.Input, block.Parameter("means", block.Block.Outputs)]);
        return block.Result("Mul", [centred, block.Parameter("factors", block.Block.Outputs)]);
    }

    /// <summary>z · scale + mean.</summary>
    public static string StandardizeTargets(BlockWriter block)
    {
        var scaled = block.Step("scaled", "Mul", [block.Input, block.Parameter("scales", block.Block.Outputs)]);
        return block.Result("Add", [scaled, block.Parameter("means", block.Block.Outputs)]);
    }

    public static string BatchNorm(BlockWriter block)
    {
        var width = block.Block.Outputs;
        return block.Result(
            "BatchNormalization",
            [block.Input, block.Parameter("weight", width), block.Parameter("bias", width), block.Parameter("running_mean", width), block.Parameter("running_var", width)],
            Attributes.Float("epsilon", block.Block.Number("Epsilon")));
    }

    /// <summary>One operator since opset 17; before, the operators that PyTorch writes, which runtimes know to be a LayerNorm.</summary>
    public static string LayerNorm(BlockWriter block)
    {
        var (width, epsilon) = (block.Block.Outputs, block.Block.Number("Epsilon"));
        if (block.Opset >= 17)
        {
            // The operator does not go without factors.
            string[] inputs = block.Block.HasBias ? [block.Input, block.Parameter("weight", width), block.Parameter("bias", width)] : [block.Input, block.Vector("ones", 1)];
            return block.Result("LayerNormalization", inputs, Attributes.Int("axis", -1), Attributes.Float("epsilon", epsilon));
        }

        var mean = block.Step("mean", "ReduceMean", [block.Input], Attributes.Ints("axes", -1), Attributes.Int("keepdims", 1));
        var centred = block.Step("centred", "Sub", [block.Input, mean]);
        var squares = block.Step("squares", "Pow", [centred, block.Constant("two", 2)]);
        var variance = block.Step("variance", "ReduceMean", [squares], Attributes.Ints("axes", -1), Attributes.Int("keepdims", 1));
        var shifted = block.Step("shifted", "Add", [variance, block.Setting("epsilon", epsilon)]);
        var deviation = block.Step("deviation", "Sqrt", [shifted]);
        if (!block.Block.HasBias)
            return block.Result("Div", [centred, deviation]);
        var normal = block.Step("normal", "Div", [centred, deviation]);
        var scaled = block.Step("scaled", "Mul", [normal, block.Parameter("weight", width)]);
        return block.Result("Add", [scaled, block.Parameter("bias", width)]);
    }

    /// <summary>One slope, or one an output: both spread over the rows.</summary>
    public static string PRelu(BlockWriter block) => block.Result("PRelu", [block.Input, block.Parameter("weight", block.Block.Parameters)]);
}
