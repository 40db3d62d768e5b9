using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Training;

/// <summary>Who reads gradients asks for them; nothing else depends on it.</summary>
public sealed class KeepGradientsTests
{
    [Fact]
    public void Gradients_that_were_not_kept_cannot_be_read_and_the_message_names_the_option()
    {
        var trainer = new Peer231(seed: 1).CreateTrainer(new Adam());
        trainer.Step([1, 2], [3]);
        foreach (var read in new Action[] { () => trainer.CopyGradientsTo(new float[Peer231.ParameterCount]), () => _ = trainer.Gradients, () => trainer.CopyGradientsTo([]) })
        {
            var message = Assert.Throws<InvalidOperationException>(read).Message;
            Assert.Equal(
                "This trainer of Peer231 does not keep gradients, which saves time in every step: to read them, create it with new TrainerOptions { KeepGradients = true }.",
                message);
        }
    }

    [Fact]
    public void They_are_not_kept_unless_asked_for() => Assert.False(new TrainerOptions().KeepGradients);

    [Fact]
    public void Kept_ones_are_those_of_the_last_step()
    {
        var trainer = new Peer231(seed: 1).CreateTrainer(new Sgd(learningRate: 0), new TrainerOptions { KeepGradients = true });
        trainer.StepFromGradient([1, 2], [0]);
        Assert.Equal(0, trainer.Gradients.Dense1.Biases[0]);
        trainer.StepFromGradient([1, 2], [2]);
        Assert.NotEqual(0, trainer.Gradients.Dense1.Biases[0]);
    }

    [Fact]
    public void Minimize_and_health_have_their_gradients_without_the_option()
    {
        var network = new Peer231(seed: 1);
        var data = Dataset.FromMemory([1, 2, 3, 5, -1, 0], [1, 0.5f, 0], 2, 1);
        var result = network.CreateTrainer(new Adam()).Minimize(data);
        Assert.True(result.Loss < result.InitialLoss, result.ToString());

        var trainer = network.CreateTrainer(new Adam(), new TrainerOptions { HealthInterval = 1 });
        trainer.Step(data.Inputs, [0, 0, 0]);
        Assert.True(trainer.Health!.GradientNorm > 0);
    }
}
