namespace Compiled.Tests.Training;

public sealed class FitDivergenceTests
{
    [Fact]
    public void A_run_that_explodes_stops_with_the_place_and_restores_the_last_good_epoch()
    {
        var trainer = Linear.Trainer(new Sgd(1e20f) { Momentum = 0.9f });
        var before = trainer.ReadParameters();
        var exception = Assert.Throws<NonFiniteTrainingException>(
            () => trainer.Fit(Linear.Data(rows: 21), new FitOptions { Epochs = 3, BatchSize = 4 }));
        Assert.Equal(1, exception.Epoch);
        Assert.InRange(exception.Batch, 2, 6);
        Assert.Contains($"Training diverged in epoch 1, batch {exception.Batch}: ", exception.Message);
        Assert.Contains("Lower the learning rate, standardise the inputs", exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
        Assert.Equal(0, trainer.StepCount);
    }

    [Fact]
    public void After_a_divergence_training_goes_on_as_if_it_had_not_happened()
    {
        var (trainer, other) = (Linear.Trainer(new Adam(0.05f)), Linear.Trainer(new Adam(0.05f)));
        var options = new FitOptions { Epochs = 2, BatchSize = 8 };
        trainer.Fit(Linear.Data(), options);
        var step = trainer.StepCount;
        // The forward pass of that step has its parameters already: the next one meets the NaN.
        trainer.BeforeStep = () => trainer.Store.Memory[0] = trainer.StepCount == step + 4 ? float.NaN : trainer.Store.Memory[0];
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(Linear.Data(), new FitOptions { Epochs = 5, BatchSize = 8 }));
        Assert.Equal((2, 3), (exception.Epoch, exception.Batch));
        Assert.Contains("of epoch 1", exception.Message);
        trainer.BeforeStep = null;
        trainer.Fit(Linear.Data(), options);

        other.Fit(Linear.Data(), options);
        other.Fit(Linear.Data(), new FitOptions { Epochs = 1, BatchSize = 8 });
        other.Fit(Linear.Data(), options);
        Assert.Equal(other.ReadParameters(), trainer.ReadParameters());
        Assert.Equal(other.StepCount, trainer.StepCount);
    }

    [Fact]
    public void A_parameter_that_breaks_names_its_block()
    {
        var trainer = Linear.Trainer(new Adam());
        trainer.Store.Memory[1] = float.PositiveInfinity;
        trainer.Store.MarkChanged();
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(Linear.Data()));
        Assert.Equal(("Dense0", 1, 1), (exception.Block, exception.Epoch, exception.Batch));
        Assert.Contains("block Dense0 has parameters that are not finite", exception.Message);
    }

    [Fact]
    public void A_broken_input_is_named_as_the_loss_with_the_parameters_untouched()
    {
        var trainer = Linear.Trainer(new Adam());
        var before = trainer.ReadParameters();
        var data = Dataset.FromMemory([1, 2, 3, 1, float.NaN, 3], [1, 1, 1, 1], 3, 2);
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(data, new FitOptions { BatchSize = 1, Shuffle = false }));
        Assert.Equal(("loss", 1, 2), (exception.Block, exception.Epoch, exception.Batch));
        Assert.True(double.IsNaN(exception.Loss));
        Assert.Contains("the loss is NaN, though all parameters are finite", exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Fact]
    public void The_last_update_of_an_epoch_is_checked_too()
    {
        // One batch: the loss before the only update is finite, the parameters after it are not.
        var trainer = Linear.Trainer(new Sgd(float.MaxValue));
        var before = trainer.ReadParameters();
        var data = Dataset.FromMemory([8, 8, 8], [9, 9], 3, 2);
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Fit(data, new FitOptions { Epochs = 1 }));
        Assert.Equal("Dense0", exception.Block);
        Assert.True(double.IsFinite(exception.Loss));
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Fact]
    public void A_step_by_hand_that_may_diverge_goes_through_as_in_PyTorch()
    {
        var trainer = Linear.Trainer(new Sgd(0.1f), options: new TrainerOptions { StopOnNonFinite = false });
        Assert.True(float.IsNaN(trainer.Step([1, float.NaN, 1], [0, 0])));
        Assert.Equal(1, trainer.StepCount);
        Assert.Contains(float.NaN, trainer.ReadParameters());
    }
}
