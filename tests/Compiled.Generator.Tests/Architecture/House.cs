namespace Compiled.Generator.Tests.Architecture;

/// <summary>A project whose folders have an order: a folder knows those below it in the list, never one above it.</summary>
/// <param name="Project">The project's folder, from the root of the repository.</param>
/// <param name="Folders">Its folders, the top first. A file in the project's own folder belongs to the first.</param>
/// <param name="Symbols">What its preprocessor knows.</param>
internal sealed record House(string Project, IReadOnlyList<string> Folders, params string[] Symbols)
{
    /// <summary>The library.</summary>
    /// <remarks>
    /// Selection is on top: it trains networks, judges them and saves several in one file. Evaluation is below Training because <c>Fit</c> judges every epoch as <c>Evaluate</c>
    /// judges a network. Files and Messages are low because what reads and writes bytes, and what quotes a name in a message, knows no network: checkpoints, data and networks all
    /// use them.
    /// </remarks>
    public static House Library { get; } = new(
        "src/Compiled",
        ["Selection", "Storage", "Training", "Evaluation", "Data", "Networks", "Files", "Messages", "Kernels", "Memory", "Numerics", "Attributes", "Shared"]);

    /// <summary>The compiler of networks.</summary>
    /// <remarks>Shared is the library's folder, linked. Polyfills are what the old framework lacks.</remarks>
    public static House Generator { get; } = new(
        "generator/Compiled.Generator",
        ["Pipeline", "Diagnostics", "Parsing", "Weights", "Emission", "Blocks", "Planning", "Text", "Model", "Shared", "Polyfills"],
        "COMPILED_GENERATOR", "NETSTANDARD2_0");

    /// <summary>How far down a folder is; −1 for one that is not in the list.</summary>
    public int Depth(string folder)
    {
        for (var depth = 0; depth < Folders.Count; depth++)
        {
            if (Folders[depth] == folder)
                return depth;
        }

        return -1;
    }
}
