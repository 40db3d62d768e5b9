using System.Globalization;
using System.Text;

namespace Compiled.Tool.Tests.Harness;

/// <summary>A table as people have them: numbers, text, codes that look like numbers, missing values, and rare cities.</summary>
internal static class Clients
{
    /// <summary>Columns: age, city, zip, income, stays.</summary>
    public static string Csv(int rows = 240)
    {
        var text = new StringBuilder("age,city,zip,income,stays\n");
        var random = new Random(11);
        string[] cities = ["Rome", "Oslo", "Lima"];
        for (var row = 0; row < rows; row++)
        {
            var (age, city, zip, income) = (random.Next(18, 80), random.Next(3), random.Next(1, 4), random.Next(20, 90));
            var stays = (city == 0 ? 2 : city == 1 ? -2 : 0) + (zip == 1 ? 1 : -1) + (income > 50 ? 1 : -1) > 0;
            var cityCell = row % 17 == 3 ? "" : row % 40 == 20 ? $"Village {row}" : cities[city];
            text.Append(CultureInfo.InvariantCulture, $"{age},{cityCell},0{zip},{(row % 13 == 5 ? "NA" : income.ToString(CultureInfo.InvariantCulture))},{(stays ? "yes" : "no")}\n");
        }

        return text.ToString();
    }
}
