using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>A place where rows stand: the user's inputs, or a padded buffer that the plan lays out.</summary>
/// <param name="Name">The name in emitted code: input, hidden0, …</param>
/// <param name="Width">Floats that count.</param>
/// <param name="Stride">Floats from row to row; the width itself for the user's inputs.</param>
internal sealed record Value(string Name, int Width, int Stride);

/// <summary>One step of the forward pass: it reads a value and writes a value, perhaps the same one in place.</summary>
internal abstract record Stage(Value Input, Value Output);

/// <summary>A dense block, with the cheap activation that follows it.</summary>
internal sealed record DenseStage(DensePlan Plan, Value Input, Value Output) : Stage(Input, Output);

/// <summary>A block that is neither dense nor an activation, and where its parameters lie; offsets are −1 where it has none.</summary>
internal sealed record LayerStage(LayerSpec Spec, int WeightsOffset, int BiasesOffset, Value Input, Value Output) : Stage(Input, Output)
{
    public bool IsInPlace => Input == Output;

    /// <summary>Floats of parameter memory, from the gradients of one shard to those of the next.</summary>
    public int ParameterLength { get; init; }
    /// <summary>Whether a dense block beside it takes it over for predictions.</summary>
    public bool IsFolded { get; init; }

    /// <summary>Where its statistics lie, behind all parameters; −1 where it has none.</summary>
    public int StatisticsOffset { get; init; } = -1;

    /// <summary>Where a step leaves the statistics of its batch, in the memory of training: three vectors; −1 where it has none.</summary>
    public int BatchOffset { get; init; } = -1;

    /// <summary>Floats of those.</summary>
    public int BatchLength => 3 * Lanes.RoundUp(Output.Stride, Lanes.Widest);

    /// <summary>Where the second vector of its statistics lies.</summary>
    public int ScalesOffset => StatisticsOffset + Lanes.RoundUp(Spec.Width, Lanes.Widest);

    /// <summary>The float after its statistics, whose last sixteen are a flag.</summary>
    public int StatisticsEnd => ScalesOffset + Lanes.RoundUp(Spec.Width, Lanes.Widest) + Lanes.Widest;
}

/// <summary>Where a residual begins: nothing is computed, and the value stays as it is until the end. Passes backward alone have it, where gradients meet.</summary>
/// <param name="Level">How many residuals are open around it.</param>
/// <param name="Input">The value, which is the output too.</param>
/// <param name="Output">The same.</param>
internal sealed record BeginResidualStage(int Level, Value Input, Value Output) : Stage(Input, Output);

/// <summary>Where a residual ends: the output is the input plus the value at the beginning; the first two may be one.</summary>
internal sealed record EndResidualStage(int Level, Value Skipped, Value Input, Value Output) : Stage(Input, Output);

/// <summary>Where a head begins, with what leaves the trunk: nothing is computed. Passes backward alone have it.</summary>
internal sealed record HeadBeginStage(Value Input, Value Output) : Stage(Input, Output);

/// <summary>Where a head ends: a prediction moves its outputs to their columns.</summary>
/// <param name="Offset">The first of its outputs in a row.</param>
/// <param name="Input">Its outputs.</param>
/// <param name="Output">The same.</param>
internal sealed record HeadEndStage(int Offset, Value Input, Value Output) : Stage(Input, Output);

/// <summary>An activation over whole rows of a buffer; where input and output differ, the rows are copied first.</summary>
internal sealed record ActivationStage(ActivationSpec Spec, Value Input, Value Output) : Stage(Input, Output)
{
    public bool IsInPlace => Input == Output;
}
