namespace Compiled.Generator.Planning;

/// <summary>What the overloads need that work on the caller's scratch.</summary>
internal static class CallerScratch
{
    /// <summary>Floats that are enough for every one of them. Classify keeps its outputs behind the row's own scratch.</summary>
    public static int Floats(NetworkPlan plan) => Math.Max(
        plan.Spec.EndsInSoftmax ? Math.Max(plan.ScratchSize, plan.Row.Length + plan.Spec.Outputs) : plan.ScratchSize, plan.Derivatives?.Scratch ?? 0);

    public static int Bytes(NetworkPlan plan) => Floats(plan) * sizeof(float);
}
