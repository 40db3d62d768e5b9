using System.Diagnostics;
using System.Globalization;
using Compiled;
using Embedded;

// A program for a device: the network's weights are in the binary, it answers at once, and predicting and learning allocate nothing.
// `--started NANOSECONDS` (since 1970, as `date +%s%N` prints them) says when the launch began.
Span<float> image = stackalloc float[DigitNet.InputSize];
Images.Read(7, image);
var network = DigitNet.Pretrained;
var first = network.Classify(image);
var (answered, used) = (DateTime.UtcNow - DateTime.UnixEpoch, Environment.CpuUsage.TotalTime);

var report = new Report();
report.Line($"the first image is a {first}");
report.Check("size in bytes", new FileInfo(Environment.ProcessPath!).Length, most: 2_000_000);
report.Check("milliseconds of processor time from start to the first prediction", (long)Math.Ceiling(used.TotalMilliseconds), most: 20);
// The clock's time has no limit: on a busy machine a start waits for a processor.
if (args is ["--started", var started])
    report.Line($"{Math.Ceiling(answered.TotalMilliseconds - long.Parse(started, CultureInfo.InvariantCulture) / 1e6)} milliseconds from start to the first prediction");

var right = 0;
for (var digit = 0; digit < Images.Count; digit++)
{
    Images.Read(digit, image);
    right += network.Classify(image) == digit ? 1 : 0;
}

report.Check("images read wrongly, of ten", Images.Count - right, most: 0);
Work.Predict(network, report);
Work.Learn(network.Clone(), report);
return report.ExitCode;
