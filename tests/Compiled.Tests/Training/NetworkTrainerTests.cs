namespace Compiled.Tests.Training;

public sealed class NetworkTrainerTests
{
    [Fact]
    public void A_step_returns_the_mean_loss_before_its_update()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f));
        var data = Linear.Data(rows: 5);
        Assert.True(float.IsNaN(trainer.Loss));
        var before = trainer.MeanLoss(data.Inputs, data.Targets);
        var loss = trainer.Step(data.Inputs, data.Targets);
        Assert.Equal(before, loss);
        Assert.Equal(loss, trainer.Loss);
        Assert.Equal(1, trainer.StepCount);
        Assert.True(trainer.MeanLoss(data.Inputs, data.Targets) < before);
    }

    [Fact]
    public void One_step_is_the_rule_applied_to_the_averaged_gradient()
    {
        var trainer = Linear.Trainer(new Sgd(0.5f), inputs: 1, outputs: 1);
        // w = −0.25, b = −0.125: errors are −0.25·x − 0.125 − t.
        trainer.Step([1f, 2f], [1f, 0f]);
        double e0 = -0.375 - 1, e1 = -0.625;
        Assert.Equal([(float)(-0.25 - 0.5 * (e0 * 1 + e1 * 2)), (float)(-0.125 - 0.5 * (e0 + e1))], trainer.ReadParameters());
    }

    [Fact]
    public void A_step_from_the_losss_own_gradient_is_a_step()
    {
        var (own, given) = (Linear.Trainer(new Adam(0.1f)), Linear.Trainer(new Adam(0.1f)));
        var data = Linear.Data(rows: 6);
        var outputs = new float[6 * 2];
        for (var step = 0; step < 3; step++)
        {
            own.Step(data.Inputs, data.Targets);
            given.Predict(data.Inputs, outputs);
            var scale = (float)(1.0 / outputs.Length);
            for (var i = 0; i < outputs.Length; i++)
                outputs[i] = 2 * (outputs[i] - data.Targets[i]) * scale;
            given.StepFromGradient(data.Inputs, outputs);
        }

        Assert.Equal(own.ReadParameters(), given.ReadParameters());
        Assert.Equal(3, given.StepCount);
        Assert.True(float.IsNaN(given.Loss), "the declared loss was not computed");
    }

    [Fact]
    public void Parameters_written_between_steps_are_seen_and_own_updates_refresh_once()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f));
        var data = Linear.Data(rows: 4);
        trainer.Step(data.Inputs, data.Targets);
        trainer.Step(data.Inputs, data.Targets);
        Assert.Equal(3, trainer.Refreshes);

        trainer.Store.CopyFrom(new float[8]);
        var squares = 0.0;
        foreach (var target in data.Targets)
            squares += (double)target * target;
        Assert.Equal((float)(squares / data.Targets.Length), trainer.Step(data.Inputs, data.Targets), 1e-6f);

        trainer.Store.Memory[0] = 100;
        trainer.Store.MarkChanged();
        Assert.True(trainer.MeanLoss(data.Inputs, data.Targets) > 100);
    }

    [Fact]
    public void Two_trainers_of_one_network_see_each_others_steps()
    {
        var first = Linear.Trainer(new Sgd(0.1f));
        var second = new LinearTrainer<Sgd>(first.Store, first.Topology, new Sgd(0.1f));
        var alone = Linear.Trainer(new Sgd(0.1f));
        var data = Linear.Data(rows: 4);
        for (var step = 0; step < 3; step++)
        {
            first.Step(data.Inputs, data.Targets);
            second.Step(data.Inputs, data.Targets);
            alone.Step(data.Inputs, data.Targets);
            alone.Step(data.Inputs, data.Targets);
        }

        Assert.Equal(alone.ReadParameters(), first.ReadParameters());
    }

    [Theory]
    [InlineData(0, 0, "'inputs' is empty: pass at least one row of 3 floats.")]
    [InlineData(4, 2, "'inputs' has 4 floats, which is not a whole number of rows of 3: pass a multiple of 3.")]
    [InlineData(6, 2, "'targets' has 2 floats, but 2 rows of 2 need 4: pass a span of exactly 4.")]
    [InlineData(6, 6, "'targets' has 6 floats, but 2 rows of 2 need 4: pass a span of exactly 4.")]
    public void Spans_of_wrong_length_are_named_and_change_nothing(int inputs, int targets, string message)
    {
        var trainer = Linear.Trainer(new Adam());
        var before = trainer.ReadParameters();
        var (x, t) = (new float[inputs], new float[targets]);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => trainer.Step(x, t)).Message);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => trainer.MeanLoss(x, t)).Message);
        Assert.Contains(
            message.Replace("targets", "outputGradients"), Assert.Throws<ArgumentException>(() => trainer.StepFromGradient(x, t)).Message);
        Assert.Equal(0, trainer.StepCount);
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Fact]
    public void The_rate_can_be_set_between_steps_and_is_checked()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f));
        var data = Linear.Data(rows: 4);
        trainer.LearningRate = 0;
        var before = trainer.ReadParameters();
        trainer.Step(data.Inputs, data.Targets);
        Assert.Equal(before, trainer.ReadParameters());
        trainer.LearningRate = 0.25f;
        foreach (var wrong in new[] { -1f, float.NaN, float.PositiveInfinity })
            Assert.Contains("Sgd.LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.LearningRate = wrong).Message);
        Assert.Equal(0.25f, trainer.LearningRate);
        trainer.Step(data.Inputs, data.Targets);
        Assert.NotEqual(before, trainer.ReadParameters());
    }
}
