using Compiled.Generator.Emission;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Blocks;

/// <summary>Class probabilities; the last block, because whatever followed would no longer see probabilities as such.</summary>
internal sealed class SoftmaxRoom : ActivationRoom
{
    public override string Kind => "Softmax";

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool IsElementwise => false;

    public override string Kernel(ActivationSpec spec) => "SoftmaxKernel";

    public override void WriteForward(CodeWriter code, ActivationSpec spec, Value value, string rows)
    {
        if (rows == "1")
        {
            _ = code.Write($"{Kernel(spec)}.Row(ref {value.Name}, {value.Width}, {value.Stride});");
            return;
        }

        _ = code
            .Open($"for (var row = 0; row < {rows}; row++)")
            .Write($"{Kernel(spec)}.Row(ref Unsafe.Add(ref {value.Name}, row * {value.Stride}), {value.Width}, {value.Stride});")
            .Close();
    }

    public override void WriteBackward(CodeWriter code, ActivationSpec spec, Value output, string gradient, string rows) =>
        _ = code.Write($"SoftmaxGradient.Multiply(ref {output.Name}, ref {gradient}, {rows}, {output.Width}, {output.Stride});");
}
