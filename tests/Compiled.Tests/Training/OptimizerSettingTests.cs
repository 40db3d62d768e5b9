using System.Globalization;

namespace Compiled.Tests.Training;

public sealed class OptimizerSettingTests
{
    [Fact]
    public void Constructors_set_the_usual_constants()
    {
        var adam = new Adam();
        Assert.Equal((1e-3f, 0.9, 0.999, 1e-8f, 0f), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay));
        var sgd = new Sgd();
        Assert.Equal((1e-3f, 0f, 0f, false, 0f), (sgd.LearningRate, sgd.Momentum, sgd.Dampening, sgd.Nesterov, sgd.WeightDecay));
        adam.Validate();
        sgd.Validate();
        var adagrad = new Adagrad();
        Assert.Equal((1e-2f, 0f, 0f, 1e-10f, 0f), (adagrad.LearningRate, adagrad.RateDecay, adagrad.InitialSum, adagrad.Epsilon, adagrad.WeightDecay));
        var rmsProp = new RmsProp();
        Assert.Equal((1e-2f, 0.99, 1e-8f, 0f, false, 0f), (rmsProp.LearningRate, rmsProp.Alpha, rmsProp.Epsilon, rmsProp.Momentum, rmsProp.Centered, rmsProp.WeightDecay));
        var adaDelta = new AdaDelta();
        Assert.Equal((1f, 0.9, 1e-6f, 0f), (adaDelta.LearningRate, adaDelta.Rho, adaDelta.Epsilon, adaDelta.WeightDecay));
        var adamW = new AdamW();
        Assert.Equal((1e-3f, 0.9, 0.999, 1e-8f, 1e-2f), (adamW.LearningRate, adamW.Beta1, adamW.Beta2, adamW.Epsilon, adamW.WeightDecay));
        var adamax = new Adamax();
        Assert.Equal((2e-3f, 0.9, 0.999, 1e-8f, 0f), (adamax.LearningRate, adamax.Beta1, adamax.Beta2, adamax.Epsilon, adamax.WeightDecay));
        var nadam = new NAdam();
        Assert.Equal((2e-3f, 0.9, 0.999, 1e-8f, 0f, 4e-3), (nadam.LearningRate, nadam.Beta1, nadam.Beta2, nadam.Epsilon, nadam.WeightDecay, nadam.MomentumDecay));
        var radam = new RAdam();
        Assert.Equal((1e-3f, 0.9, 0.999, 1e-8f, 0f), (radam.LearningRate, radam.Beta1, radam.Beta2, radam.Epsilon, radam.WeightDecay));
        var rprop = new Rprop();
        Assert.Equal((1e-2f, 0.5f, 1.2f, 1e-6f, 50f), (rprop.LearningRate, rprop.EtaMinus, rprop.EtaPlus, rprop.SmallestStep, rprop.LargestStep));
    }

    [Fact]
    public void A_default_struct_is_rejected_with_the_remedy()
    {
        Assert.Contains("default(Adam) has no settings: write new Adam()", Assert.Throws<ArgumentException>(() => default(Adam).Validate()).Message);
        Assert.Contains("default(Sgd) has no settings: write new Sgd(", Assert.Throws<ArgumentException>(() => default(Sgd).Validate()).Message);
        Assert.Contains("default(Adam)", Assert.Throws<ArgumentException>(() => Linear.Trainer(default(Adam))).Message);
    }

    [Fact]
    public void Settings_out_of_range_are_named_with_value_and_range()
    {
        Rejects(new Sgd(-0.1f), "Sgd.LearningRate is -0.1, but must be finite and at least 0.");
        Rejects(new Sgd(float.NaN), "Sgd.LearningRate is NaN");
        Rejects(new Sgd(float.PositiveInfinity), "Sgd.LearningRate is Infinity");
        Rejects(new Sgd { Momentum = 1.5f }, "Sgd.Momentum is 1.5, but must be from 0 to 1.");
        Rejects(new Sgd { Momentum = float.NaN }, "Sgd.Momentum is NaN");
        Rejects(new Sgd { Dampening = -1 }, "Sgd.Dampening is -1, but must be from 0 to 1.");
        Rejects(new Sgd { WeightDecay = -1 }, "Sgd.WeightDecay is -1, but must be finite and at least 0.");
        Rejects(new Adam(-1), "Adam.LearningRate is -1");
        Rejects(new Adam { Beta1 = 1 }, "Adam.Beta1 is 1, but must be at least 0 and less than 1.");
        Rejects(new Adam { Beta2 = -0.5 }, "Adam.Beta2 is -0.5, but must be at least 0 and less than 1.");
        Rejects(new Adam { Beta2 = double.NaN }, "Adam.Beta2 is NaN");
        Rejects(new Adam { Epsilon = 0 }, "Adam.Epsilon is 0, but must be finite and greater than 0.");
        Rejects(new Adam { WeightDecay = float.PositiveInfinity }, "Adam.WeightDecay is Infinity");
        Rejects(new Adagrad { RateDecay = -1 }, "Adagrad.RateDecay is -1, but must be finite and at least 0.");
        Rejects(new Adagrad { InitialSum = float.NaN }, "Adagrad.InitialSum is NaN");
        Rejects(new RmsProp { Alpha = 1 }, "RmsProp.Alpha is 1, but must be at least 0 and less than 1.");
        Rejects(new RmsProp { Momentum = 2 }, "RmsProp.Momentum is 2, but must be from 0 to 1.");
        Rejects(new AdaDelta { Rho = -0.1 }, "AdaDelta.Rho is -0.1");
        Rejects(new AdamW { Beta2 = 1 }, "AdamW.Beta2 is 1");
        Rejects(new Adamax { Epsilon = 0 }, "Adamax.Epsilon is 0");
        Rejects(new NAdam { MomentumDecay = -1 }, "NAdam.MomentumDecay is -1, but must be from 0 to 1000.");
        Rejects(new RAdam { WeightDecay = -1 }, "RAdam.WeightDecay is -1");
        Rejects(new Rprop { EtaMinus = 1 }, "Rprop.EtaMinus is 1, but must be at least 0 and less than 1.");
        Rejects(new Rprop { EtaPlus = 1 }, "Rprop.EtaPlus is 1, but must be finite and greater than 1.");
        Rejects(new Rprop { LargestStep = 1e-7f }, "Rprop.LargestStep is 1E-07, but must be at least SmallestStep, 1E-06.");
    }

    [Fact]
    public void Settings_at_the_edges_of_their_ranges_are_accepted()
    {
        new Sgd(0) { Momentum = 1, Dampening = 1, WeightDecay = 0 }.Validate();
        new Adam(0) { Beta1 = 0, Beta2 = 0, Epsilon = float.Epsilon }.Validate();
    }

    [Fact]
    public void Nesterov_needs_momentum_and_no_dampening()
    {
        var message = Assert.Throws<ArgumentException>(() => new Sgd { Nesterov = true }.Validate()).Message;
        Assert.Contains("Sgd.Nesterov needs a Momentum above 0 and a Dampening of 0, but Momentum is 0 and Dampening is 0.", message);
        Assert.Throws<ArgumentException>(() => new Sgd { Nesterov = true, Momentum = 0.9f, Dampening = 0.5f }.Validate());
        new Sgd { Nesterov = true, Momentum = 0.9f }.Validate();
    }

    [Fact]
    public void Messages_are_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Rejects(new Sgd(-0.5f), "Sgd.LearningRate is -0.5,");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Rejects<TOptimizer>(TOptimizer optimizer, string message)
        where TOptimizer : struct, IOptimizer =>
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Validate()).Message);
}
