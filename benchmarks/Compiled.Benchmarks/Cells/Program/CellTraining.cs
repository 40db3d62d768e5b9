namespace Compiled.Benchmarks.Cells;

/// <summary>The measures of training: one step of Adam on the mean squared error.</summary>
internal static class CellTraining
{
    public static bool Measure<TCell>(Func<TCell> fresh, string topology, CellData data, CellReference reference, int batch)
        where TCell : struct, ICell
    {
        var (inputs, outputs) = (data.Widths[0], data.Widths[^1]);
        void Step(TCell cell, int k)
        {
            var start = (k & (CellData.Samples / batch - 1)) * batch;
            CellCalls.Step(cell, data.Inputs.AsSpan(start * inputs, batch * inputs), data.Targets.AsSpan(start * outputs, batch * outputs));
        }

        const int CheckedSteps = 40;
        var cell = fresh();
        for (var step = 0; step < CheckedSteps; step++)
            Step(cell, step);
        var trained = new float[data.Parameters.Length];
        cell.CopyParametersTo(trained);
        var loss = reference.Loss(Array.ConvertAll(trained, static value => (double)value), data);
        var expected = reference.Loss(reference.Train(data, batch, CheckedSteps), data);
        var before = reference.Loss(Array.ConvertAll(data.Parameters, static value => (double)value), data);
        if (!CellReport.Check(topology, $"c{batch}", Math.Abs(loss - expected), 2e-2 * Math.Abs(before - expected) + 1e-4))
            return false;

        cell = fresh();
        CellReport.Time(topology, $"c{batch}", batch, count =>
        {
            for (var k = 0; k < count; k++)
                Step(cell, k);
        });
        return true;
    }
}
