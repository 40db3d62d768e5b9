using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Logarithms of class probabilities; the last block, as softmax is.</summary>
internal sealed class LogSoftmaxBlock() : ActivationBlock(ClassOutputs.LogSoftmax)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override KernelStruct Kernel(ActivationSpec spec) => new("LogSoftmaxKernel");

    public override void WriteForward(CodeWriter code, ActivationSpec spec, Value value, string rows) =>
        WriteRows(code, spec, value, rows);

    public override void WriteBackward(CodeWriter code, ActivationSpec spec, Value input, Value output, string gradient, string rows) =>
        _ = code.Write($"{Kernel(spec).Type}.MultiplyGradients(ref {output.Name}, ref {gradient}, {rows}, {Literals.Int(output.Width)}, {Literals.Int(output.Stride)});");
}
