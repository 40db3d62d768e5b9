using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Serialization;
using Microsoft.CodeAnalysis;

namespace Compiled.Dynamic.Compilation;

/// <summary>
/// What networks are compiled against: this process's own Compiled and the parts of the framework that it stands on. Their metadata is read where it lies in memory, so no file is needed,
/// nothing is read twice, and a program published as a single file compiles too.
/// </summary>
internal static class References
{
    /// <summary>The few, read once: with all 160 assemblies of the framework the first network takes longer.</summary>
    public static ImmutableArray<MetadataReference> Find()
    {
        var compiled = typeof(NetworkAttribute).Assembly;
        return
        [
            .. compiled.GetReferencedAssemblies().Select(Assembly.Load)
                .Concat([compiled, typeof(object).Assembly, typeof(EnumMemberAttribute).Assembly])
                .Distinct().Select(Read),
        ];
    }

    private static unsafe MetadataReference Read(Assembly assembly) =>
        assembly.TryGetRawMetadata(out var metadata, out var length)
            ? AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)metadata, length)).GetReference(display: assembly.GetName().Name)
            : throw new PlatformNotSupportedException(
                $"The metadata of {assembly.GetName().Name} is not in memory, so networks cannot be compiled against it: run with the just-in-time compiler of .NET, and do not trim the program.");
}
