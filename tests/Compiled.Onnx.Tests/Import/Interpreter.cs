namespace Compiled.Tests.Import;

/// <summary>Predictions of a network that is read and not declared, block by block in double precision: slow and obvious.</summary>
internal static class Interpreter
{
    public static float[] Predict(OnnxNetwork network, float[] inputs)
    {
        var width = network.Topology.InputSize;
        return [.. Enumerable.Range(0, inputs.Length / width).SelectMany(row => Row(network, [.. inputs.AsSpan(row * width, width).ToArray().Select(static x => (double)x)]))];
    }

    private static float[] Row(OnnxNetwork network, double[] row)
    {
        List<double> outputs = [];
        var residuals = new Stack<double[]>();
        double[]? trunk = null;
        foreach (var block in network.Topology.Blocks)
        {
            float[] Of(string suffix) => network.Tensors.FirstOrDefault(tensor => tensor.Block == block.Name && tensor.Name.EndsWith("." + suffix, StringComparison.Ordinal))?.Values.ToArray() ?? [];
            Assert.Equal(block.Inputs, block.Kind == "Head" && trunk is not null ? trunk.Length : row.Length);
            switch (block.Kind)
            {
                case "Head":
                    if (trunk is not null)
                        outputs.AddRange(row);
                    row = trunk ??= row;
                    break;
                case "BeginResidual":
                    residuals.Push(row);
                    break;
                case "EndResidual":
                    row = [.. row.Zip(residuals.Pop(), static (a, b) => a + b)];
                    break;
                case "Standardize":
                    row = [.. row.Select((x, i) => (x - Of("means")[i]) * Of("factors")[i])];
                    break;
                case "Dense":
                    var (weights, biases, input) = (Of("weight"), Of("bias"), row);
                    Assert.Equal(block.HasBias ? block.Outputs : 0, biases.Length);
                    row = [.. Enumerable.Range(0, block.Outputs).Select(o => (block.HasBias ? biases[o] : 0) + input.Select((x, i) => x * weights[(o * block.Inputs) + i]).Sum())];
                    break;
                case "BatchNorm":
                    row = [.. row.Select((x, i) => ((x - Of("running_mean")[i]) / Math.Sqrt(Of("running_var")[i]
                        + block.Number("Epsilon")) * (block.HasBias ? Of("weight")[i] : 1)) + (block.HasBias ? Of("bias")[i] : 0))];
                    break;
                case "LayerNorm":
                    var mean = row.Average();
                    var deviation = Math.Sqrt(row.Average(x => (x - mean) * (x - mean)) + block.Number("Epsilon"));
                    row = [.. row.Select((x, i) => ((x - mean) / deviation * (block.HasBias ? Of("weight")[i] : 1)) + (block.HasBias ? Of("bias")[i] : 0))];
                    break;
                case "RmsNorm":
                    var size = Math.Sqrt(row.Average(static x => x * x) + block.Number("Epsilon"));
                    row = [.. row.Select((x, i) => x / size * (block.Parameters > 0 ? Of("weight")[i] : 1))];
                    break;
                case "Scale":
                    row = [.. row.Select((x, i) => x * Of("weight")[i])];
                    break;
                case "PRelu":
                    row = [.. row.Select((x, i) => x > 0 ? x : x * Of("weight")[block.Argument("Shared") == "false" ? i : 0])];
                    break;
                case "Softmax":
                    var sum = row.Sum(Math.Exp);
                    row = [.. row.Select(x => Math.Exp(x) / sum)];
                    break;
                case "LogSoftmax":
                    var log = Math.Log(row.Sum(Math.Exp));
                    row = [.. row.Select(x => x - log)];
                    break;
                default:
                    row = [.. row.Select(x => Activate(block, x))];
                    break;
            }

            Assert.Equal(block.Outputs, row.Length);
        }

        return [.. outputs.Concat(row).Select(static x => (float)x)];
    }

    private static double Activate(TopologyBlock block, double x) => block.Kind switch
    {
        "Relu" => Math.Max(x, 0),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        "LeakyRelu" => x > 0 ? x : x * block.Number("slope"),
        "Elu" => x > 0 ? x : block.Number("alpha") * (Math.Exp(x) - 1),
        "Selu" => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        "Gelu" when block.Arguments.Length > 0 => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        "Gelu" => x / 2 * (1 + Erf(x / Math.Sqrt(2))),
        "Silu" => x / (1 + Math.Exp(-x)),
        "Mish" => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        "Softplus" => block.Number("beta") * x > block.Number("threshold") ? x : Math.Log(1 + Math.Exp(block.Number("beta") * x)) / block.Number("beta"),
        "Softsign" => x / (1 + Math.Abs(x)),
        "SmoothClip" => x / Math.Sqrt(1 + Math.Pow(x / block.Number("limit"), 2)),
        "HardSigmoid" => Math.Clamp((x + 3) / 6, 0, 1),
        "HardSwish" => x * Math.Clamp((x + 3) / 6, 0, 1),
        "Relu6" => Math.Clamp(x, 0, 6),
        "Celu" => x > 0 ? x : block.Number("alpha") * (Math.Exp(x / block.Number("alpha")) - 1),
        "Threshold" => x > block.Number("threshold") ? x : block.Number("value"),
        "Hardshrink" => Math.Abs(x) <= block.Number("lambda") ? 0 : x,
        "Softshrink" => Math.Abs(x) <= block.Number("lambda") ? 0 : x - Math.CopySign(block.Number("lambda"), x),
        "Tanhshrink" => x - Math.Tanh(x),
        "LogSigmoid" => -Math.Log(1 + Math.Exp(-x)),
        "HardTanh" => Math.Clamp(x, block.Number("min"), block.Number("max")),
        _ => throw new ArgumentException($"The interpreter has no {block.Kind}."),
    };

    /// <summary>The series erf x = 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)), for |x| up to 5.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5)
            return Math.Sign(x);
        var (term, sum) = (x, x);
        for (var n = 1; n < 120; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
