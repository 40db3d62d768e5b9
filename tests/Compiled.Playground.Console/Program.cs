// The training of the playground as a program: the same steps, and so the same parameters, bit for bit. It reads train.csv.
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Compiled;

const int Steps = 1000;
var train = Dataset.FromCsv("train.csv", targets: ["t0"], new CsvOptions { Target = TargetKind.Numeric });
var network = new PlaygroundNet(seed: 7);
var trainer = network.CreateTrainer(new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true, WeightDecay = 0.001f }, new TrainerOptions { Seed = 7, L1 = 0.0001f, ClipNorm = 1f });
var batches = new BatchReader(train, batchSize: 10, seed: 7);
var schedule = Schedule.Cosine(800);

var steps = 0;
for (var epoch = 0; steps < Steps; epoch++)
{
    batches.Begin(epoch);
    while (steps < Steps && batches.Next(out var inputs, out var targets))
    {
        trainer.LearningRate = (float)schedule.Rate(steps, 0.1);
        trainer.Step(inputs, targets);
        steps++;
    }
}

var parameters = new float[PlaygroundNet.ParameterCount];
network.CopyParametersTo(parameters);
Console.WriteLine(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan()))));

[Network(inputs: 2)]
[Dense(8), Tanh, Dropout(0.1)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class PlaygroundNet;
