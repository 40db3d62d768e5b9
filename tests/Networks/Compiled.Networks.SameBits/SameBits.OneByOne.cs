namespace Compiled.SameBits;

/// <content>Steps of one sample, whose way back reads the weights as they lie; now and then a batch, which needs their transposed copies.</content>
public static partial class SameBits
{
    private static string HashOneByOne<T>(int steps)
        where T : class, ITrainableNetwork<T>
    {
        var network = T.Create(seed: 42);
        var trainer = network.CreateTrainer(new Adam(learningRate: 0.003f));
        var inputs = Eighths(Rows * T.InputSize, 5);
        var targets = Targets<T>();
        for (var step = 0; step < steps; step++)
        {
            var row = step % (Rows - 2);
            var rows = step % 8 == 7 ? 3 : 1;
            trainer.Step(inputs.AsSpan(row * T.InputSize, rows * T.InputSize), targets.AsSpan(row * T.OutputSize, rows * T.OutputSize));
        }

        var hash = new Sha256();
        Append(hash, network, trainer.Loss, inputs);
        return hash.Finish();
    }
}
