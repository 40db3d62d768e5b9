using System.Reflection;
using System.Runtime.Loader;

namespace Compiled.Dynamic.Compilation;

/// <summary>
/// Holds one compiled network. Collectible: it goes, with the code and its memory, when nothing refers to the class or to an object of it any more. Its finalizer begins that; unloading by
/// hand would only forbid what a network still alive may load.
/// </summary>
internal sealed class NetworkLoadContext(string name) : AssemblyLoadContext(name, isCollectible: true)
{
    /// <summary>The Compiled of this very library, wherever the program loaded it; the framework is found by default.</summary>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == typeof(NetworkAttribute).Assembly.GetName().Name ? typeof(NetworkAttribute).Assembly : null;
}
