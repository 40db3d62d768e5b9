namespace Compiled;

/// <summary>One of the k parts into which <see cref="Dataset.KFold"/> divides a dataset: its own rows for evaluation, and all others for training.</summary>
/// <remarks>Immutable, so safe on any number of threads.</remarks>
public sealed class Fold
{
    internal Fold(Dataset data, int repeat, int index, int[] trainRows, int[] testRows)
    {
        (Repeat, Index, TrainRows, TestRows) = (repeat, index, trainRows, testRows);
        (Train, Test) = (data.Subset(trainRows), data.Subset(testRows));
    }

    /// <summary>Which division of the data this fold is of, from 0; always 0 without repetition.</summary>
    public int Repeat { get; }

    /// <summary>Which fold of its division, from 0 to k − 1.</summary>
    public int Index { get; }

    /// <summary>The rows of the other folds, in the order of the dataset.</summary>
    public Dataset Train { get; }

    /// <summary>The rows of this fold, in the order of the dataset.</summary>
    public Dataset Test { get; }

    /// <summary>The indices in the whole dataset of the rows of <see cref="Train"/>, ascending.</summary>
    public IReadOnlyList<int> TrainRows { get; }

    /// <summary>The indices in the whole dataset of the rows of <see cref="Test"/>, ascending: where predictions for these rows belong.</summary>
    public IReadOnlyList<int> TestRows { get; }

    /// <summary>Both parts: <c>foreach (var (train, test) in data.KFold(5, seed: 1))</c>.</summary>
    public void Deconstruct(out Dataset train, out Dataset test) => (train, test) = (Train, Test);

    /// <summary>The fold in a phrase: "fold 2 of repeat 0: 120 rows for training, 30 for evaluation".</summary>
    public override string ToString() => Wording.Of($"fold {Index} of repeat {Repeat}: {Wording.Count(Train.Count, "row")} for training, {Test.Count} for evaluation");
}
