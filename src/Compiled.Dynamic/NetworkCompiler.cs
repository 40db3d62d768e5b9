using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Compiled.Dynamic.Compilation;

namespace Compiled.Dynamic;

/// <summary>
/// Compiles declarations at run time, with the parser, the planner and the emitter of a build, and Roslyn in this process. The result is the network that a build would have produced:
/// the same code, the same speed, the same bits.
/// </summary>
public static class NetworkCompiler
{
    internal const string WhyUntrimmed = "A network compiled at run time may use any part of Compiled.";
    internal const string WhyDynamic = "A network compiled at run time is machine code generated at run time.";

    /// <summary>The classes of this process.</summary>
    internal static NetworkCache Cache { get; } = new();

    /// <summary>
    /// The class of a declaration. Equal declarations give the same class as long as it is in use, so the second call costs nothing. When nothing refers to a class any
    /// more, it is garbage collected together with its code:
    /// keep the class if you create and drop networks of it repeatedly. Thread-safe; threads that ask for the same declaration at the same time share one compilation.
    /// </summary>
    /// <param name="declaration">The attributes that a class in C# would have.</param>
    /// <param name="cancellation">Cancels between the stages, within the compiler, and while waiting for another thread that compiles the same declaration.</param>
    /// <exception cref="NetworkCompilationException">The declaration is not a valid network; all problems are listed as in a build.</exception>
    /// <exception cref="PlatformNotSupportedException">The program was compiled ahead of time or trimmed: declare such networks in its source.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [RequiresUnreferencedCode(WhyUntrimmed)]
    [RequiresDynamicCode(WhyDynamic)]
    public static DynamicNetworkType Compile(NetworkDeclaration declaration, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new PlatformNotSupportedException("This program was compiled ahead of time, so it cannot compile networks at run time: declare the network as a class in its source.");
        return Cache.GetOrAdd(declaration.Key, () => new DynamicNetworkType(declaration, NetworkImage.Compile(declaration, cancellation)), cancellation);
    }

    /// <summary>
    /// The shape of a declaration and the warnings of a build, found by the generator's checks without compiling, in milliseconds, whereas <see cref="Compile"/> takes
    /// up to a second. Safe on any number
    /// of threads.
    /// </summary>
    /// <param name="declaration">The attributes that a class in C# would have.</param>
    /// <param name="cancellation">Cancels if a wrong declaration has to be compiled for its messages.</param>
    /// <exception cref="NetworkCompilationException">The declaration is not a valid network; all problems are listed as in a build.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [RequiresUnreferencedCode(WhyUntrimmed)]
    [RequiresDynamicCode(WhyDynamic)]
    public static NetworkOutline Outline(NetworkDeclaration declaration, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        if (declaration.ReadOutline() is { } outline)
            return outline;
        // Something is wrong, and the compiler says it best.
        var type = Compile(declaration, cancellation);
        return new(type.Topology, type.Warnings);
    }
}
