using System.Globalization;
using System.Runtime.Intrinsics;
using Compiled.Runtime;
using Compiled.SameBits;

// Prints what the machine pretends to be, and the hash of every run after the given number of steps; of 0 steps there is nothing to hash.
var steps = args.Length == 1 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
Console.WriteLine($"Fused {Fused.IsHardwareAccelerated}");
Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}");
Console.WriteLine($"Vector256 {Vector256.IsHardwareAccelerated}");
Console.WriteLine($"Vector128 {Vector128.IsHardwareAccelerated}");
if (steps == 0)
    return;
foreach (var (name, run) in SameBits.Runs)
    Console.WriteLine($"{name} {run(steps)}");
