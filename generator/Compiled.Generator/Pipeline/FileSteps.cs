using Compiled.Generator.Emission;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Pipeline;

/// <summary>
/// From networks without errors to their files. Each part of a file is a step of its own, asked for by what it depends on, so that an edit writes only what it changes: bodies, by far
/// the most text, depend on no name.
/// </summary>
internal static class FileSteps
{
    public static IncrementalValuesProvider<NetworkFile> Of(IncrementalValuesProvider<NetworkSpec> networks, PartWriters writers)
    {
        var signatures = networks
            .Select((spec, cancellation) => new KeyedPart<string>(spec.Type.HintName, PartWriters.Write(writers.Signatures, spec, cancellation)))
            .WithTrackingName(TrackingNames.Signatures);
        var layouts = networks
            .Select((spec, cancellation) => new KeyedPart<string>(spec.Type.HintName, PartWriters.Write(writers.Layout, spec, cancellation)))
            .WithTrackingName(TrackingNames.Layout);
        var bodies = networks
            .Select(static (spec, _) => Nameless.Of(spec))
            .WithTrackingName(TrackingNames.Nameless)
            .Select((spec, cancellation) => new KeyedPart<NetworkSpec>(spec, PartWriters.Write(writers.Bodies, spec, cancellation)))
            .WithTrackingName(TrackingNames.Bodies);
        // Values cannot be paired one by one, only each with one: hence the tables. A file holds its parts, which nothing copies before it is written.
        return networks
            .Combine(Table(signatures)).Combine(Table(layouts)).Combine(Table(bodies))
            .Select(static (input, _) =>
            {
                var (((spec, signatures), layouts), bodies) = input;
                var name = spec.Type.HintName;
                return new NetworkFile(name, Nameless.NamesOf(spec), signatures[name], layouts[name], bodies[Nameless.Of(spec)]);
            })
            .WithTrackingName(TrackingNames.File);
    }

    private static IncrementalValueProvider<Dictionary<TKey, WrittenPart>> Table<TKey>(IncrementalValuesProvider<KeyedPart<TKey>> parts)
        where TKey : notnull => parts.Collect().Select(static (parts, _) =>
        {
            var table = new Dictionary<TKey, WrittenPart>(parts.Length);
            // Networks that differ in names alone have the same bodies.
            foreach (var part in parts)
                table[part.Key] = part.Part;
            return table;
        });
}

/// <summary>A network's file in its parts. Equal by value.</summary>
/// <param name="HintName">The file's name.</param>
/// <param name="Names">What the marks in the bodies stand for; the first is the class's name.</param>
/// <param name="Signatures">The user's class.</param>
/// <param name="Layout">The topology and the layout of the memory.</param>
/// <param name="Bodies">The passes, with marks instead of names.</param>
internal sealed record NetworkFile(string HintName, EquatableArray<string> Names, WrittenPart Signatures, WrittenPart Layout, WrittenPart Bodies)
{
    /// <summary>What failed first while a part was written.</summary>
    public InternalError? Failure => Signatures.Failure ?? Layout.Failure ?? Bodies.Failure;

    public string Text => NetworkPipeline.Join(Names, Signatures.Text, Layout.Text, Bodies.Text);
}
