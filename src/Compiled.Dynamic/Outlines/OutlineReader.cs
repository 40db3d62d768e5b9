using System.Diagnostics.CodeAnalysis;
using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic.Outlines;

/// <summary>Reads the outline of a declaration.</summary>
internal static class OutlineReader
{
    /// <summary>The outline, or null where something is wrong, which a compilation then words.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public static NetworkOutline? Read(IReadOnlyList<AttributeText> attributes, NetworkDeclaration declaration) =>
        SpecReader.Read(attributes, declaration) is { } read ? new(SpecTopology.Of(read.Spec), read.Warnings) : null;
}
