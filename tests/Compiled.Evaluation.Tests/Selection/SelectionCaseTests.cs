namespace Compiled.Tests.Selection;

/// <summary>What cannot be selected, calibrated or combined is said in words, and values at the edges have a meaning.</summary>
public sealed class SelectionCaseTests
{
    [Fact]
    public void Intervals_are_for_numbers_and_for_outputs_that_exist()
    {
        var intervals = ConformalIntervals.Calibrate([1, 2, 3, 4], [1.5f, 2, 3, 4], alpha: 0.5);
        Assert.Equal((9f, 9f), intervals.Around(9));
        Assert.StartsWith("Output 1 does not exist: the outputs are 0 to 0.", Assert.Throws<ArgumentOutOfRangeException>(() => intervals.Around(9, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => intervals.Around(9, -1));
        Assert.Contains("network Sorter does not have: use ConformalSets for classes", Message(() => ConformalIntervals.Calibrate(new Sorter(1), Known.Classes(20, 1))), StringComparison.Ordinal);
        Assert.Contains("network Twin does not have", Message(() => ConformalIntervals.Calibrate(new Twin(1), TwinData())), StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_need_a_row_of_probabilities_and_a_place_for_each_class()
    {
        var sets = ConformalSets.Calibrate([0.9f, 0.1f, 0, 0.2f, 0.7f, 0.1f], [1, 0, 0, 0, 1, 0], 3, alpha: 0.4);
        Assert.Equal(1, sets.Contains([0.8f, 0.1f, 0.1f], new bool[3]));
        Assert.StartsWith("There are 3 probabilities and 2 places, but 3 classes", Message(() => sets.Contains([0.8f, 0.1f, 0.1f], new bool[2])), StringComparison.Ordinal);
        Assert.StartsWith("There are 1 probabilities and 3 places, but 3 classes", Message(() => sets.Contains([0.8f], new bool[3])), StringComparison.Ordinal);
        // One probability of a yes stands for both.
        var yes = ConformalSets.Calibrate([0.9f, 0.2f, 0.8f], [1, 0, 1], 1, alpha: 0.4);
        var isInSet = new bool[2];
        Assert.Equal(1, yes.Contains([0.95f], isInSet));
        Assert.Equal([false, true], isInSet);
        Assert.Equal(1, yes.Contains([0.05f, 0.95f], isInSet));
    }

    [Fact]
    public void Probabilities_of_classes_are_needed_where_they_are_calibrated()
    {
        Assert.Contains("which network Line does not have: end it with Softmax", Message(() => TemperatureScaling.Fit(new Line(1), Known.Numbers(20, 1))), StringComparison.Ordinal);
        Assert.Contains("which network Twin does not have", Message(() => TemperatureScaling.Fit(new Twin(1), TwinData())), StringComparison.Ordinal);
        Assert.StartsWith("Row 1 has the probability 1.5, but probabilities are from 0 to 1", Message(() => TemperatureScaling.Fit([0.2f, 0.8f, 1.5f, 0], [0, 1, 1, 0], 2)), StringComparison.Ordinal);
        Assert.StartsWith("Row 0 has the probability NaN", Message(() => TemperatureScaling.Fit([float.NaN, 0.8f], [0, 1], 2)), StringComparison.Ordinal);
        Assert.StartsWith("Row 0 has the probability -0.1", Message(() => ConformalSets.Calibrate([-0.1f], [0], 1, 0.5)), StringComparison.Ordinal);
    }

    /// <summary>A temperature scales what is there, and makes no number of what is none.</summary>
    [Fact]
    public void NaN_stays_NaN_in_its_row_and_no_other()
    {
        float[] rows = [0.5f, float.NaN, 0.25f, 0.5f, 0.25f, 0.25f];
        new TemperatureScaling(2, 3).Apply(rows);
        Assert.All(rows[..3], static value => Assert.Equal(float.NaN, value));
        Assert.Equal(1, rows[3..].Sum(), 1e-6f);
        float[] yes = [float.NaN, 0.5f, 0, 1];
        new TemperatureScaling(2, 1).Apply(yes);
        Assert.Equal([float.NaN, 0.5f], yes[..2]);
        Assert.InRange(yes[2], 0, 1e-3f);
        Assert.InRange(yes[3], 0.999f, 1);
    }

    [Fact]
    public void Folds_have_rows_on_both_sides()
    {
        var data = Known.Classes(6, 1);
        Assert.StartsWith("Fold 1 has 0 rows to train on and 1 to judge", Message(() => Run(([0, 1], [2]), ([], [3]))), StringComparison.Ordinal);
        Assert.StartsWith("Fold 0 has 2 rows to train on and 0 to judge", Message(() => Run(([0, 1], []))), StringComparison.Ordinal);
        Assert.StartsWith("Fold 0 has 0 rows to train on and 0 to judge", Message(() => Run((null!, null!))), StringComparison.Ordinal);
        Assert.StartsWith("Row 1 of fold 0 is to be trained on and judged", Message(() => Run(([0, 1], [2, 1]))), StringComparison.Ordinal);

        object Run(params (int[] Train, int[] Test)[] folds) => CrossValidation.Run(data, folds, static (_, fold) => new Sorter(fold));
    }

    [Fact]
    public void An_ensemble_has_members_that_fit_together_and_a_rule()
    {
        Assert.StartsWith("'members' has 0 networks, but an ensemble has from 1 to ", Message(() => new Ensemble<Sorter>([])), StringComparison.Ordinal);
        var many = new Sorter[Ensemble<Sorter>.MaxMembers + 1];
        Assert.StartsWith($"'members' has {many.Length} networks", Message(() => new Ensemble<Sorter>(many)), StringComparison.Ordinal);
        Assert.StartsWith("'rule' must be EnsembleRule.Mean or EnsembleRule.Vote.", Message(() => new Ensemble<Sorter>([new Sorter(1)], (EnsembleRule)7)), StringComparison.Ordinal);
        Assert.StartsWith("Member 1 of the ensemble is null.", Message(() => new Ensemble<Sorter>([new Sorter(1), null!])), StringComparison.Ordinal);
        Assert.StartsWith("'count' is 0, but an ensemble has from 1 to ", Message(() => Ensemble<Sorter>.Train(0, static seed => new Sorter(seed))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ensemble<Sorter>.Train(many.Length, static seed => new Sorter(seed)));
        var (named, unnamed) = (Known.Train(Known.Classes(30, 1), 1, epochs: 1), new Sorter(2));
        Assert.Contains("Member 1 of the ensemble has the features without names, but member 0 has 'a', 'b'", Message(() => new Ensemble<Sorter>([named, unnamed])), StringComparison.Ordinal);
        Assert.Contains("but member 0 has none: train all members on data with the same columns", Message(() => new Ensemble<Sorter>([unnamed, named])), StringComparison.Ordinal);
        using var closed = new MemoryStream([], writable: false);
        Assert.StartsWith("The stream cannot be written: open it for writing.", Message(() => new Ensemble<Sorter>([unnamed]).Write(closed)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_decides_nothing_has_no_class()
    {
        Assert.StartsWith("Line is not a classifier", Assert.Throws<InvalidOperationException>(() => new Ensemble<Line>([new Line(1)]).Classify([1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new Ensemble<Twin>([new Twin(1)]).Classify([1, 2, 3]));
        Assert.Throws<InvalidOperationException>(() => new Ensemble<EchoNetwork<Tags>>([new()]).Classify([1, 0, 0]));
        Assert.Contains("on which nothing can be voted", Message(() => new Ensemble<Line>([new Line(1)], EnsembleRule.Vote)), StringComparison.Ordinal);
        // A single output is compared with its own threshold; with more classes than fit on the stack, the outcome is the same.
        Assert.Equal(1, new Ensemble<EchoNetwork<Edge>>([new()]).Classify([0.25f]));
        Assert.Equal(0, new Ensemble<EchoNetwork<Yes>>([new()]).Classify([0.25f]));
        var many = new float[300];
        many[299] = 1;
        Assert.Equal(299, new Ensemble<EchoNetwork<ManyClasses>>([new()]).Classify(many));
    }

    /// <summary>Votes are answered in the unit of the outputs: logarithms of shares, and margins from −1 to 1.</summary>
    [Fact]
    public void Votes_are_in_the_unit_of_the_outputs()
    {
        var logarithms = new float[3];
        new Ensemble<EchoNetwork<Logarithms>>([new(), new()], EnsembleRule.Vote).Predict([-3, -0.1f, -2], logarithms);
        Assert.Equal([float.NegativeInfinity, 0, float.NegativeInfinity], logarithms);
        new Ensemble<EchoNetwork<Logarithms>>([new(), new()]).Predict([float.NaN, -0.5f, float.NegativeInfinity], logarithms);
        Assert.Equal(float.NaN, logarithms[0]);
        Assert.Equal(-0.5f, logarithms[1], 1e-6f);
        Assert.Equal(float.NegativeInfinity, logarithms[2]);
        var margins = new float[1];
        foreach (var (margin, votes) in new[] { (0.25f, 1f), (-0.25f, -1f) })
        {
            new Ensemble<EchoNetwork<Edge>>([new(), new()], EnsembleRule.Vote).Predict([margin], margins);
            Assert.Equal(votes, margins[0]);
        }
    }

    private static Dataset TwinData() => Dataset.FromMemory([0, 1, 2, 3, 4, 5], [1, 0, 0, 5, 0, 1, 0, 6], 3, 4);

    private static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}

/// <summary>More classes than fit on the stack.</summary>
public sealed class ManyClasses : IShape
{
    public static Topology Topology { get; } = Shapes.Of("ManyNet", 300, 300, "Softmax", "CrossEntropy");
}
