using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>Draws a network's parameters from a seed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitializer
{
    /// <summary>Draws all parameters: block after block, weights in the order [output][input]; biases 0, padding untouched.</summary>
    public static void Initialize(ParameterLayout layout, Span<float> memory, long seed) => throw new NotSupportedException();
}
