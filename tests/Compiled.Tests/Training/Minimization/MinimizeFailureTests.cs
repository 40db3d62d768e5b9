namespace Compiled.Tests.Training.Minimization;

/// <summary>What is refused, what diverges, and the parameters afterwards.</summary>
public sealed class MinimizeFailureTests
{
    private static readonly Dataset Data = Linear.Data();

    [Fact]
    public void Settings_out_of_range_are_refused_at_once()
    {
        Refused(() => new Lbfgs { LearningRate = 0 }, "Lbfgs.LearningRate is 0, but must be finite and greater than 0.");
        Refused(() => new Lbfgs { LearningRate = float.NaN }, "Lbfgs.LearningRate is NaN, but must be finite and greater than 0.");
        Refused(() => new Lbfgs { LearningRate = float.PositiveInfinity }, "but must be finite and greater than 0.");
        Refused(() => new Lbfgs { MaxIterations = 0 }, "Lbfgs.MaxIterations is 0, but must be at least 1.");
        Refused(() => new Lbfgs { MaxEvaluations = -1 }, "Lbfgs.MaxEvaluations is -1, but must be at least 1.");
        Refused(() => new Lbfgs { HistorySize = 0 }, "Lbfgs.HistorySize is 0, but must be at least 1.");
        Refused(() => new Lbfgs { GradientTolerance = -1e-9 }, "Lbfgs.GradientTolerance is -1E-09, but must be finite and at least 0.");
        Refused(() => new Lbfgs { ChangeTolerance = double.NaN }, "Lbfgs.ChangeTolerance is NaN, but must be finite and at least 0.");

        static void Refused(Func<Lbfgs> make, string message) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
    }

    [Fact]
    public void The_largest_limits_overflow_nothing()
    {
        var result = Linear.Trainer(new Sgd(1)).Minimize(Data, new Lbfgs { MaxIterations = int.MaxValue, HistorySize = 3 });
        Assert.True(result.Converged, result.ToString());
    }

    public static TheoryData<string, TrainerOptions> Impossible => new()
    {
        { "TrainerOptions.L1 is 0.5, but Minimize does not support it", new() { L1 = 0.5f } },
        { "TrainerOptions.ClipNorm is 1, but Minimize does not support it", new() { ClipNorm = 1 } },
        { "TrainerOptions.ClipValue is 2, but Minimize does not support it", new() { ClipValue = 2 } },
        { "TrainerOptions.MaxNorm is 3, but Minimize does not support it", new() { MaxNorm = 3 } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Options_that_change_the_gradient_alone_are_refused(string message, TrainerOptions options) =>
        Refused(Linear.Trainer(new Adam(), options: options), message);

    [Fact]
    public void A_rate_of_a_block_is_refused_unless_it_is_frozen()
    {
        var trainer = Linear.Trainer(new Adam());
        trainer.SetRate("Dense0", 0.5f);
        Refused(trainer, "The rate factor of Dense0 is 0.5, but Minimize does not support it");
        trainer.Freeze("Dense0");
        Assert.Equal(LbfgsStop.GradientTolerance, trainer.Minimize(Data).Stop);
        trainer.Unfreeze("Dense0");
        trainer.SetRate("Dense0", 1);
        Assert.True(trainer.Minimize(Data).Loss < 1e-6);
    }

    [Fact]
    public void Blocks_that_draw_at_random_are_refused() =>
        Refused(Linear.Trainer(new Adam(), activation: "Dropout"), "its block Dropout draws random numbers in every pass");

    [Fact]
    public void Data_that_does_not_fit_is_refused()
    {
        var trainer = Linear.Trainer(new Adam());
        Assert.Contains("has 4 features per row", Assert.Throws<ArgumentException>(() => trainer.Minimize(Linear.Data(inputs: 4))).Message);
        Assert.Throws<ArgumentNullException>(() => trainer.Minimize(null!));
    }

    [Fact]
    public void A_broken_input_ends_it_before_the_first_iteration()
    {
        var trainer = Linear.Trainer(new Adam());
        var before = trainer.ReadParameters();
        var data = Dataset.FromMemory([1, 2, float.NaN], [1, 1], 3, 2);
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Minimize(data));
        Assert.Equal(("loss", 0, 0, 0), (exception.Block, exception.Iteration, exception.Epoch, exception.Batch));
        Assert.StartsWith("Minimize cannot begin: the loss is NaN or a gradient is not finite.", exception.Message);
        Assert.Equal(before, trainer.ReadParameters());
    }

    [Fact]
    public void A_broken_parameter_names_its_block()
    {
        var trainer = Linear.Trainer(new Adam());
        trainer.Store.Memory[1] = float.PositiveInfinity;
        trainer.Store.MarkChanged();
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Minimize(Data));
        Assert.Equal("Dense0", exception.Block);
        Assert.Contains("block Dense0 has parameters that are not finite", exception.Message);
    }

    [Fact]
    public void A_step_into_infinity_is_shortened()
    {
        // The first trial is 1e22 long: its square overflows, and so does its gradient.
        var result = Linear.Trainer(new Sgd(1)).Minimize(Data, new Lbfgs { LearningRate = 1e22f });
        Assert.True(result.Loss < result.InitialLoss && double.IsFinite(result.Loss), result.ToString());
    }

    [Fact]
    public void Where_nothing_is_finite_it_stops_with_the_parameters_of_the_last_iteration()
    {
        var (trainer, other) = (Linear.Trainer(new Sgd(1)), Linear.Trainer(new Sgd(1)));
        var two = other.Minimize(Data, new Lbfgs { MaxIterations = 2, MaxEvaluations = 100 });
        var evaluations = 0;
        trainer.BeforeStep = () =>
        {
            if (++evaluations > two.Evaluations)
                trainer.BreakAsAnUpdateWould();
        };
        var exception = Assert.Throws<NonFiniteTrainingException>(() => trainer.Minimize(Data));
        Assert.Equal((3, "loss"), (exception.Iteration, exception.Block));
        Assert.StartsWith("Minimize diverged in iteration 3: no point that the line search tried is finite (at the last one the loss is NaN", exception.Message);
        Assert.Contains("The parameters are those after iteration 2. Lower Lbfgs.LearningRate, standardise", exception.Message);
        Assert.Equal(other.ReadParameters(), trainer.ReadParameters());

        // And training can go on.
        trainer.BeforeStep = null;
        Assert.True(trainer.Minimize(Data).Loss < two.Loss);
    }

    [Fact]
    public void An_exception_of_the_users_leaves_the_parameters_of_the_last_iteration()
    {
        var trainer = Linear.Trainer(new Sgd(1));
        var before = trainer.ReadParameters();
        var evaluations = 0;
        trainer.BeforeStep = () => _ = ++evaluations == 2 ? throw new InvalidOperationException("mine") : 0;
        Assert.Equal("mine", Assert.Throws<InvalidOperationException>(() => trainer.Minimize(Data)).Message);
        Assert.Equal(before, trainer.ReadParameters());
    }

    private static void Refused(LinearTrainer<Adam> trainer, string message)
    {
        var before = trainer.ReadParameters();
        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => trainer.Minimize(Data)).Message);
        Assert.Equal(before, trainer.ReadParameters());
    }
}
