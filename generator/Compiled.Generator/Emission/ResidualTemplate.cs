using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>y = F(x) + x, forward and backward. Forward, its beginning writes nothing: the plan keeps x until the end.</summary>
internal static class ResidualTemplate
{
    /// <summary>The sum, row by row.</summary>
    public static void WriteForward(CodeWriter code, EndResidualStage stage, string rows)
    {
        var (values, skipped, sums) = (stage.Input, stage.Skipped, stage.Output);
        _ = code.BlankLine().Write($"// The residual: {values.Name} + {skipped.Name}.");
        _ = values.Stride == skipped.Stride
            ? code.Write($"ResidualKernel.Add(ref {values.Name}, ref {skipped.Name}, ref {sums.Name}, {Code.Product(rows, values.Stride)});")
            : code.Write($"ResidualKernel.AddUnpadded(ref {values.Name}, ref {skipped.Name}, ref {sums.Name}, {Literals.Int(values.Width)}, {Literals.Int(values.Stride)}, {rows});");
    }

    /// <summary>A buffer for each level of nesting, where the gradient that skips the blocks waits.</summary>
    /// <param name="code">Where the statements go.</param>
    /// <param name="levels">How many levels there are.</param>
    /// <param name="gradient">The place of a buffer of gradients, by its number; the first two take turns.</param>
    public static void WriteBuffers(CodeWriter code, int levels, Func<int, string> gradient)
    {
        for (var level = 0; level < levels; level++)
            _ = code.Write($"ref var {Waiting(level)} = {gradient(2 + level)};");
    }

    /// <summary>At the end, which the backward pass meets first, the gradient goes on into the blocks between, and a copy of it waits.</summary>
    public static void WriteBackward(CodeWriter code, EndResidualStage stage, string gradient, string rows)
    {
        var length = Code.Product(rows, stage.Output.Stride);
        _ = code.BlankLine().Write("// The residual's gradient, which skips the blocks between.")
            .Write($"RowKernel.Copy(ref {gradient}, {length}, ref {Waiting(stage.Level)}, {length}, {length}, 1);");
    }

    /// <summary>At the beginning the two gradients meet.</summary>
    public static void WriteBackward(CodeWriter code, BeginResidualStage stage, string gradient, string rows) => _ = code
        .BlankLine().Write("// The gradient that has skipped the blocks joins the one that came through them.")
        .Write($"ResidualKernel.Add(ref {gradient}, ref {Waiting(stage.Level)}, ref {gradient}, {Code.Product(rows, stage.Output.Stride)});");

    private static string Waiting(int level) => $"skipping{Literals.Int(level)}";
}
