using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>Where a head begins, with the row that leaves the trunk.</summary>
internal sealed class HeadBlock() : Block(Structure.Head)
{
    /// <summary>The class that holds the places of the heads' outputs: a member of it cannot have its name.</summary>
    public const string MembersName = "Heads";

    /// <summary>The head as far as its attribute tells; its loss follows.</summary>
    public HeadSpec Read(BlockFacts facts, ReadContext context)
    {
        var weight = context.Number(facts, "Weight");
        return new HeadSpec(ReadName(facts, context), context.Width, weight, new LossSpec(Losses.MeanSquaredError.Name), HasLoss: false);
    }

    private string ReadName(BlockFacts facts, ReadContext context)
    {
        var standard = Kind + Numbers.Plain(context.IndexOf(Kind));
        var taken = context.Before.OfType<HeadSpec>().Select(static head => head.Name).ToList();
        while (taken.Contains(standard))
            standard += "_";
        // An argument that C# itself rejects is missing here.
        if (facts.Argument("name") is not string written)
            return standard;
        if (!ViewNames.TryPascalCase(written, out var name))
            context.Report(ProblemIds.InvalidName, facts, "name", standard, Numbers.Shortened(written), Numbers.Text(ViewNames.MaxLength));
        else if (name == MembersName)
            context.Report(ProblemIds.ReservedName, facts, "name", name);
        else if (taken.Contains(name))
            context.Report(ProblemIds.DuplicateHead, facts, "name", name);
        else
            return name;
        return standard;
    }
}
