using Compiled;
using Playground.Data;

namespace Playground.Training;

/// <summary>How good a network is on one part of the samples.</summary>
internal sealed class Judgement
{
    private readonly Dataset _data;
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly float[] _outputs;

    public Judgement(Dataset data, Part part, int classes)
    {
        (_data, _labels, _classes) = (data, part.Labels, classes);
        _outputs = new float[data.Count * data.TargetSize];
        Confusion = new int[classes * classes];
    }

    /// <summary>The mean loss.</summary>
    public float Loss { get; private set; } = float.NaN;

    /// <summary>The share of right answers.</summary>
    public float Accuracy { get; private set; } = float.NaN;

    /// <summary>[actual][predicted]; an output beyond the classes counts as the last class.</summary>
    public int[] Confusion { get; }

    /// <summary>Judges the network as it is now.</summary>
    public void Update(TrainingRun run)
    {
        Loss = run.Trainer.MeanLoss(_data.Inputs, _data.Targets);
        run.Network.PredictBatch(_data.Inputs, _outputs);
        Array.Clear(Confusion);
        var right = 0;
        for (var row = 0; row < _labels.Length; row++)
        {
            var label = run.Code.Decide(_outputs.AsSpan(row * run.Code.Outputs, run.Code.Outputs));
            right += label == _labels[row] ? 1 : 0;
            Confusion[_labels[row] * _classes + Math.Min(label, _classes - 1)]++;
        }

        Accuracy = (float)right / _labels.Length;
    }
}
