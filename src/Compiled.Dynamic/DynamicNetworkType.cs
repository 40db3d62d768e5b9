using System.Diagnostics.CodeAnalysis;
using System.Runtime.Loader;
using Compiled.Dynamic.Compilation;

namespace Compiled.Dynamic;

/// <summary>
/// A network's class, compiled at run time. Immutable and safe on any number of threads. Its code lives as long as something refers to it, to the class or to a network of it, and
/// is garbage collected afterwards; the code of classes that were compiled together lives as long as any of them.
/// </summary>
public sealed class DynamicNetworkType
{
    // The class keeps no context alive: this does, as long as networks can be made.
    private readonly NetworkLoadContext _context;
    private readonly NetworkFactory _factory;

    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    [RequiresDynamicCode(NetworkCompiler.WhyDynamic)]
    internal DynamicNetworkType(NetworkDeclaration declaration, IReadOnlyList<NetworkProblem> warnings, NetworkLoadContext context, Type networkClass)
    {
        (Declaration, Warnings, _context, NetworkClass) = (declaration, warnings, context, networkClass);
        _factory = NetworkFactory.Of(NetworkClass);
        Topology = _factory.Topology;
    }

    /// <summary>What was compiled.</summary>
    public NetworkDeclaration Declaration { get; }

    /// <summary>The shape as data.</summary>
    public Topology Topology { get; }

    /// <summary>The labels of the classes, in order, as given by the declaration; empty if it gives none.</summary>
    public IReadOnlyList<string> Classes => Declaration.Classes;

    /// <summary>The names of the inputs, in order, as given by the declaration; empty if it gives none.</summary>
    public IReadOnlyList<string> Features => Declaration.Features;

    /// <summary>Whether the declaration has a loss.</summary>
    public bool IsTrainable => _factory.IsTrainable;

    /// <summary>Whether the declaration has [Differentiable]: <see cref="DynamicNetwork.InputGradient"/>.</summary>
    public bool IsDifferentiable => _factory.IsDifferentiable;

    /// <summary>The warnings that a build would have given.</summary>
    public IReadOnlyList<NetworkProblem> Warnings { get; }

    /// <summary>Where the class was loaded: what tests watch.</summary>
    internal AssemblyLoadContext Context => _context;

    /// <summary>The class itself: a sealed class that implements <see cref="INetwork{TSelf}"/>.</summary>
    public Type NetworkClass { get; }

    /// <summary>A new network whose parameters are drawn by the blocks' initialisers; the same seed gives the same bits on every machine, and those of the same class in C#.</summary>
    public DynamicNetwork Create(long seed = 0) => _factory.Create(this, seed);

    /// <summary>Wraps a network of <see cref="NetworkClass"/> from elsewhere, such as a visitor that loaded or cloned it.</summary>
    /// <param name="network">The network itself; not copied.</param>
    /// <exception cref="ArgumentException">It is of another class.</exception>
    public DynamicNetwork Wrap(object network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return _factory.Wrap(this, network)
            ?? throw new ArgumentException($"The object is a {network.GetType()}, but this is the class {Topology.Name} of another declaration: pass a network of type NetworkClass.", nameof(network));
    }
}
