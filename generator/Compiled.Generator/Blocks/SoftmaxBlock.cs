using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities; the last block, because whatever followed would no longer see probabilities as such.</summary>
internal sealed class SoftmaxBlock() : ActivationBlock(ClassOutputs.Softmax)
{
    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override KernelStruct Kernel(ActivationSpec spec) => new("SoftmaxKernel");

    public override void WriteForward(CodeWriter code, ActivationSpec spec, Value value, string rows) =>
        WriteRows(code, spec, value, rows);

    public override void WriteBackward(CodeWriter code, ActivationSpec spec, Value input, Value output, string gradient, string rows) =>
        _ = code.Write($"SoftmaxGradient.Multiply(ref {output.Name}, ref {gradient}, {rows}, {Literals.Int(output.Width)}, {Literals.Int(output.Stride)});");
}
