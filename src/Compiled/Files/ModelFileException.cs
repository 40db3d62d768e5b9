namespace Compiled;

/// <summary>
/// A file does not contain the expected model: it is damaged, has another format, or belongs to another network. The message names the file if it is
/// known, and says what is wrong, what was expected and what to do.
/// </summary>
/// <remarks>
/// Every reader of models throws only this for problems with the contents of a file. A file that does not exist or cannot be read causes an <see cref="IOException"/> or an
/// <see cref="UnauthorizedAccessException"/>, as everywhere.
/// </remarks>
public sealed class ModelFileException : FormatException
{
    /// <summary>The problems that the message lists at most; <see cref="Problems"/> has them all.</summary>
    private const int MostListed = 100;

    /// <summary>One thing is wrong.</summary>
    /// <param name="fileName">The file's name as the caller gave it, or null where there is none.</param>
    /// <param name="problem">What is wrong: a sentence.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public ModelFileException(string? fileName, string problem, Exception? inner = null)
        : base(Prefix(fileName) + problem, inner) => (FileName, Problems) = (fileName, [problem]);

    /// <summary>Several things are wrong.</summary>
    /// <param name="fileName">The file's name as the caller gave it, or null where there is none.</param>
    /// <param name="summary">What they have in common, without final punctuation: "The file does not fit DigitNet".</param>
    /// <param name="problems">All of them, a sentence each; at least one.</param>
    public ModelFileException(string? fileName, string summary, IReadOnlyList<string> problems)
        : base(Prefix(fileName) + List(summary, problems)) => (FileName, Problems) = (fileName, [.. problems]);

    /// <summary>The file's name as the caller gave it, or null for a stream or a span.</summary>
    public string? FileName { get; }

    /// <summary>Everything that is wrong, a sentence each; at least one.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static string Prefix(string? fileName) => fileName is null ? "" : $"'{fileName}': ";

    private static string List(string summary, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var more = problems.Count > MostListed ? FormattableString.Invariant($"\n- and {problems.Count - MostListed} more.") : "";
        return $"{summary}:\n- {string.Join("\n- ", problems.Take(MostListed))}{more}";
    }
}
