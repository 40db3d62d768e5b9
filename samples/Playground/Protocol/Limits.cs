namespace Playground.Protocol;

/// <summary>What one tab may ask of the server.</summary>
public static class Limits
{
    /// <summary>Generated points.</summary>
    public const int Points = 2000;

    /// <summary>Points of the visitor's.</summary>
    public const int Own = 2000;

    /// <summary>Blocks of a declaration, without the loss.</summary>
    public const int Blocks = 24;

    /// <summary>Units of a dense block.</summary>
    public const int Units = 128;

    /// <summary>Outputs of the network.</summary>
    public const int Outputs = 10;

    /// <summary>Learned values.</summary>
    public const int Parameters = 32_768;

    /// <summary>Characters of a declaration.</summary>
    public const int Declaration = 8192;

    /// <summary>Tabs at a time.</summary>
    public const int Sessions = 16;

    /// <summary>Bytes of a message.</summary>
    public const int MessageBytes = 1 << 20;

    /// <summary>Steps that one message may ask for.</summary>
    public const int Steps = 10_000;

    /// <summary>Iterations of L-BFGS that one message may ask for.</summary>
    public const int Iterations = 500;

    /// <summary>The inputs that the data sets have.</summary>
    public static IReadOnlyList<int> Inputs { get; } = [2, 64];
}
