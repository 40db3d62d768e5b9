using Compiled;

namespace Regions;

/// <summary>What one network has learned of one shape.</summary>
/// <param name="Accuracy">The share of right answers on a grid of 100 × 100 points.</param>
/// <param name="Region">Where it says "inside".</param>
/// <param name="Plot">The same as a picture, with some of the points that it has not seen.</param>
public sealed record Lesson(double Accuracy, Region Region, Plot Plot)
{
    /// <summary>Points to learn from.</summary>
    public const int SampleSize = 2000;

    /// <summary>Points on a picture.</summary>
    public const int ShownPoints = 300;

    /// <summary>Trains a new network to tell a shape from the rest of the square.</summary>
    public static Lesson Learn<TNetwork>(Shape shape, long seed)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        var network = TNetwork.Create(seed);
        var trainer = network.CreateTrainer(new Adam(learningRate: 0.02f), new TrainerOptions { Seed = seed });
        trainer.Fit(
            shape.Sample(SampleSize, seed),
            new FitOptions { Epochs = 400, BatchSize = 64, Schedule = Schedule.Cosine(400), TrainingMetrics = false });

        var evaluation = (ClassificationEvaluation)network.Evaluate(shape.Grid(100, 100));
        var picture = new float[Region.Columns * Region.Rows];
        network.PredictBatch(Region.Points(Region.Columns, Region.Rows), picture);
        return new Lesson(evaluation.Accuracy, new Region(picture), Plot.Regions(network, shape.Sample(ShownPoints, seed + 1)));
    }
}
