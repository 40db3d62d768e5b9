using Compiled.Benchmarks.Cells;
using Compiled.Benchmarks.Results;
using Compiled.Dynamic;

namespace Compiled.Benchmarks.Shapes;

/// <summary>A network that was compiled in this process: its members are one indirect call each.</summary>
internal readonly struct DynamicCell(DynamicNetworkType type) : ICell
{
    private readonly DynamicNetwork _network = type.Create();
    private readonly Trainer?[] _trainer = [null];

    public static bool IsIndirect => true;

    /// <summary>The class, as a build would write it: linear output, biases everywhere, mean squared error.</summary>
    public static DynamicNetworkType Compile(NamedShape shape)
    {
        var widths = shape.Shape.Widths;
        var declaration = new NetworkDeclaration(widths[0]);
        for (var block = 1; block < widths.Count; block++)
        {
            declaration = declaration.Dense(widths[block]);
            if (block + 1 < widths.Count)
                declaration = shape.IsTanh ? declaration.Tanh() : declaration.Relu();
        }

        return NetworkCompiler.Compile(declaration.MeanSquaredError());
    }

    public void CopyParametersFrom(ReadOnlySpan<float> parameters) => _network.CopyParametersFrom(parameters);

    public void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _network.Predict(input, output);

    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.PredictBatch(inputs, outputs);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _ = (_trainer[0] ??= _network.CreateTrainer(new Adam())).Step(inputs, targets);
}
