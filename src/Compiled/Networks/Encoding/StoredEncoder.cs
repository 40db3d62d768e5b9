using Compiled.Runtime;

namespace Compiled;

/// <summary>The encoder of raw columns in files that have it next to the names.</summary>
internal static class StoredEncoder
{
    /// <summary>The names of a file with its encoder.</summary>
    /// <param name="features">The file's; none where the class declares them.</param>
    /// <param name="classes">The file's.</param>
    /// <param name="encoder">As JSON; empty where there is none.</param>
    /// <param name="topology">The network's shape.</param>
    /// <exception cref="FormatException">The encoder is not valid, or gives other features; the message is a sentence without its dot.</exception>
    public static LearnedNames Names(IReadOnlyList<string> features, IReadOnlyList<string> classes, string encoder, Topology topology)
    {
        var names = new LearnedNames([.. features], [.. classes]);
        if (encoder.Length == 0)
            return names;
        try
        {
            return names with { Encoder = EncoderJson.Read(encoder, features.Count > 0 ? features : topology.Features, Naming.ClassCount(topology)) };
        }
        catch (FormatException exception)
        {
            throw new FormatException($"the encoder {exception.Message}", exception);
        }
    }
}
