using Compiled.Generator.Emission;
using Compiled.Generator.Model;

namespace Compiled.Generator.Pipeline;

/// <summary>What writes the parts of a network's file.</summary>
/// <param name="Signatures">The user's class.</param>
/// <param name="Layout">The topology and the layout of the memory.</param>
/// <param name="Bodies">The passes of a <see cref="Nameless"/> network.</param>
internal sealed record PartWriters(Func<NetworkSpec, string> Signatures, Func<NetworkSpec, string> Layout, Func<NetworkSpec, string> Bodies)
{
    public static PartWriters Standard { get; } = new(
        static spec => NetworkEmitter.Signatures(NetworkPipeline.Plan(spec)),
        static spec => NetworkEmitter.Layout(NetworkPipeline.Plan(spec)),
        static spec => NetworkEmitter.Bodies(NetworkPipeline.Plan(spec)));

    /// <summary>A part, or what failed: an exception that reached the compiler would take the sources of all networks with it.</summary>
    public static WrittenPart Write(Func<NetworkSpec, string> writer, NetworkSpec spec, CancellationToken cancellation)
    {
        try
        {
            return new WrittenPart(writer(spec));
        }
        catch (Exception exception) when (!InternalErrors.IsCancellation(exception, cancellation))
        {
            return new WrittenPart("", InternalErrors.Of(exception));
        }
    }
}
