using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>L-BFGS on networks with more than dense blocks: what it cannot minimise it refuses, and nothing is changed.</summary>
public sealed class MinimizeTests
{
    [Fact]
    public void A_norm_over_batches_is_refused()
    {
        var network = new NormedRelu(seed: 1);
        var message = Refused(network, network.CreateTrainer(new Sgd()), Data(NormedRelu.InputSize, NormedRelu.OutputSize));
        Assert.Contains("its block BatchNorm0 takes its statistics from each batch", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_is_refused()
    {
        var network = new Dropped(seed: 1);
        var message = Refused(network, network.CreateTrainer(new Sgd()), Data(Dropped.InputSize, Dropped.OutputSize));
        Assert.Contains("its block Dropout draws random numbers", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_L1_is_refused_unless_its_blocks_are_frozen()
    {
        var network = new PenalizedRows(seed: 1);
        var trainer = network.CreateTrainer(new Sgd());
        var data = Data(PenalizedRows.InputSize, PenalizedRows.OutputSize);
        Assert.Contains("The declared L1 of Dense0 is 0.5, but Minimize does not support it", Refused(network, trainer, data), StringComparison.Ordinal);

        foreach (var block in new[] { "Dense0", "Dense1", "Dense2" })
            trainer.Freeze(block);
        Assert.Equal(trainer.MeanLoss(data.Inputs, data.Targets), (float)trainer.Minimize(data).Loss, 1e-6f);
    }

    [Fact]
    public void A_maximum_norm_of_one_block_is_refused()
    {
        var network = new Plain(seed: 1);
        var trainer = network.CreateTrainer(new Sgd());
        trainer.SetMaxNorm("Dense1", 2);
        var message = Refused(network, trainer, Data(Plain.InputSize, Plain.OutputSize));
        Assert.Contains("The maximum norm of Dense1 is 2, but Minimize does not support it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Standardize_is_fitted_first_unless_it_was()
    {
        var network = new StandardizedPlain(seed: 1);
        var data = Data(StandardizedPlain.InputSize, StandardizedPlain.OutputSize);
        var fitted = network.Clone();
        fitted.FitStandardization(data);
        Assert.True(network.Minimize(data, new Lbfgs { MaxIterations = 3 }).Loss < fitted.CreateTrainer(new Sgd()).MeanLoss(data.Inputs, data.Targets));
        Assert.True(network.Standardize0.IsFitted);
        Assert.Equal(fitted.Standardize0.Means[3], network.Standardize0.Means[3]);
    }

    private static string Refused<T>(T network, Trainer trainer, Dataset data)
        where T : class, INetwork<T>
    {
        float[] before = new float[T.ParameterCount], after = new float[T.ParameterCount];
        network.CopyParametersTo(before);
        var message = Assert.Throws<InvalidOperationException>(() => trainer.Minimize(data)).Message;
        network.CopyParametersTo(after);
        Assert.Equal(before, after);
        return message;
    }

    private static Dataset Data(int inputs, int outputs) =>
        Dataset.FromMemory(new TestData(1).Uniforms(30 * inputs, size: 3), new TestData(2).Uniforms(30 * outputs), inputs, outputs);
}
