namespace Compiled.Tool;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    /// <summary>All done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: a bad file, a wrong column, an output that is there already.</summary>
    public const int Failed = 1;

    /// <summary>The command line says nothing that could be done.</summary>
    public const int WrongUsage = 2;

    /// <summary>Ctrl-C or SIGTERM: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
