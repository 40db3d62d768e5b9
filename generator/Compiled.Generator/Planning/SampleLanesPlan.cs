using Compiled.Generator.Model;

namespace Compiled.Generator.Planning;

/// <summary>
/// How a narrow network works on batches: samples side by side in the vectors, so that widths of 3 or 8 waste no lane. Weights are broadcast, and
/// their gradients keep sixteen lanes until the end of the step.
/// </summary>
/// <param name="PredictRows">Samples of a batch that are worked on together; a multiple of 16.</param>
/// <param name="TrainRows">Samples of a training chunk; a multiple of 16.</param>
/// <param name="Values">Every value of a prediction, the inputs first, with the number of columns before it.</param>
/// <param name="TrainValues">The same for the forward pass of a training step, which keeps more of them.</param>
/// <param name="SumOffsets">Where each dense block's gradient sums begin, 16 floats each: weights [input][output], then biases.</param>
/// <param name="SumLength">Floats of gradient sums.</param>
/// <param name="EndsInRows">Whether the last stage is a softmax, which works on rows.</param>
internal sealed record SampleLanesPlan(
    int PredictRows,
    int TrainRows,
    EquatableArray<Buffer> Values,
    EquatableArray<Buffer> TrainValues,
    EquatableArray<int> SumOffsets,
    int SumLength,
    bool EndsInRows)
{
    public const int Group = 16;

    /// <summary>Below this many rows, one at a time is faster than a vector that is mostly empty.</summary>
    public const int FewestRows = 4;

    /// <summary>More parameters than this would make the gradient sums, 64 bytes each, outgrow the first-level cache.</summary>
    private const int MostParameters = 600;

    private const int WidestBlock = 32;
    private const int PredictFloats = 6 * 1024;
    private const int TrainFloats = 10 * 1024;

    public int Columns => ColumnsOf(Values);

    public int TrainColumns => ColumnsOf(TrainValues);

    /// <summary>Whether a value of the training pass is one that it reads or writes at its ends: the inputs, what the loss reads, the outputs.</summary>
    public bool IsEnd(int index) => index == 0 || index >= TrainValues.Count - 2;

    /// <summary>Widest value: the columns of each of the two buffers that carry gradients.</summary>
    public int Widest => Values.Max(static buffer => buffer.Value.Width);

    /// <summary>The last value, padded as rows: for softmax and its loss.</summary>
    public int RowStride => Lanes.Pad(Values[Values.Count - 1].Value.Width);

    public int PredictScratch => PredictRows * (Columns + (EndsInRows ? RowStride : 0));

    /// <summary>The column of a training chunk's memory, after the values, where its targets begin.</summary>
    public int TargetColumn => TrainColumns;

    /// <summary>The column where the first of the two buffers that carry gradients begins.</summary>
    public int GradientColumn => TargetColumn + Outputs;

    /// <summary>The column where the second begins, which nothing needs before the backward pass.</summary>
    public int SecondGradientColumn => GradientColumn + Widest;

    /// <summary>The column where the rows of a softmax begin.</summary>
    public int ResultRowsColumn => SecondGradientColumn + Widest;

    /// <summary>Floats of a training chunk: activations, targets, the two gradient buffers, and the rows of a softmax.</summary>
    public int TrainMemory => TrainRows * (ResultRowsColumn + (EndsInRows ? RowStride : 0));

    public int Outputs => Values[Values.Count - 1].Value.Width;

    public static SampleLanesPlan? For(NetworkSpec spec, IReadOnlyList<Stage> stages, TrainingPlan? training)
    {
        if (spec.ParameterCount > MostParameters || stages.Any(static stage => stage.Output.Width > WidestBlock) || spec.Inputs > WidestBlock)
            return null;
        var last = stages[stages.Count - 1] as ActivationStage;
        var endsInRows = last is not null && !BlockCatalogue.TraitsOf(last.Spec.Kind).Has(BlockTraits.Elementwise);
        var isFused = last is not null && spec.Loss is not null && spec.Loss.Fuses(last.Spec);
        if (endsInRows && spec.Loss is not null && !isFused)
            return null;

        var values = ValuesOf(stages);
        var trainValues = training is null ? values : ValuesOf(training.Stages);
        List<int> offsets = [];
        var length = 0;
        foreach (var dense in spec.DenseBlocks)
        {
            offsets.Add(length);
            length += Group * (int)dense.ParameterCount;
        }

        return new SampleLanesPlan(
            Rows(PredictFloats / ColumnsOf(values)), Rows(TrainFloats / (3 * ColumnsOf(trainValues))), values, trainValues, offsets.ToEquatableArray(), length, endsInRows);
    }

    private static EquatableArray<Buffer> ValuesOf(IReadOnlyList<Stage> stages)
    {
        List<Buffer> values = [];
        var columns = 0;
        foreach (var value in stages.Select(static stage => stage.Output).Distinct().Prepend(stages[0].Input))
        {
            values.Add(new Buffer(value, columns));
            columns += value.Width;
        }

        return values.ToEquatableArray();
    }

    private static int ColumnsOf(EquatableArray<Buffer> values) =>
        values[values.Count - 1].Offset + values[values.Count - 1].Value.Width;

    private static int Rows(int fitting) => Math.Max(Group, Math.Min(16 * Group, fitting / (4 * Group) * (4 * Group)));
}
