using System.Diagnostics;
using Compiled;

namespace Embedded;

/// <summary>A million predictions and ten thousand steps, and what they cost.</summary>
internal static class Work
{
    private const int Predictions = 1_000_000;
    private const int Steps = 10_000;

    public static void Predict(DigitNet network, Report report)
    {
        var images = AllImages();
        var digits = 0L;
        var usage = Usage.Now();
        for (var number = 0; number < Predictions; number++)
            digits += network.Classify(images.AsSpan(number % Images.Count * DigitNet.InputSize, DigitNet.InputSize));
        var used = Usage.Now() - usage;
        report.Line($"{Predictions} predictions, {used.Nanoseconds / Predictions} ns each, sum of the digits {digits}");
        used.Check("predictions", report);
    }

    /// <summary>The device learns: one step after the other on images whose pixels it has seen.</summary>
    public static void Learn(DigitNet network, Report report)
    {
        var images = AllImages();
        Span<int> labels = stackalloc int[Images.Count];
        for (var digit = 0; digit < labels.Length; digit++)
            labels[digit] = digit;
        var trainer = network.CreateTrainer(new Sgd(learningRate: 1e-3f) { Momentum = 0.9f });
        var before = trainer.MeanLoss(images, labels);
        trainer.Step(images, labels);
        var usage = Usage.Now();
        for (var step = 0; step < Steps; step++)
            trainer.Step(images, labels);
        var used = Usage.Now() - usage;
        report.Line($"{Steps} steps of {Images.Count} images, {used.Nanoseconds / Steps} ns each, loss {before:0.0000} to {trainer.Loss:0.0000}");
        used.Check("steps", report);
    }

    private static float[] AllImages()
    {
        var images = new float[Images.Count * DigitNet.InputSize];
        for (var digit = 0; digit < Images.Count; digit++)
            Images.Read(digit, images.AsSpan(digit * DigitNet.InputSize, DigitNet.InputSize));
        return images;
    }

    /// <summary>What the process has used so far.</summary>
    private readonly record struct Usage(long Nanoseconds, long Bytes, long Collections)
    {
        public static Usage Now() => new(
            (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)),
            GC.GetTotalAllocatedBytes(precise: true),
            GC.CollectionCount(0) + GC.CollectionCount(1) + GC.CollectionCount(2));

        public static Usage operator -(Usage left, Usage right) =>
            new(left.Nanoseconds - right.Nanoseconds, left.Bytes - right.Bytes, left.Collections - right.Collections);

        public void Check(string of, Report report)
        {
            report.Check($"bytes that the {of} allocated", Bytes, most: 0);
            report.Check($"collections during the {of}", Collections, most: 0);
        }
    }
}
