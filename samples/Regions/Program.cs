using System.Globalization;
using Regions;

// What one, two and three layers can tell apart in the plane. `-- --seed N` changes the weights, the points and the shuffling.
if (!TryReadSeed(args, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Regions [-- --seed N]   (N is a whole number; 0 by default)");
    return 2;
}

var report = new Report(seed);
Console.Write(report.Pictures);
Console.Write(report.Table);
return 0;

static bool TryReadSeed(string[] args, out long seed)
{
    seed = 0;
    return args.Length == 0
        || (args.Length == 2 && args[0] == "--seed" && long.TryParse(args[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed));
}
