using Compiled.Benchmarks.Results;
using Compiled.Benchmarks.Shapes;

namespace Compiled.Benchmarks.Cells;

/// <summary>
/// Prints one row a cell: name, topology, measure, median nanoseconds a sample, minimum, maximum; tab-separated. TOPOS (T1,T2 …) or, for any
/// others, SHAPES (3-32-32-1:tanh,20-50-5:relu), MEAS (first letters of the measures: a, b, c) and REP_S (seconds a repetition) in the environment
/// narrow it down.
/// </summary>
internal static class CellProgram
{
    public static int Run()
    {
        if (Environment.GetEnvironmentVariable("SHAPES") is { Length: > 0 } shapes)
            return RunShapes(shapes);
        var isRight = true;
        isRight &= !Wants("TOPOS", "T1") || Measure(static () => new Cell1(), "T1", [4, 8, 3], isTanh: true);
        isRight &= !Wants("TOPOS", "T2") || Measure(static () => new Cell2(), "T2", [2, 16, 16, 1], isTanh: true);
        isRight &= !Wants("TOPOS", "T3") || Measure(static () => new Cell3(), "T3", [16, 64, 64, 4], isTanh: false);
        isRight &= !Wants("TOPOS", "T4") || Measure(static () => new Cell4(), "T4", [64, 128, 128, 10], isTanh: false);
        isRight &= !Wants("TOPOS", "T5") || Measure(static () => new Cell5(), "T5", [784, 128, 10], isTanh: false);
        isRight &= !Wants("TOPOS", "T6") || Measure(static () => new Cell6(), "T6", [32, 256, 256, 8], isTanh: true);
        return isRight ? 0 : 1;
    }

    private static int RunShapes(string list)
    {
        List<NamedShape> shapes;
        try
        {
            shapes = [.. list.Split(',').Select(NamedShape.Parse)];
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        var isRight = true;
        foreach (var shape in shapes)
        {
            var type = DynamicCell.Compile(shape);
            isRight &= Measure(() => new DynamicCell(type), shape.Text, [.. shape.Shape.Widths], shape.IsTanh);
        }

        return isRight ? 0 : 1;
    }

    private static bool Measure<TCell>(Func<TCell> create, string topology, int[] widths, bool isTanh)
        where TCell : struct, ICell
    {
        var data = new CellData(widths);
        var reference = new CellReference(widths, isTanh);
        TCell Fresh()
        {
            var cell = create();
            cell.CopyParametersFrom(data.Parameters);
            return cell;
        }

        return (!Wants("MEAS", "a") || CellPredictions.MeasureOne(Fresh(), topology, data, reference))
            && (!Wants("MEAS", "b") || CellPredictions.MeasureBatch(Fresh(), topology, data, reference))
            && (!Wants("MEAS", "c") || (CellTraining.Measure(Fresh, topology, data, reference, 1)
                && CellTraining.Measure(Fresh, topology, data, reference, 32)
                && CellTraining.Measure(Fresh, topology, data, reference, 256)));
    }

    private static bool Wants(string variable, string item) =>
        Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } list || list.Split(',').Contains(item);
}
