using Compiled;
using Playground.Data;

namespace Playground.Training;

/// <summary>How good a network is on one part of the samples, head by head.</summary>
internal sealed class Judgement
{
    private readonly Dataset _data;
    private readonly float[] _outputs;

    public Judgement(TrainingRun run, Dataset data, Func<Target, float[]> values)
    {
        _data = data;
        _outputs = new float[data.Count * data.TargetSize];
        Heads = [.. run.Heads.Select(head => new HeadJudgement(head, values(head.Target)))];
    }

    /// <summary>The mean loss: the weighted sum of the heads'.</summary>
    public float Loss { get; private set; } = float.NaN;

    /// <summary>The heads; one where the network has none.</summary>
    public IReadOnlyList<HeadJudgement> Heads { get; }

    /// <summary>The first head that tells classes apart: its accuracy and confusion are those of the network.</summary>
    public HeadJudgement? Classes => Heads.FirstOrDefault(static head => head.Classes > 0);

    /// <summary>Judges the network as it is now.</summary>
    public void Update(TrainingRun run)
    {
        Loss = run.Trainer.MeanLoss(_data.Inputs, _data.Targets);
        run.Network.PredictBatch(_data.Inputs, _outputs);
        foreach (var head in Heads)
            head.Update(_outputs, _data);
    }
}

/// <summary>How good one head is.</summary>
/// <param name="plan">The head.</param>
/// <param name="values">What it should say, one value per sample.</param>
internal sealed class HeadJudgement(HeadPlan plan, float[] values)
{
    /// <summary>Of numbers: the sum of squares around their mean, which is the error of knowing the mean alone.</summary>
    private readonly double _spread = SumOfSquares(values);

    /// <summary>How many classes it tells apart; 0 for a number.</summary>
    public int Classes => plan.Target.Classes;

    /// <summary>Its mean loss, without its weight.</summary>
    public float Loss { get; private set; } = float.NaN;

    /// <summary>Accuracy of classes, R² of numbers.</summary>
    public float Measure { get; private set; } = float.NaN;

    /// <summary>[actual][predicted]; an output beyond the classes counts as the last class. Empty for a number.</summary>
    public int[] Confusion { get; } = new int[plan.Target.Classes * plan.Target.Classes];

    /// <summary>Judges outputs of all samples.</summary>
    public void Update(float[] outputs, Dataset data)
    {
        Array.Clear(Confusion);
        var (size, right, squares, losses) = (data.TargetSize, 0, 0.0, 0.0);
        var (y, t) = (new double[plan.Code.Outputs], new double[plan.Code.Outputs]);
        for (var row = 0; row < values.Length; row++)
        {
            var said = plan.Of(outputs.AsSpan(row * size, size));
            for (var index = 0; index < y.Length; index++)
                (y[index], t[index]) = (said[index], data.Target(row)[plan.Offset + index]);
            losses += plan.Loss.Value(y, t, plan.Code.Form);
            if (Classes == 0)
            {
                squares += (said[0] - (double)values[row]) * (said[0] - (double)values[row]);
                continue;
            }

            var (label, actual) = (plan.Code.Decide(said), (int)values[row]);
            right += label == actual ? 1 : 0;
            Confusion[actual * Classes + Math.Min(label, Classes - 1)]++;
        }

        Loss = (float)(losses / values.Length);
        Measure = Classes > 0 ? (float)right / values.Length : _spread > 0 ? (float)(1 - squares / _spread) : float.NaN;
    }
    private static double SumOfSquares(float[] values)
    {
        if (values.Length == 0)
            return 0;
        var mean = values.Average(static value => (double)value);
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
