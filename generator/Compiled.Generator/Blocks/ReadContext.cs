using System.Globalization;
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

    public int DenseIndex => before.Count(static block => block.Has(BlockTraits.Dense));

    public BlockFacts? Next => next;

    /// <summary>How many blocks of a kind stand before it.</summary>
    public int IndexOf(string kind) => before.Count(block => block.Kind == kind);

    /// <summary>
    /// The arguments that differ from what the catalogue assumes. What the catalogue assumes stands in for one that is out of range, which is reported. An argument that C# itself
    /// rejects is missing here, and the compiler's message is enough. Whole numbers, texts and types are the block's own to read.
    /// </summary>
    public EquatableArray<ArgumentFact> Values(BlockFacts facts)
    {
        List<ArgumentFact> values = [];
        foreach (var argument in BlockCatalogue.Find(facts.Kind)!.Arguments)
        {
            object? value = argument.Type switch
            {
                ArgumentType.Number or ArgumentType.Single when Number(facts, argument) is var number && number != (float)Convert.ToDouble(argument.Standard, CultureInfo.InvariantCulture) => number,
                ArgumentType.Flag when facts.Argument(argument.Key) is bool flag && !flag.Equals(argument.Standard) => flag,
                ArgumentType.Choice when Choice(facts, argument) is var choice and not 0 => choice,
                _ => null,
            };
            if (value is not null)
                values.Add(new ArgumentFact(argument.Name, value));
        }

        return values.ToEquatableArray();
    }

    /// <summary>A number that is used as a float.</summary>
    public float Number(BlockFacts facts, string name) => Number(facts, BlockCatalogue.Find(facts.Kind)!.Argument(name)!);

    private float Number(BlockFacts facts, BlockArgument argument)
    {
        var standard = (float)Convert.ToDouble(argument.Standard, CultureInfo.InvariantCulture);
        var (number, text) = facts.Argument(argument.Key) switch
        {
            double written => ((float)written, Numbers.Text(written)),
            float written => (written, Numbers.Text(written)),
            _ => (standard, ""),
        };
        // Zero without a sign: −0 and 0 are one network.
        if (text.Length == 0 || argument.Range.Contains(number))
            return number == 0 ? 0 : number;
        Report(ProblemIds.ArgumentOutOfRange, facts, argument.Key, facts.Kind, argument.Title, text, argument.Range.Text);
        return standard;
    }

    private int Choice(BlockFacts facts, BlockArgument argument)
    {
        var value = facts.Argument(argument.Key) as int? ?? 0;
        if (value >= 0 && value < argument.Members.Length)
            return value;
        var members = string.Join(" or ", argument.Members.Select(member => $"{argument.EnumName}.{member}"));
        Report(ProblemIds.ArgumentOutOfRange, facts, argument.Key, facts.Kind, argument.Title, Numbers.Text(value), members);
        return 0;
    }

    public void Report(string id, BlockFacts facts, string? argumentName, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site, argumentName));
}
