using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Compiled.Dynamic.Compilation;

/// <summary>
/// Holds one compiled network, or those that were compiled together. Collectible: its finalizer, or <see cref="AssemblyLoadContext.Unload"/>, begins the end, and the code and its memory go when
/// nothing refers to a class or to an object of one any more. Until then a network or a trainer works on, whatever became of the context: all that it refers to was loaded at the beginning.
/// </summary>
internal sealed class NetworkLoadContext(string name) : AssemblyLoadContext(name, isCollectible: true)
{
    /// <summary>The assembly of an image, with all that it refers to.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    public Assembly Load(MemoryStream image)
    {
        var assembly = LoadFromStream(image);
        foreach (var reference in assembly.GetReferencedAssemblies())
            _ = LoadFromAssemblyName(reference);
        return assembly;
    }

    /// <summary>The Compiled of this very library, wherever the program loaded it; the framework is found by default.</summary>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == typeof(NetworkAttribute).Assembly.GetName().Name ? typeof(NetworkAttribute).Assembly : null;
}
