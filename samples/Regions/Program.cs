using System.Globalization;
using Compiled;
using Regions;

// What one, two and three layers can tell apart in the plane. `-- --seed N` changes the weights, the points and the shuffling.
if (!TryReadSeed(args, out var seed))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project samples/Regions [-- --seed N]   (N is a whole number; 0 by default)");
    return 2;
}

var report = new RegionsReport(seed);
Console.Write(report.Pictures);
Console.Write(report.Table);

// One line fails on the pentagon because a point is inside only if it is on the inner side of all five edges, and a line knows one edge.
var picture = Directory.CreateDirectory("artifacts").FullName + "/regions.png";
report.Figure.Save(picture);
Console.WriteLine($"\nwrote {Path.GetRelativePath(".", picture)}");
return 0;

static bool TryReadSeed(string[] args, out long seed)
{
    seed = 0;
    return args.Length == 0
        || (args.Length == 2 && args[0] == "--seed" && long.TryParse(args[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out seed));
}
