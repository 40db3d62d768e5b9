namespace Compiled.Dynamic;

/// <summary>
/// What became of one declaration of <see cref="NetworkCompiler.CompileMany(IEnumerable{NetworkDeclaration}, CancellationToken)"/>: a class, or what is wrong with the declaration. Immutable.
/// </summary>
public sealed class NetworkCompilation
{
    private readonly DynamicNetworkType? _type;

    internal NetworkCompilation(NetworkDeclaration declaration, DynamicNetworkType type) => (Declaration, _type) = (declaration, type);

    internal NetworkCompilation(NetworkDeclaration declaration, NetworkCompilationException error) => (Declaration, Error) = (declaration, error);

    /// <summary>What was to be compiled.</summary>
    public NetworkDeclaration Declaration { get; }

    /// <summary>What <see cref="NetworkCompiler.Compile"/> would have thrown; null if there is a class.</summary>
    public NetworkCompilationException? Error { get; }

    /// <summary>The class.</summary>
    /// <exception cref="NetworkCompilationException">There is none: <see cref="Error"/>.</exception>
    public DynamicNetworkType Type => _type ?? throw new NetworkCompilationException(Declaration.Name, Error!.Problems);

    /// <summary>The topology's name, and the problems if there is no class.</summary>
    public override string ToString() => Error?.Message ?? Declaration.Name;
}
