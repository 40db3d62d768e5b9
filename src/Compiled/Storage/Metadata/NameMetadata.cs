using Compiled.Runtime;

namespace Compiled.Storage;

/// <summary>The names of features and classes in the metadata of a file: held against those that the class declares, or else adopted.</summary>
internal static class NameMetadata
{
    public const string FeaturesKey = "compiled.features";
    public const string ClassesKey = "compiled.classes";
    public const string EncoderKey = "compiled.encoder";

    /// <summary>The metadata of a network's names; nothing where it has none.</summary>
    /// <param name="described">The topology with learned names.</param>
    public static IEnumerable<(string Key, string Text)> Of(Topology described)
    {
        if (described.Features.Count > 0)
            yield return (FeaturesKey, NameJson.Write(described.Features));
        if (described.Classes.Count > 0)
            yield return (ClassesKey, NameJson.Write(described.Classes));
        if (described.Encoder is not null)
            yield return (EncoderKey, EncoderJson.Write(described.Encoder));
    }

    /// <summary>Everything in which the names of a file contradict those that the class declares, or cannot be names of this network at all: a sentence each.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, string> metadata, Topology topology)
    {
        if (Difference(metadata, FeaturesKey, topology.Features, topology.InputSize, "feature") is { } features)
            yield return features;
        if (Difference(metadata, ClassesKey, topology.Classes, Naming.ClassCount(topology), "class") is { } classes)
            yield return classes;
        if (EncoderProblem(metadata, topology) is { } encoder)
            yield return encoder;
    }

    /// <summary>The names that a network of this topology takes over: those that <see cref="Differences"/> has nothing against.</summary>
    public static LearnedNames Read(IReadOnlyDictionary<string, string> metadata, Topology topology)
    {
        var names = new LearnedNames(Read(metadata, FeaturesKey, topology.InputSize, "feature"), Read(metadata, ClassesKey, Naming.ClassCount(topology), "class"));
        return names.Features.Count > 0 && metadata.TryGetValue(EncoderKey, out var text) && EncoderProblem(metadata, topology) is null
            ? names with { Encoder = EncoderJson.Read(text, names.Features, Naming.ClassCount(topology)) }
            : names;
    }

    /// <summary>Why the encoder of a file cannot be that of the features in the file; null where it can, or where they are the problem.</summary>
    private static string? EncoderProblem(IReadOnlyDictionary<string, string> metadata, Topology topology)
    {
        if (!metadata.TryGetValue(EncoderKey, out var text) || Difference(metadata, FeaturesKey, [], topology.InputSize, "feature") is not null)
            return null;
        try
        {
            _ = EncoderJson.Read(text, Read(metadata, FeaturesKey, topology.InputSize, "feature"), Naming.ClassCount(topology));
            return null;
        }
        catch (FormatException exception)
        {
            return $"The metadata '{EncoderKey}' {exception.Message}; LoadOptions.IgnoreTopology loads the file without the encoder.";
        }
    }

    private static string? Difference(IReadOnlyDictionary<string, string> metadata, string key, IReadOnlyList<string> declared, int count, string what)
    {
        if (!metadata.TryGetValue(key, out var text))
            return null;
        try
        {
            var names = NameJson.Read(text, count, what);
            return declared.Count == 0 || names.SequenceEqual(declared) ? null
                : $"The {NameList.Plural(what)} are {ModelText.Clip(text, 200)} in the file, but {ModelText.Clip(NameJson.Write(declared), 200)} in the network; LoadOptions.IgnoreTopology loads it anyway.";
        }
        catch (FormatException exception)
        {
            return $"The metadata '{key}' {exception.Message}; LoadOptions.IgnoreTopology loads the file without these names.";
        }
    }

    private static IReadOnlyList<string> Read(IReadOnlyDictionary<string, string> metadata, string key, int count, string what)
    {
        try
        {
            return metadata.TryGetValue(key, out var text) ? NameJson.Read(text, count, what) : [];
        }
        catch (FormatException)
        {
            // Only where the caller has asked to load what does not fit.
            return [];
        }
    }
}
