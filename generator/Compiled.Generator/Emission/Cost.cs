using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>Sizes and costs in the docs of emitted members, so that the editor's tooltip is the model summary. A network without a plan has no costs.</summary>
internal static class Cost
{
    /// <summary>"2410 parameters in 9728 bytes".</summary>
    public static string Parameters(NetworkSpec spec, NetworkPlan? plan) =>
        Code.Count(spec.ParameterCount, "parameter") + (plan is null ? "" : $" in {Bytes(plan.ParameterLength)}");

    /// <summary>"2410 parameters (9640 bytes)": the canonical vector has no padding.</summary>
    public static string Vector(NetworkSpec spec) => $"{Code.Count(spec.ParameterCount, "parameter")} ({Bytes(spec.ParameterCount)})";

    /// <summary>"dense block 0", "LayerNorm block 0".</summary>
    public static string Title(LearnedSpec block) =>
        block is DenseSpec dense ? $"dense block {Literals.Int(dense.Index)}" : $"{block.Kind} block {Literals.Int(((LayerSpec)block).Index)}";

    /// <summary>"weights [3, 4] and 3 biases".</summary>
    public static string Shape(LearnedSpec block) => block is LayerSpec standardize && block.Has(BlockTraits.ScalesInputs)
        ? $"{Code.Count(standardize.Width, "mean")} and {Code.Count(standardize.Width, "factor")}"
        : block is LayerSpec { IsForTargets: true } targets
        ? $"{Code.Count(targets.Width, "mean")} and {Code.Count(targets.Width, "scale")}"
        : block is LayerSpec { HasStatistics: true, Weights: 0 } norm
        ? $"{Code.Count(norm.Width, "mean")} and {Code.Count(norm.Width, "variance")}"
        : block is LayerSpec layer
        ? Code.Count(layer.Weights, "weight") + (layer.HasBias ? $" and {Code.Count(layer.Weights, "bias", "biases")}" : "")
        : Shape((DenseSpec)block);

    private static string Shape(DenseSpec dense) =>
        $"weights [{Literals.Int(dense.Outputs)}, {Literals.Int(dense.Inputs)}]{(dense.HasBias ? $" and {Code.Count(dense.Outputs, "bias", "biases")}" : ", no biases")}";

    public static string Row(NetworkPlan? plan) => plan is null ? "" : $" Takes{OfRow(plan)}.";

    public static string OfRow(NetworkPlan plan) => $" {Operations(plan)} and {Bytes(plan.RowScratch)} of stack";

    public static string RowOnScratch(NetworkPlan? plan) => plan is null ? "" : $" Takes {Operations(plan)}.";

    public static string Rows(NetworkPlan? plan) => plan is null ? "" : $" Takes {Operations(plan)} per row and {Bytes(plan.BatchScratch)} of stack.";

    public static string RowsOnScratch(NetworkPlan? plan) => plan is null ? "" : $" Takes {Operations(plan)} per row.";

    /// <summary>From which batch on threads share it.</summary>
    public static string Shares(NetworkPlan? plan) =>
        plan is null ? "" : $" Fewer than {Literals.Int(2L * plan.Sharing.PredictRows)} rows stay on the calling one.";

    public static string Classify(NetworkPlan? plan) =>
        plan is null ? "" : $" Takes {Operations(plan)} and {Bytes(plan.RowScratch + plan.Spec.Outputs)} of stack.";

    public static string InputGradient(NetworkPlan? plan) => Derivative(plan, 2);

    public static string Jacobian(NetworkPlan? plan) => Derivative(plan, 1L + plan?.Spec.Outputs ?? 0);

    /// <summary>One pass forward and the others backward, each about as long.</summary>
    private static string Derivative(NetworkPlan? plan, long passes) => plan?.Derivatives is null
        ? ""
        : $" Takes {Code.Count(passes * plan.FlopsPerPrediction, "floating-point operation")} and {Bytes(plan.Derivatives.Scratch)} of stack.";

    /// <summary>What a trainer allocates whatever its optimiser.</summary>
    public static string Trainer(NetworkPlan? plan) => plan is null
        ? ""
        : $" Takes {Bytes(plan.TrainingGradients + plan.TrainingMemory + plan.TrainingSideMemory)}, and {Bytes(plan.ParameterLength)} for each value that the optimiser remembers of a parameter.";

    private static string Operations(NetworkPlan plan) => Code.Count(plan.FlopsPerPrediction, "floating-point operation");

    private static string Bytes(long floats) => Code.Count(floats * sizeof(float), "byte");
}
