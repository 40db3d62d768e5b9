namespace Compiled.Generator.Pipeline;

/// <summary>The names of the generator's steps, by which the tests ask why a step ran again.</summary>
internal static class TrackingNames
{
    /// <summary>Attributes to <see cref="Parsing.ParseResult"/>.</summary>
    public const string Parse = "Parse";

    /// <summary>The consumer's options to one flag: whether analyzers run.</summary>
    public const string Options = "Options";

    /// <summary>Networks, and the files of their [Weights], read and checked.</summary>
    public const string Check = "Check";

    /// <summary>The data of a network with [Weights].</summary>
    public const string Data = "Data";

    /// <summary>The network without its data, which alone decides its source.</summary>
    public const string Network = "Network";

    /// <summary>Parse and options together: what the source is written from.</summary>
    public const string Input = "Input";

    /// <summary>Blocks without [Network]: looked for only when no analyzer runs.</summary>
    public const string Strays = "Strays";
}
