using System.Diagnostics;
using System.Globalization;
using Control;

// Two controllers turn the same arm through the same course: a PID controller with gains tuned on this very course, and a controller that learns the arm's
// dynamics while it drives.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine(ArmModel.Topology);
Console.WriteLine();

var course = new Course();
var gains = PidTuning.Best(candidate => course.Drive(new Pid(candidate)), trials: 4000, seed: 1);
var pidCost = course.Drive(new Pid(gains));
Console.WriteLine($"PID:        cost {pidCost:0.0000}   (kp {gains.Proportional:0.0}, ki {gains.Integral:0.0}, kd {gains.Derivative:0.0}, {gains.Lead} ticks ahead: the best of 4000)");

var controller = Explored();
var start = Stopwatch.GetTimestamp();
var before = GC.GetAllocatedBytesForCurrentThread();
var cost = course.Drive(controller);
var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
var microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Course.Ticks;
Console.WriteLine($"predictive: cost {cost:0.0000}   ({cost / pidCost:0.00} of the PID's; {microseconds:0} µs and {bytes / Course.Ticks} bytes per tick, learning included)");

// The same without learning on the way: the model then knows nothing of the load.
var frozen = Explored();
frozen.IsLearning = false;
Console.WriteLine($"predictive: cost {course.Drive(frozen):0.0000}   without learning during the course");

var picture = Path.Combine(Directory.CreateDirectory("artifacts").FullName, "control.png");
Picture.Save(picture, course, ("PID", new Pid(gains)), ("predictive", Explored()));
Console.WriteLine($"wrote {Path.GetRelativePath(".", picture)}");
return cost < pidCost ? 0 : 1;

static PredictiveController Explored()
{
    var controller = new PredictiveController();
    controller.Explore(ticks: 3000, seed: 1);
    return controller;
}
