namespace Compiled.Generator.Planning.Dense;

/// <summary>
/// Decides what dense blocks of one network share: blocks that would emit the same passes share a type, and its unrolled row is written once. The source of
/// one network stays under 250 KB however deep it is.
/// </summary>
/// <param name="budget">Statements that all unrolled rows together may have.</param>
internal sealed class DenseShapes(int budget)
{
    /// <summary>
    /// Statements that all unrolled rows of one network may have, of all widths of vectors: about 100 bytes of source each, so 78 KB of the 250 KB.
    /// </summary>
    public const int UnrollBudget = 780;

    /// <summary>The same of a deep network: each block costs source elsewhere.</summary>
    public const int UnrollBudgetOfDeep = 340;

    /// <summary>More dense blocks than this, and the network is deep.</summary>
    public const int MostShallowBlocks = 8;

    /// <summary>What every name ends in, so that no block can be named like a type that emitted code uses.</summary>
    private const string Ending = "Shape";

    /// <summary>What stands before it in the name of a block's second shape.</summary>
    private const string Second = "Folded";

    /// <summary>The runtime's own types with that ending.</summary>
    private static readonly string[] Taken = ["IDenseShape", "IActivatedDenseShape"];

    private readonly Dictionary<object, string> _names = [];
    private readonly HashSet<string> _unrolled = new(StringComparer.Ordinal);
    private int _written;

    /// <summary>"HiddenShape": named after the first block of all sizes and activations that the emitted passes depend on.</summary>
    public string NameOf(DensePlan plan)
    {
        var spec = plan.Spec;
        // Biases that a folded norm gives to a block without any lie elsewhere than right after the weights.
        object shape = (spec.Inputs, plan.Memory.InputStride, plan.HasPaddedInputs, spec.Outputs, spec.HasBias, plan.BiasesFromWeights, plan.Partials, plan.Epilogue, plan.RowActivation);
        if (_names.TryGetValue(shape, out var known))
            return known;
        var name = spec.Name + Ending;
        // A block that takes over a norm for predictions has a second shape.
        while (_names.ContainsValue(name) || Array.IndexOf(Taken, name) >= 0)
            name = name.Substring(0, name.Length - Ending.Length) + Second + Ending;
        _names.Add(shape, name);
        return name;
    }

    /// <summary>Whether a block of this name has a shape that no other name comes near: neither another block's second shape nor one of the runtime's types.</summary>
    public static bool IsDistinct(string block) => !block.EndsWith(Second, StringComparison.Ordinal) && Array.IndexOf(Taken, block + Ending) < 0;

    /// <summary>Whether the budget has room for the row of a block; a row that was paid for serves every block of its shape.</summary>
    public bool MayUnroll(DensePlan plan)
    {
        if (_unrolled.Contains(plan.ShapeName))
            return true;
        if (_written + RowTier.Written(plan) > budget)
            return false;
        _written += RowTier.Written(plan);
        return _unrolled.Add(plan.ShapeName);
    }
}
