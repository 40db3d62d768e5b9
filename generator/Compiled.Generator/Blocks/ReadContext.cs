using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>What a room knows of its surroundings while it reads one attribute, and where its problems go.</summary>
/// <param name="width">The width of the rows that arrive at the block.</param>
/// <param name="denseIndex">How many dense blocks stand before it.</param>
/// <param name="next">The attribute that follows, or null for the last.</param>
/// <param name="problems">Collects what is wrong.</param>
internal sealed class ReadContext(int width, int denseIndex, BlockFacts? next, List<Problem> problems)
{
    public int Width => width;

    public int DenseIndex => denseIndex;

    public BlockFacts? Next => next;

    public void Report(string id, BlockFacts facts, string? argumentName, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site, argumentName));
}
