using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>What a block knows of its surroundings while it reads one attribute, and where its problems go.</summary>
/// <param name="width">The width of the rows that arrive at the block.</param>
/// <param name="before">The blocks before it.</param>
/// <param name="next">The attribute that follows, or null for the last.</param>
/// <param name="problems">Collects what is wrong.</param>
internal sealed class ReadContext(int width, IReadOnlyList<BlockSpec> before, BlockFacts? next, List<Problem> problems)
{
    public int Width => width;

    /// <summary>The blocks before it.</summary>
    public IReadOnlyList<BlockSpec> Before => before;

    public int DenseIndex => IndexOf("Dense");

    public BlockFacts? Next => next;

    /// <summary>How many blocks of a kind stand before it.</summary>
    public int IndexOf(string kind) => before.Count(block => block.Kind == kind);

    /// <summary>
    /// A number that is used as a float; the standard one stands in for one that does not pass the check, which is reported. NaN passes none. An
    /// argument that C# itself rejects is missing here, and the compiler's message is enough.
    /// </summary>
    public float Float(BlockFacts facts, string argument, float standard, Func<float, bool> isValid, string expected)
    {
        if (facts.Argument(argument) is not double written)
            return standard;
        // Zero without a sign: −0 and 0 are one network.
        if (isValid((float)written))
            return (float)written == 0 ? 0 : (float)written;
        Report(ProblemIds.ArgumentOutOfRange, facts, argument, facts.Kind, argument, Numbers.Text(written), expected);
        return standard;
    }

    public void Report(string id, BlockFacts facts, string? argumentName, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site, argumentName));
}
