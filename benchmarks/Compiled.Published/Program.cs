using System.Diagnostics;
using System.Globalization;
using Compiled;

// The program of docs/deployment.md: predicts, trains, and prints what both cost, tab-separated: microseconds to the end of the first prediction, nanoseconds of one, the most
// memory that was resident, in kilobytes, and a figure by which different ways of publishing can be told to compute the same.
const int Rounds = 15, Calls = 200_000;
float[] sensors = new float[Policy.InputSize], commands = new float[Policy.OutputSize];
for (var i = 0; i < sensors.Length; i++)
    sensors[i] = (i - 8) / 8f;

var begin = Stopwatch.GetTimestamp();
var policy = new Policy(seed: 1);
policy.Predict(sensors, commands);
var first = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;

var trainer = policy.CreateTrainer(new Adam(1e-3f));
for (var step = 0; step < 100; step++)
    trainer.Step(sensors, commands.AsSpan());

var best = double.MaxValue;
for (var round = 0; round < Rounds; round++)
{
    begin = Stopwatch.GetTimestamp();
    for (var call = 0; call < Calls; call++)
        policy.Predict(sensors, commands);
    best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Calls);
}

var resident = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first:f0}\t{best:f0}\t{resident}\t{string.Join(',', commands.Select(BitConverter.SingleToInt32Bits))}"));
