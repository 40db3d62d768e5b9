using Compiled.Tests.Portable;

namespace Compiled.Tests.Weights;

/// <summary>Weights in the binary, of every kind of tensor.</summary>
public class PretrainedTests
{
    [Fact]
    public void It_predicts_the_bits_of_the_network_that_was_saved()
    {
        var (saved, activation) = (PortableNetworks.Drawn<EverythingNet>(CommittedWeightsTests.Seed), PortableNetworks.Drawn<OwnActivationNet>(CommittedWeightsTests.Seed));
        Assert.Equal(WeightsText.Bits(saved), WeightsText.Bits(PretrainedEverything.Pretrained));
        Assert.Equal(WeightsText.Predictions(saved), WeightsText.Predictions(PretrainedEverything.Pretrained));
        Assert.Equal(WeightsText.Bits(activation), WeightsText.Bits(PretrainedActivation.Pretrained));
        Assert.Equal(WeightsText.Predictions(activation), WeightsText.Predictions(PretrainedActivation.Pretrained));
        Assert.True(PretrainedEverything.Pretrained.Standardize0.IsFitted);
    }

    [Fact]
    public void It_is_one_frozen_instance()
    {
        Assert.Same(PretrainedEverything.Pretrained, PretrainedEverything.Pretrained);
        Assert.True(PretrainedEverything.Pretrained.IsFrozen);
        Assert.False(new PretrainedEverything().IsFrozen);
        var refusal = Assert.Throws<InvalidOperationException>(static () => PretrainedEverything.Pretrained.Dense0.Weights[0, 0] = 1);
        Assert.StartsWith("This PretrainedEverything is frozen", refusal.Message);
        Assert.Throws<InvalidOperationException>(static () => PretrainedEverything.Pretrained.CreateTrainer(new Adam()));
        Assert.Throws<InvalidOperationException>(static () => PretrainedActivation.Pretrained.CopyParametersFrom(new float[PretrainedActivation.ParameterCount]));
    }

    [Fact]
    public void Its_clone_trains_further_and_leaves_it_alone()
    {
        var before = WeightsText.Bits(PretrainedEverything.Pretrained);
        var clone = PretrainedEverything.Pretrained.Clone();
        Assert.Equal(before, WeightsText.Bits(clone));
        var trainer = clone.CreateTrainer(new Adam());
        var (inputs, targets) = (PortableNetworks.Inputs<PretrainedEverything>(32, 2), new float[32 * PretrainedEverything.OutputSize]);
        for (var row = 0; row < 32; row++)
            targets[row * PretrainedEverything.OutputSize + row % 3] = 1;
        var first = trainer.Step(inputs, targets);
        for (var step = 0; step < 50; step++)
            _ = trainer.Step(inputs, targets);
        Assert.True(trainer.Loss < first);
        Assert.Equal(before, WeightsText.Bits(PretrainedEverything.Pretrained));
    }

    [Fact]
    public void Any_number_of_threads_predict_with_it()
    {
        var expected = WeightsText.Predictions(PortableNetworks.Drawn<EverythingNet>(CommittedWeightsTests.Seed));
        using var start = new Barrier(8);
        var wrong = 0;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var round = 0; round < 50; round++)
            {
                if (!expected.AsSpan().SequenceEqual(WeightsText.Predictions(PretrainedEverything.Pretrained)))
                    Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Predicting_with_it_allocates_nothing()
    {
        var (input, output) = (PortableNetworks.Inputs<PretrainedEverything>(1, 1), new float[PretrainedEverything.OutputSize]);
        PretrainedEverything.Pretrained.Predict(input, output);
        var least = long.MaxValue;
        for (var batch = 0; batch < 10; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var call = 0; call < 100; call++)
                PretrainedEverything.Pretrained.Predict(input, output);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
