namespace Compiled.Tests.Selection;

/// <summary>Ensembles answer as their members together.</summary>
public sealed class EnsembleTests
{
    private static readonly Dataset Data = Known.Classes(200, 1);
    private static readonly Ensemble<Sorter> Three = Ensemble<Sorter>.Train(3, seed => new Sorter(seed));

    [Fact]
    public void The_mean_is_that_of_the_outputs()
    {
        var (expected, output, actual) = (new double[3], new float[3], new float[3]);
        foreach (var member in Three.Members)
        {
            member.Predict(Data.Input(7), output);
            for (var index = 0; index < 3; index++)
                expected[index] += output[index] / 3.0;
        }

        Three.Predict(Data.Input(7), actual);
        for (var index = 0; index < 3; index++)
            Assert.Equal(expected[index], actual[index], 1e-6);
        Assert.Equal(Array.IndexOf(actual, actual.Max()), Three.Classify(Data.Input(7)));
    }

    [Fact]
    public void A_batch_of_any_length_is_its_rows()
    {
        foreach (var ensemble in new[] { Three, new Ensemble<Sorter>(Three.Members, EnsembleRule.Vote) })
        {
            var (batch, row) = (new float[Data.Count * 3], new float[3]);
            ensemble.PredictBatch(Data.Inputs, batch);
            for (var index = 0; index < Data.Count; index++)
            {
                ensemble.Predict(Data.Input(index), row);
                Assert.Equal(row, batch.AsSpan(index * 3, 3).ToArray(), (left, right) => Math.Abs(left - right) < 1e-6);
            }
        }
    }

    [Fact]
    public void Each_member_has_one_vote()
    {
        var ensemble = new Ensemble<Sorter>(Three.Members, EnsembleRule.Vote);
        var (votes, actual) = (new float[3], new float[3]);
        foreach (var member in Three.Members)
            votes[member.Classify(Data.Input(3))]++;
        ensemble.Predict(Data.Input(3), actual);
        Assert.Equal(votes.Select(vote => (float)(vote / 3.0)), actual);
    }

    [Fact]
    public void A_yes_is_decided_by_the_majority_and_by_the_mean()
    {
        // Probabilities of about 0.27, 0.27 and 1: two of three say no, the mean says yes.
        Coin[] coins = [Coin(-1), Coin(-1), Coin(20)];
        var output = new float[1];
        var mean = new Ensemble<Coin>(coins);
        mean.Predict([0, 0], output);
        Assert.Equal((2 / (1 + Math.E) + 1) / 3, output[0], 1e-5);
        Assert.Equal(1, mean.Classify([0, 0]));
        var vote = new Ensemble<Coin>(coins, EnsembleRule.Vote);
        vote.Predict([0, 0], output);
        Assert.Equal(1 / 3.0, output[0], 1e-6);
        Assert.Equal(0, vote.Classify([0, 0]));
    }

    [Fact]
    public void Rates_are_averaged_and_not_their_logarithms()
    {
        Counter[] counters = [Counter(0), Counter(MathF.Log(3))];
        var output = new float[1];
        new Ensemble<Counter>(counters).Predict([0, 0], output);
        Assert.Equal(Math.Log(2), output[0], 1e-6);
    }

    [Fact]
    public void It_is_evaluated_as_a_network_and_beats_its_average_member()
    {
        var (train, test) = (Known.Classes(300, 2, 1), Known.Classes(1000, 3, 1));
        var ensemble = Ensemble<Sorter>.Train(8, seed => Known.Train(train, seed));
        var evaluation = Assert.IsType<ClassificationEvaluation>(ensemble.Evaluate(test, new EvaluationOptions { Training = train, Metrics = [Metric.LogLoss] }));
        Assert.Equal(["red", "green", "blue"], evaluation.ClassNames);
        var members = ensemble.Members.Average(member => ((ClassificationEvaluation)member.Evaluate(test)).LogLoss!.Value);
        // By the convexity of the logarithm it cannot be worse.
        Assert.True(evaluation.LogLoss < members, $"{evaluation.LogLoss} of the ensemble, {members} of its members");
        Assert.Equal(evaluation.LogLoss!.Value, evaluation.MetricValues[0].Value);
        // Columns are matched by their names.
        Assert.Equal(evaluation.Accuracy, ensemble.Evaluate(test.Select(["c", "a", "b"])).Score);
    }

    [Fact]
    public void Predictions_allocate_nothing()
    {
        var (batch, row) = (new float[Data.Count * 3], new float[3]);
        foreach (var ensemble in new[] { Three, new Ensemble<Sorter>(Three.Members, EnsembleRule.Vote) })
        {
            Run(ensemble);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var count = 0; count < 100; count++)
                Run(ensemble);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }

        void Run(Ensemble<Sorter> ensemble)
        {
            ensemble.Predict(Data.Input(0), row);
            ensemble.PredictBatch(Data.Inputs, batch);
            _ = ensemble.Classify(Data.Input(1));
        }
    }

    [Fact]
    public void What_does_not_fit_together_is_named()
    {
        Assert.StartsWith("'members' has 0 networks", Message(() => _ = new Ensemble<Sorter>([])), StringComparison.Ordinal);
        Assert.StartsWith("Member 1 of the ensemble is null", Message(() => _ = new Ensemble<Sorter>([new Sorter(), null!])), StringComparison.Ordinal);
        Assert.StartsWith("Line has outputs that are numbers, on which nothing can be voted", Message(() => _ = new Ensemble<Line>([new Line()], EnsembleRule.Vote)), StringComparison.Ordinal);
        var named = new Sorter { FeatureNames = ["a", "b", "c"] };
        Assert.StartsWith("Member 1 of the ensemble has the features 'a', 'b', 'c', but member 0 has none", Message(() => _ = new Ensemble<Sorter>([new Sorter(), named])), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Three.Predict([1, 2], new float[3]));
        Assert.Throws<ArgumentException>(() => Three.PredictBatch([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ensemble<Sorter>.Train(0, seed => new Sorter(seed)));
        Assert.StartsWith("Line is not a classifier", Assert.Throws<InvalidOperationException>(() => new Ensemble<Line>([new Line()]).Classify([1, 2, 3])).Message, StringComparison.Ordinal);
    }

    private static Coin Coin(float logit)
    {
        var coin = new Coin();
        coin.CopyParametersFrom(new float[Tests.Selection.Coin.ParameterCount]);
        coin.Dense1.Biases[0] = logit;
        return coin;
    }

    private static Counter Counter(float bias)
    {
        var counter = new Counter();
        counter.Dense0.Biases[0] = bias;
        return counter;
    }

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
