namespace Compiled.Dynamic;

/// <summary>A declaration that is no network: <see cref="Problems"/> says all that is wrong with it, in the words that a build would use.</summary>
public sealed class NetworkCompilationException : Exception
{
    /// <summary>With what is wrong; the message lists it, a line each.</summary>
    /// <param name="name">The class that would have been.</param>
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
