using System.Globalization;
using Compiled.Benchmarks.Results;

namespace Compiled.Benchmarks.Shapes;

/// <summary>Prints shapes at random, one a line.</summary>
internal static class ShapeProgram
{
    public static int Run(string seed, string count)
    {
        if (!int.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var many))
        {
            Console.Error.WriteLine("usage: shapes SEED COUNT");
            return 2;
        }

        foreach (var shape in RandomShapes.Draw(first, many))
            Console.WriteLine(shape);
        return 0;
    }
}
