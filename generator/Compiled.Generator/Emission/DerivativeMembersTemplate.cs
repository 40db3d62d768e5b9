using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>InputGradient and Jacobian: arguments checked, then the kernel on the stack's scratch or on the caller's.</summary>
internal static class DerivativeMembersTemplate
{
    private const string Errors = """/// <exception cref="global::System.ArgumentException">A span has the wrong length, or two share memory.</exception>""";

    private const string GradientSpans = "global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<float> outputGradient, global::System.Span<float> result";

    private const string JacobianSpans = "global::System.ReadOnlySpan<float> input, global::System.Span<float> result";

    private const string CheckGradient = """
        global::Compiled.Runtime.Guard.Length(input.Length, InputSize, "input", "inputs");
        global::Compiled.Runtime.Guard.Length(outputGradient.Length, OutputSize, "outputGradient", "outputs");
        global::Compiled.Runtime.Guard.Length(result.Length, InputSize, "result", "inputs");
        global::Compiled.Runtime.Guard.NoOverlap(input, result, "input", "result");
        global::Compiled.Runtime.Guard.NoOverlap(outputGradient, result, "outputGradient", "result");
        """;

    private const string CheckJacobian = """
        global::Compiled.Runtime.Guard.Length(input.Length, InputSize, "input", "inputs");
        global::Compiled.Runtime.Guard.Jacobian(result.Length, OutputSize, InputSize, "result");
        global::Compiled.Runtime.Guard.NoOverlap(input, result, "input", "result");
        """;

    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var kernel = $"global::Compiled.Emitted.{NetworkEmitter.DerivativesName(spec)}";
        var derivatives = plan?.Derivatives;
        var (gradient, jacobian) = (Gradient(spec), Jacobian(spec));
        var block = PredictTemplate.Block(derivatives?.Scratch);
        var gradientSpans = $"{PredictTemplate.First("input")}, {PredictTemplate.First("outputGradient")}, {PredictTemplate.First("result")}";
        var jacobianSpans = $"{PredictTemplate.First("input")}, {PredictTemplate.First("result")}";

        // Beyond 64 KB of stack there are the overloads alone whose scratch the caller owns.
        if (derivatives is null or { FitsStack: true })
        {
            PredictTemplate.WriteMember(
                code, plan, gradient + Cost.InputGradient(plan) + $" {PredictTemplate.Safe}</summary>\n{Errors}", $"void InputGradient({GradientSpans})", CheckGradient,
                $"global::Compiled.Runtime.StackDerivatives.InputGradient<{kernel}{block}>(ref _parameters.{PredictTemplate.Origin(plan)}, {gradientSpans});");
            PredictTemplate.WriteMember(
                code, plan, jacobian + Cost.Jacobian(plan) + $" {PredictTemplate.Safe}</summary>\n{Errors}", $"void Jacobian({JacobianSpans})", CheckJacobian,
                $"global::Compiled.Runtime.StackDerivatives.Jacobian<{kernel}{block}>(ref _parameters.{PredictTemplate.Origin(plan)}, {jacobianSpans});");
        }

        PredictTemplate.WriteMember(
            code, plan, $"{gradient} {OnScratch}</summary>\n{Errors}", $"void InputGradient({GradientSpans}, global::System.Span<float> scratch)",
            CheckGradient + "\n" + PredictTemplate.CheckScratch("input", "outputGradient", "result"),
            $"{kernel}.InputGradient(ref _parameters.{PredictTemplate.Origin(plan)}, {gradientSpans}, {PredictTemplate.First("scratch")});");
        PredictTemplate.WriteMember(
            code, plan, $"{jacobian} {OnScratch}</summary>\n{Errors}", $"void Jacobian({JacobianSpans}, global::System.Span<float> scratch)",
            CheckJacobian + "\n" + PredictTemplate.CheckScratch("input", "result"),
            $"{kernel}.Jacobian(ref _parameters.{PredictTemplate.Origin(plan)}, {jacobianSpans}, {PredictTemplate.First("scratch")});");
    }

    private const string OnScratch = "With the caller's scratch of at least <see cref=\"ScratchSize\"/> floats, for threads with small stacks; each thread needs its own.";

    private static string Gradient(NetworkSpec spec) =>
        $"/// <summary>The gradient at the {Code.Count(spec.Inputs, "input")} of one row, from the one at the {Code.Count(spec.Outputs, "output")}: result_i = Σ_o ∂output_o/∂input_i · outputGradient_o.";

    private static string Jacobian(NetworkSpec spec) =>
        $"/// <summary>All {Code.Count((long)spec.Inputs * spec.Outputs, "derivative")} of one row, [output][input] row-major: result[o, i] = ∂output_o/∂input_i.";
}
