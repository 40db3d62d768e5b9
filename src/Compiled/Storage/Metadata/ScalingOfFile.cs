namespace Compiled.Storage;

/// <summary>What a file says of the input scaling.</summary>
internal sealed class ScalingOfFile(float[]? means, float[]? factors)
{
    /// <summary>Nothing: what the network has stays. So do files of other libraries.</summary>
    public static ScalingOfFile Silent { get; } = new(null, null);

    /// <summary>A network wrote the file before its scaling was fitted.</summary>
    public static ScalingOfFile Unfitted { get; } = new(null, null);

    /// <summary>The means, or null where there are none.</summary>
    public float[]? Means { get; } = means;

    /// <summary>The factors, or null where there are none.</summary>
    public float[]? Factors { get; } = factors;
}
