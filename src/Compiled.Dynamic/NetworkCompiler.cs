using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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

    /// <summary>What the keys of classes for training end in: no list of names does.</summary>
    private const string KeySuffix = "\ntraining";

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
        CheckDynamicCode();
        return Cache.GetOrAdd(declaration.Key, () => NetworkImage.Compile(declaration, cancellation).Load(declaration), cancellation);
    }

    /// <summary>The classes of several declarations, with the code of a build: see <see cref="CompileMany(IEnumerable{NetworkDeclaration}, CompilationPurpose, CancellationToken)"/>.</summary>
    /// <param name="declarations">Any number of declarations; equal ones share a class.</param>
    /// <param name="cancellation">Cancels between the stages, within the compiler, and while waiting for another thread that compiles the same declaration.</param>
    /// <returns>A result for each declaration, in their order: a class, or what is wrong with it.</returns>
    /// <exception cref="PlatformNotSupportedException">The program was compiled ahead of time or trimmed: declare such networks in its source.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [RequiresUnreferencedCode(WhyUntrimmed)]
    [RequiresDynamicCode(WhyDynamic)]
    public static IReadOnlyList<NetworkCompilation> CompileMany(IEnumerable<NetworkDeclaration> declarations, CancellationToken cancellation = default) =>
        CompileMany(declarations, CompilationPurpose.Deployment, cancellation);

    /// <summary>
    /// The classes of several declarations, compiled together, which takes a fraction of the time of one after the other: a sweep that knows its next networks asks for all of them. The classes
    /// are those of <see cref="Compile"/>, with the same bits, and found by it as long as they are in use, unless they are for training. Only their namespaces differ, and the code of classes that
    /// were compiled together is garbage collected together, when none of them is in use any more. Thread-safe; a declaration that another thread compiles is waited for.
    /// </summary>
    /// <param name="declarations">Any number of declarations; equal ones share a class.</param>
    /// <param name="purpose">What they are for.</param>
    /// <param name="cancellation">Cancels between the stages, within the compiler, and while waiting for another thread that compiles the same declaration.</param>
    /// <returns>A result for each declaration, in their order: a class, or what is wrong with it. A wrong declaration does not disturb the others.</returns>
    /// <exception cref="PlatformNotSupportedException">The program was compiled ahead of time or trimmed: declare such networks in its source.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [RequiresUnreferencedCode(WhyUntrimmed)]
    [RequiresDynamicCode(WhyDynamic)]
    public static IReadOnlyList<NetworkCompilation> CompileMany(IEnumerable<NetworkDeclaration> declarations, CompilationPurpose purpose, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        NetworkDeclaration[] all = [.. declarations];
        if (Array.IndexOf(all, null) is >= 0 and var missing)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Declaration {missing} is null."), nameof(declarations));
        CheckDynamicCode();
        NetworkDeclaration[] distinct = [.. all.Distinct()];
        var types = Cache.GetOrAddMany(
            [.. distinct.Select(declaration => purpose == CompilationPurpose.Training ? declaration.Key + KeySuffix : declaration.Key)],
            places => NetworkBatch.Compile([.. places.Select(place => distinct[place])], purpose, cancellation),
            cancellation);
        var results = distinct.Zip(types, (declaration, type) => type is null ? CompileAlone(declaration, cancellation) : new(declaration, type)).ToDictionary(static result => result.Declaration);
        return [.. all.Select(declaration => results[declaration])];
    }

    /// <summary>
    /// The C# that the generator writes for a declaration, as a build adds it to the project, and which lines of it belong to which block. Nothing is compiled. Safe on any
    /// number of threads.
    /// </summary>
    /// <param name="declaration">The attributes that a class in C# would have.</param>
    /// <param name="cancellation">Cancels between the stages.</param>
    /// <exception cref="NetworkCompilationException">The declaration is not a valid network; all problems are listed as in a build.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [RequiresUnreferencedCode(WhyUntrimmed)]
    [RequiresDynamicCode(WhyDynamic)]
    public static EmittedNetwork Emit(NetworkDeclaration declaration, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        return NetworkImage.Source(declaration, cancellation);
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

    [RequiresUnreferencedCode(WhyUntrimmed)]
    [RequiresDynamicCode(WhyDynamic)]
    private static NetworkCompilation CompileAlone(NetworkDeclaration declaration, CancellationToken cancellation)
    {
        try
        {
            return new(declaration, Compile(declaration, cancellation));
        }
        catch (NetworkCompilationException exception)
        {
            return new(declaration, exception);
        }
    }

    private static void CheckDynamicCode()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new PlatformNotSupportedException("This program was compiled ahead of time, so it cannot compile networks at run time: declare the network as a class in its source.");
    }
}
