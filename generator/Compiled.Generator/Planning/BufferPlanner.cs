using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Planning;

/// <summary>
/// Lays out scratch: two buffers that take turns where values die young, as many as live together where residuals skip, one buffer a value where training
/// keeps them.
/// </summary>
internal static class BufferPlanner
{
    /// <summary>Scratch of a batch: what fits the first-level cache beside a panel of weights.</summary>
    private const int BatchScratchFloats = 12 * 1024;

    /// <summary>
    /// The same for rows so wide that few of them fit: 60 of the 64 KB that a call may take. Their weights come from afar, once a chunk, and half as many
    /// chunks read them half as often.
    /// </summary>
    private const int WideScratchFloats = 15 * 1024;

    /// <summary>Rows of a training chunk: long enough to amortise the pass over the weights' gradient.</summary>
    private const int TrainingRows = 64;

    /// <summary>Floats of activations of a training chunk: a quarter of a common second-level cache.</summary>
    private const int TrainingFloats = 128 * 1024;

    /// <summary>Row chunks are multiples of every tile's row count where they can be.</summary>
    private const int RowMultiple = 16;

    /// <summary>
    /// The same for chunks of a batch, which may have any length: a multiple of tiles of six and of eight rows. The last tile of a chunk overlaps the one
    /// before it, and 16 rows in tiles of six are computed as 18.
    /// </summary>
    private const int BatchRowMultiple = 24;

    public static BufferPlan Row(List<Stage> stages, bool endsInRegisters) => Lay(stages, 1, endsInRegisters);

    /// <summary>True when one row's result leaves the registers for the caller's memory, lane by lane where the last vector is not full.</summary>
    public static bool EndsInRegisters(List<Stage> stages) => LastDense(stages) is { IsUnrolled: true } dense
        && dense.RowTiers.All(tier => tier.IsUnrolled && (tier.Activates || dense.RowActivation == dense.Epilogue));

    /// <summary>The dense block whose row is the result, its own activation included; null where something else comes after.</summary>
    public static DensePlan? LastDense(IReadOnlyList<Stage> stages)
    {
        var last = stages[stages.Count - 1];
        var dense = (last as DenseStage ?? (stages.Count > 1 ? stages[stages.Count - 2] as DenseStage : null))?.Plan;
        return dense is not null && (last is DenseStage || (last is ActivationStage { IsInPlace: true } activation && dense.RowActivation == activation.Spec)) ? dense : null;
    }

    public static BufferPlan Batch(List<Stage> stages)
    {
        var perRow = Math.Max(1, Lay(stages, 1, endsInRegisters: false).Length);
        var fitting = Math.Min(BatchScratchFloats / perRow, 2 * BatchRowMultiple);
        var rows = fitting >= BatchRowMultiple ? fitting / BatchRowMultiple * BatchRowMultiple : Math.Max(1, Math.Min(WideScratchFloats / perRow, RowMultiple));
        return Lay(stages, rows, endsInRegisters: false);
    }

    public static TrainingPlan Training(List<Stage> predicting, NetworkSpec spec, IBlockRules rules)
    {
        // The loss standardises targets; the outputs stay as they are.
        var stages = ValuePlanner.KeepInputs(predicting.Where(static stage => stage is not LayerStage { Spec.IsForTargets: true }), rules);
        var values = Values(stages);
        var perRow = values.Sum(static value => value.Stride);
        var rows = Rows(TrainingFloats / perRow, TrainingRows);
        List<Buffer> buffers = [];
        var length = 0;
        foreach (var value in values)
        {
            buffers.Add(new Buffer(value, length));
            length += Lanes.RoundUp(rows * value.Stride, Lanes.Widest);
        }

        var gradientStride = Lanes.RoundUp(values.Max(static value => value.Stride), Lanes.Widest);
        var last = stages[stages.Count - 1];
        var heads = Heads(stages, spec);
        var fused = IsFused(last, spec.Loss!);
        return new TrainingPlan(
            stages.ToEquatableArray(), new BufferPlan(rows, length, buffers.ToEquatableArray()), gradientStride, fused ? 1 : 0, heads.ToEquatableArray());
    }

    private static bool IsFused(Stage last, LossSpec loss) => last is ActivationStage activation && loss.Fuses(activation.Spec);

    private static List<HeadPlan> Heads(List<Stage> stages, NetworkSpec spec)
    {
        List<HeadPlan> heads = [];
        var begin = -1;
        foreach (var part in spec.Heads)
        {
            begin = stages.FindIndex(begin + 1, static stage => stage is HeadBeginStage);
            var end = stages.FindIndex(begin, static stage => stage is HeadEndStage);
            var isFused = IsFused(stages[end - 1], part.Spec.Loss);
            heads.Add(new HeadPlan(heads.Count, part, begin, end, isFused ? end - 1 : end, isFused ? stages[end - 1].Input : stages[end].Input));
        }

        return heads;
    }

    private static int Rows(int fitting, int most)
    {
        var rows = Math.Max(1, Math.Min(fitting, most));
        return rows < RowMultiple ? rows : rows / RowMultiple * RowMultiple;
    }

    private static BufferPlan Lay(List<Stage> stages, int rows, bool endsInRegisters)
    {
        // A result of whole vectors is written where the caller wants it; heads have their columns there.
        var values = Values(stages).Where(value => stages[stages.Count - 1] is HeadEndStage || value != stages[stages.Count - 1].Output || (value.Stride != value.Width && !endsInRegisters)).ToList();
        return stages.Any(static stage => stage is EndResidualStage or HeadEndStage) ? LifetimePlanner.Lay(stages, values, rows) : Alternate(values, rows);
    }

    /// <summary>Values alternate between two regions: each stage reads one and writes the other.</summary>
    private static BufferPlan Alternate(List<Value> values, int rows)
    {
        var first = values.Where(static (_, index) => index % 2 == 0).Select(static value => value.Stride).DefaultIfEmpty(0).Max();
        var second = values.Where(static (_, index) => index % 2 == 1).Select(static value => value.Stride).DefaultIfEmpty(0).Max();
        var boundary = Lanes.RoundUp(first * rows, Lanes.Widest);
        var buffers = values.Select((value, index) => new Buffer(value, index % 2 == 0 ? 0 : boundary));
        return new BufferPlan(rows, boundary + Lanes.RoundUp(second * rows, Lanes.Widest), buffers.ToEquatableArray());
    }

    /// <summary>The values that stages write, each once, in order.</summary>
    private static List<Value> Values(List<Stage> stages) =>
        [.. stages.Where(static stage => stage is not BeginResidualStage and not HeadBeginStage).Select(static stage => stage.Output).Distinct()];
}
