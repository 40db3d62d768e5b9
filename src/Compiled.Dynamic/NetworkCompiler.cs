using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Compiled.Dynamic.Compilation;

namespace Compiled.Dynamic;

/// <summary>
/// Compiles declarations while the program runs: the parser, the planner and the emitter that work in a build, and Roslyn in this process. The network is the one that a build would have made:
/// the same code, the same speed, the same bits.
/// </summary>
public static class NetworkCompiler
{
    internal const string WhyUntrimmed = "A network compiled at run time may use any part of Compiled.";
    internal const string WhyDynamic = "A network compiled at run time is machine code generated at run time.";

    /// <summary>The classes of this process.</summary>
    internal static NetworkCache Cache { get; } = new();

    /// <summary>
    /// The class of a declaration. Equal declarations give the same class as long as it is in use, so the second call costs nothing; what nothing refers to any more is collected, code and all:
    /// keep the class where networks of it come and go. Safe from any number of threads; those that ask for one declaration at a time get one compilation.
    /// </summary>
    /// <param name="declaration">What a class in C# would have for attributes.</param>
    /// <param name="cancellation">Gives up, between the stages and within the compiler, and in the wait for another thread that compiles the same.</param>
    /// <exception cref="NetworkCompilationException">The declaration is no network; each reason is named as a build would name it.</exception>
    /// <exception cref="PlatformNotSupportedException">The program was compiled ahead of time or trimmed: such networks belong into its source.</exception>
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
    /// The shape of a declaration and what a build would warn of, found by the generator's checks without compiling: milliseconds where <see cref="Compile"/> takes up to a second. Safe from any number
    /// of threads.
    /// </summary>
    /// <param name="declaration">What a class in C# would have for attributes.</param>
    /// <param name="cancellation">Gives up where a wrong declaration has to be compiled for its messages.</param>
    /// <exception cref="NetworkCompilationException">The declaration is no network; each reason is named as a build would name it.</exception>
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
