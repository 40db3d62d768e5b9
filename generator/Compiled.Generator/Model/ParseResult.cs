namespace Compiled.Generator.Model;

/// <summary>What one declaration says and what is wrong with it: the same for the generator and for the analyzer. Equal by value.</summary>
/// <param name="Spec">
/// The network. After an error it is the nearest network that could be meant, so that code that calls its members still binds; null when the
/// class is no network at all.
/// </param>
/// <param name="Problems">Everything to report, in the order in which it was found.</param>
/// <param name="CanDeclarePart">Whether C# allows a second part of the class with the generated members in it.</param>
internal sealed record ParseResult(NetworkSpec? Spec, EquatableArray<Problem> Problems, bool CanDeclarePart)
{
    /// <summary>Whether C# itself rejects one of the attributes. Its message is enough, and what is left may be no network that could be planned: not even one block.</summary>
    public bool IsRejected { get; init; }

    /// <summary>What practitioners would do otherwise; said of a network that has no errors once it is planned.</summary>
    public EquatableArray<Problem> Remarks { get; init; } = new([]);

    /// <summary>The site of [Network].</summary>
    public int NetworkSite { get; init; }

    /// <summary>The site of [Budget], where there is one.</summary>
    public int BudgetSite { get; init; }

    /// <summary>What a part that is emitted in spite of errors leaves out.</summary>
    public PartGaps Gaps { get; init; } = PartGaps.None;

    /// <summary>Whether there is a network that can be planned and run.</summary>
    public bool IsUsable => Spec is not null && !IsRejected && !Errors.Any();

    /// <summary>The problems that stop the network from being generated.</summary>
    public IEnumerable<Problem> Errors => Problems.Where(static problem => problem.IsError);
}
