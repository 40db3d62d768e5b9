namespace Embedded;

/// <summary>Prints figures, and remembers whether one was too large.</summary>
internal sealed class Report
{
    public int ExitCode { get; private set; }

    public void Line(string text) => Console.WriteLine(text);

    /// <summary>Prints a figure beside its limit.</summary>
    public void Check(string what, long value, long most)
    {
        Console.WriteLine($"{what}: {value} (at most {most}{(value > most ? ", missed" : "")})");
        if (value > most)
            ExitCode = 1;
    }
}
