using System.Globalization;

namespace Compiled.Sweep;

/// <summary>The command line of the sweep.</summary>
internal sealed record SweepOptions
{
    public const string Usage = """
        usage: [--out FILE] [--rounds N] [--slot SECONDS] [--only SHAPE,SHAPE] [--check FILE]
          --out     where the table goes; standard output without it
          --rounds  how often every shape is visited; the median counts (7)
          --slot    seconds that one shape and measure gets in one round (0.05)
          --only    some shapes, such as 15-15-15,64*33
          --check   measures nothing: looks for cliffs in a table of before
        """;

    public string? Out { get; private init; }

    public string? Check { get; private init; }

    public int Rounds { get; private init; } = 7;

    public double Slot { get; private init; } = 0.05;

    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <exception cref="FormatException">An option is unknown, or its value is missing or out of range.</exception>
    public static SweepOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new SweepOptions();
        for (var k = 0; k < args.Length; k += 2)
        {
            if (k + 1 == args.Length)
                throw new FormatException($"'{args[k]}' has no value.\n{Usage}");
            var value = args[k + 1];
            options = args[k] switch
            {
                "--out" => options with { Out = value },
                "--check" => options with { Check = value },
                "--only" => options with { Only = value.Split(',') },
                "--rounds" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds >= 1 =>
                    options with { Rounds = rounds },
                "--slot" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var slot) && slot is > 0 and < 10 =>
                    options with { Slot = slot },
                _ => throw new FormatException($"'{args[k]} {value}' is no option of the sweep.\n{Usage}"),
            };
        }

        return options;
    }
}
