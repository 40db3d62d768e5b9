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

    /// <summary>The network without its data.</summary>
    public const string Network = "Network";

    /// <summary>A network with errors, and whether analyzers report them: what its source is written from.</summary>
    public const string Unusable = "Unusable";

    /// <summary>What a network without errors says, which alone decides its source.</summary>
    public const string Spec = "Spec";

    /// <summary>The user's class.</summary>
    public const string Signatures = "Signatures";

    /// <summary>The topology and the layout of the memory.</summary>
    public const string Layout = "Layout";

    /// <summary>What bodies depend on.</summary>
    public const string Nameless = "Nameless";

    /// <summary>The passes.</summary>
    public const string Bodies = "Bodies";

    /// <summary>The parts of a network's file together.</summary>
    public const string File = "File";

    /// <summary>Blocks without [Network]: looked for only when no analyzer runs.</summary>
    public const string Strays = "Strays";
}
