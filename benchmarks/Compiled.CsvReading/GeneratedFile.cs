using System.Globalization;
using System.Text;
using Compiled.Numerics;

namespace Compiled.CsvReading;

/// <summary>A CSV file of twenty columns as they occur: measurements, counts, money, numbers as programs print them, and a class.</summary>
internal static class GeneratedFile
{
    private static readonly string[] Kinds = ["setosa", "versicolor", "virginica"];

    /// <summary>Writes the file, if it is not there: the same bytes for the same number of rows.</summary>
    public static void Write(string path, int rows)
    {
        if (File.Exists(path))
            return;
        var random = new SeededRandom(seed: 12);
        var temporary = path + ".part";
        using (var writer = new StreamWriter(temporary, append: false, new UTF8Encoding(false), bufferSize: 1 << 16))
        {
            writer.Write(string.Join(',', Enumerable.Range(0, 19).Select(static column => string.Create(CultureInfo.InvariantCulture, $"x{column}"))));
            writer.Write(",kind\n");
            var row = new StringBuilder();
            for (var index = 0; index < rows; index++)
            {
                Row(row.Clear(), random);
                writer.Write(row);
            }
        }

        File.Move(temporary, path);
    }

    private static void Row(StringBuilder row, SeededRandom random)
    {
        var culture = CultureInfo.InvariantCulture;
        for (var column = 0; column < 19; column++)
        {
            var value = random.NextNormal();
            _ = column switch
            {
                < 8 => row.Append(culture, $"{value:F6}"),
                < 11 => row.Append(culture, $"{random.NextInt32(256)}"),
                < 14 => row.Append(culture, $"{Math.Abs(value) * 1000:F2}"),
                < 17 => row.Append(culture, $"{(double)value * 1.1:R}"),
                _ => row.Append(culture, $"{value * 1e-5f:E3}"),
            };
            row.Append(',');
        }

        row.Append(Kinds[random.NextInt32(3)]).Append('\n');
    }
}
