using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>
/// Decides what dense blocks share, so that the source of one network stays under 250 KB however deep it is. Methods over tiles are written once for
/// all blocks that are cut into the same tiles, sizes and unrolled rows once for all blocks of the same shape.
/// </summary>
internal sealed class SourceSharing(NetworkSpec spec, bool hasFewTiles)
{
    /// <summary>
    /// Vector multiply-adds that all unrolled rows of one network may have: about 110 bytes of source each, so 66 KB of the 250 KB.
    /// </summary>
    public const int UnrollBudget = 600;

    /// <summary>The same of a deep network: each block costs source elsewhere.</summary>
    public const int UnrollBudgetOfDeep = 300;

    /// <summary>More dense blocks than this, and the network is deep.</summary>
    public const int MostShallowBlocks = 8;

    private readonly Dictionary<string, object> _shapes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unrolled = new(StringComparer.Ordinal);

    /// <summary>With the short list of tiles a network unrolls all of its rows, if they make one short method, or none.</summary>
    private readonly int _unrollBudget = !hasFewTiles ? IsDeep(spec) ? UnrollBudgetOfDeep : UnrollBudget
        : spec.DenseBlocks.Sum(static dense => DensePlan.Operations(dense.Inputs, Lanes.Pad(dense.Outputs))) <= NetworkPlanner.SingleMethodBudget ? NetworkPlanner.SingleMethodBudget
        : 0;

    private int _operations;

    /// <summary>
    /// "Dense64By128Relu": the name of all sizes and activations that the emitted methods of a block depend on. Blocks that would emit the same methods
    /// get the same name, and no others.
    /// </summary>
    public string ShapeName(DensePlan plan)
    {
        var spec = plan.Spec;
        // Biases that a folded norm gives to a block without any lie elsewhere than right behind the weights.
        var biases = plan.BiasesOffset < 0 ? 0 : plan.BiasesOffset - plan.WeightsOffset;
        object shape = (spec.Inputs, plan.InputStride, spec.Outputs, spec.HasBias, biases, plan.Partials, plan.Epilogue, plan.RowActivation);
        var name = $"Dense{spec.Inputs}By{spec.Outputs}{plan.RowActivation?.Kind ?? plan.Epilogue?.Kind}{(spec.HasBias ? "" : "NoBiases")}";
        // The same sizes again with another slope, or on the caller's rows, which are not padded.
        var unique = name;
        for (var number = 2; _shapes.TryGetValue(unique, out var other) && !other.Equals(shape); number++)
            unique = $"{name}Variant{number}";
        _shapes[unique] = shape;
        return unique;
    }

    /// <summary>Whether the budget has room for the row of a block; a row that was paid for serves every block of its shape.</summary>
    public bool MayUnroll(DensePlan plan)
    {
        var name = ShapeName(plan);
        if (_unrolled.Contains(name))
            return true;
        if (_operations + plan.VectorOperations > _unrollBudget)
            return false;
        _operations += plan.VectorOperations;
        return _unrolled.Add(name);
    }

    /// <summary>Whether what every block adds to the source weighs more than a call.</summary>
    public static bool IsDeep(NetworkSpec spec) => spec.DenseBlocks.Count() > MostShallowBlocks;
}
