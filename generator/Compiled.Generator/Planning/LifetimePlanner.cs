using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>
/// Lays out scratch where a value may live longer than until the next one: what a residual skips lives until its sum, what leaves the trunk until the
/// last head.
/// </summary>
internal static class LifetimePlanner
{
    /// <summary>Each value, in the order in which they are written, goes to the lowest place that none of those alive with it takes.</summary>
    /// <param name="stages">The forward pass.</param>
    /// <param name="values">What needs a place.</param>
    /// <param name="rows">Rows that are worked on together.</param>
    public static BufferPlan Lay(IReadOnlyList<Stage> stages, IEnumerable<Value> values, int rows)
    {
        List<Placed> placed = [];
        foreach (var value in values)
        {
            var lifetime = Lifetime(stages, value);
            var size = Lanes.RoundUp(rows * value.Stride, Lanes.Widest);
            var offset = 0;
            // Those that have a place were written earlier: only their ends count.
            foreach (var other in placed.Where(other => lifetime.First <= other.Last).OrderBy(static other => other.Buffer.Offset))
            {
                if (offset + size <= other.Buffer.Offset)
                    break;
                offset = Math.Max(offset, other.Buffer.Offset + other.Size);
            }

            placed.Add(new Placed(new Buffer(value, offset), size, lifetime.Last));
        }

        var length = placed.Select(static one => one.Buffer.Offset + one.Size).DefaultIfEmpty(0).Max();
        return new BufferPlan(rows, length, placed.Select(static one => one.Buffer).ToEquatableArray());
    }

    /// <summary>From the stage that writes a value first to the last that touches it: for the result, that is the last of all.</summary>
    public static (int First, int Last) Lifetime(IReadOnlyList<Stage> stages, Value value)
    {
        var touching = Enumerable.Range(0, stages.Count).Where(index => Touches(stages[index], value)).ToList();
        return (touching[0], touching[touching.Count - 1]);
    }

    private static bool Touches(Stage stage, Value value) =>
        stage.Input == value || stage.Output == value || (stage is EndResidualStage end && end.Skipped == value);

    private sealed record Placed(Buffer Buffer, int Size, int Last);
}
