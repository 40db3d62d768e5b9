namespace Compiled.Benchmarks.Results;

/// <summary>README.md and the committed results that its table is made from.</summary>
public static class ReadmeTable
{
    /// <summary>The part's name in README's comments.</summary>
    public const string Part = "performance";

    /// <summary>The folder of results, below the repository's root.</summary>
    public const string Results = "benchmarks/results/xeon-avx512";

    /// <summary>README's table as the committed results have it.</summary>
    public static string Render(string root) =>
        PerformanceTable.Render(File.ReadAllText(Path.Combine(root, Results, "cells.tsv")), File.ReadAllText(Path.Combine(root, Results, "onnxruntime.tsv")));

    /// <summary>Rewrites README's table.</summary>
    public static void Update(string root)
    {
        var path = Path.Combine(root, "README.md");
        File.WriteAllText(path, MarkedPart.Replace(File.ReadAllText(path).ReplaceLineEndings("\n"), Part, Render(root)));
    }
}
