namespace Compiled.Tests.Training;

public sealed class StepDivergenceTests
{
    [Fact]
    public void A_loss_that_is_not_finite_stops_the_step_before_its_update()
    {
        var trainer = Linear.Trainer(new Adam(0.1f));
        var data = Linear.Data(rows: 4);
        trainer.Step(data.Inputs, data.Targets);
        var (before, loss) = (trainer.ReadParameters(), trainer.Loss);
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step([1, float.NaN, 1], [0, 0]));
        Assert.Equal((2L, 0, 0, "loss"), (exception.Step, exception.Epoch, exception.Batch, exception.Block));
        Assert.Contains("Training diverged in step 2: the loss is NaN, though all parameters are finite. The network has the parameters of step 1.", exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal((1L, loss), (trainer.StepCount, trainer.Loss));
    }

    [Fact]
    public void Parameters_that_an_update_broke_go_back_to_the_last_copy()
    {
        // The loss before the only update is finite, the parameters after it are not.
        var trainer = Linear.Trainer(new Sgd(float.MaxValue));
        var before = trainer.ReadParameters();
        trainer.Step([8, 8, 8], [9, 9]);
        Assert.Contains(trainer.ReadParameters(), value => !float.IsFinite(value));
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step([8, 8, 8], [9, 9]));
        Assert.Equal((2L, "Dense0"), (exception.Step, exception.Block));
        Assert.Contains("block Dense0 has parameters that are not finite", exception.Message);
        Assert.Contains("The network has the parameters from before training.", exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void The_copy_is_at_most_256_steps_old_and_training_goes_on_from_it()
    {
        var trainer = Linear.Trainer(new Adam(0.01f));
        var good = Array.Empty<float>();
        var data = Linear.Data(rows: 4);
        for (var step = 0; step < 600; step++)
        {
            if (step == 512)
                good = trainer.ReadParameters();
            trainer.Step(data.Inputs, data.Targets);
        }

        // As an update whose gradient overflowed would leave them: nobody said that they changed, but the copies for back-propagation did too.
        trainer.BreakAsAnUpdateWould();
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(data.Inputs, data.Targets));
        Assert.Equal((601L, "Dense0"), (exception.Step, exception.Block));
        Assert.Contains("The network has the parameters of step 512.", exception.Message);
        Assert.Equal(512, trainer.StepCount);
        Assert.Equal(good, trainer.ReadParameters());
        Assert.True(float.IsFinite(trainer.Step(data.Inputs, data.Targets)));
    }

    [Fact]
    public void Parameters_written_by_hand_are_not_undone()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f));
        var data = Linear.Data(rows: 4);
        trainer.Step(data.Inputs, data.Targets);
        var written = new float[trainer.Store.Layout.ParameterCount];
        written[3] = float.PositiveInfinity;
        trainer.Store.CopyFrom(written);
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Step(data.Inputs, data.Targets));
        Assert.Contains("are left as they are", exception.Message);
        Assert.Equal(written, trainer.ReadParameters());
    }

    [Fact]
    public void Output_gradients_that_are_not_finite_change_nothing()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f));
        var before = trainer.ReadParameters();
        foreach (var bad in new[] { float.NaN, float.NegativeInfinity })
        {
            var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.StepFromGradient([1, 2, 3], [0, bad]));
            Assert.Contains("the output gradients are not finite", exception.Message);
        }

        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(0, trainer.StepCount);
    }
}
