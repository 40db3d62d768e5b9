namespace Compiled;

/// <summary>Limits for the network: if the declaration exceeds one, the build fails with an error that states both numbers.</summary>
/// <remarks>A limit that is not set does not apply. Nothing is checked at run time, because the sizes cannot change there.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The largest number of parameters: Σ over dense blocks of units · inputs + units. At least 1.</summary>
    public int MaxParameters { get; set; }

    /// <summary>The largest stack scratch of one call of <c>Predict</c> or <c>PredictBatch</c>, in bytes. At least 1.</summary>
    public int MaxScratchBytes { get; set; }
}
