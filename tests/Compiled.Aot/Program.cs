using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Compiled.Aot;
using Compiled.SameBits;

// Prints what this program was compiled for, then what the arguments ask for: "hashes STEPS", "allocations" (rows by name too), "speed"; the first two by default.
// "calls T3 b256 2" calls a topology of the benchmarks so often, for whoever counts instructions.
Console.WriteLine($"Fma {Fma.IsSupported || AdvSimd.IsSupported}");
Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}");
Console.WriteLine($"Vector256 {Vector256.IsHardwareAccelerated}");
Console.WriteLine($"Vector128 {Vector128.IsHardwareAccelerated}");

var what = args.Length > 0 ? args[0] : "";
if (what is "hashes" or "")
{
    var steps = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
    foreach (var (name, run) in SameBits.Runs)
        Console.WriteLine($"{name} {run(steps)}");
    foreach (var (name, hash) in Calls.Hashes())
        Console.WriteLine($"{name} {hash}");
}

if (what is "calls")
    Calls.Make(args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture));

if (what is "speed")
    Speed.Print();
return what is "speed" or "hashes" or "calls" ? 0 : Rows.Print() | Allocations.Print();
