namespace Compiled.Dynamic;

/// <summary>A declaration is not a valid network: <see cref="Problems"/> lists everything that is wrong with it, with the messages of a build.</summary>
public sealed class NetworkCompilationException : Exception
{
    /// <summary>With all problems; the message lists them, one per line.</summary>
    /// <param name="name">The name of the class.</param>
    /// <param name="problems">At least one.</param>
    public NetworkCompilationException(string name, IReadOnlyList<NetworkProblem> problems)
        : base(Text(name, problems)) => Problems = [.. problems];

    /// <summary>What is wrong, in the order of the declaration.</summary>
    public IReadOnlyList<NetworkProblem> Problems { get; }

    private static string Text(string name, IReadOnlyList<NetworkProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        return problems.Count == 1
            ? $"{name} is not a valid network: {problems[0]}"
            : $"{name} is not a valid network:\n{string.Join('\n', problems.Select(static problem => "  " + problem))}";
    }
}
