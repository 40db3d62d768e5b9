using Compiled;
using CompiledConsole;

// 1,000 points of a square, and whether each is inside the circle. Your own data: Dataset.FromCsv("data.csv", target: "label").
const int Count = 1000;
var random = new Random(1);
var points = new float[Count * Circle.InputSize];
var inside = new float[Count];
for (var i = 0; i < Count; i++)
{
    var (x, y) = (3f * random.NextSingle() - 1.5f, 3f * random.NextSingle() - 1.5f);
    (points[2 * i], points[2 * i + 1]) = (x, y);
    inside[i] = x * x + y * y < 1 ? 1 : 0;
}

var (train, test) = Dataset.FromMemory(points, inside, inputSize: Circle.InputSize, targetSize: Circle.OutputSize).Split(0.75, seed: 1);

var network = new Circle(seed: 42);
var trainer = network.CreateTrainer(new Adam(learningRate: 1e-2f));
trainer.Fit(train, new FitOptions { Epochs = 60, BatchSize = 32, Validation = test });

Console.WriteLine(network.Evaluate(test));
Console.WriteLine($"(0.1, 0.2) is inside with probability {network.Predict([0.1f, 0.2f]):F3}");

network.Save("circle.safetensors");
