using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>Checks that the names of blocks with parameters can stand beside each other and beside the other members. Free of Roslyn.</summary>
internal static class ViewNameChecks
{
    /// <summary>The network with a free name for every block whose own is taken, so that the generated signatures are legal.</summary>
    public static NetworkSpec Check(NetworkSpec spec, IReadOnlyList<BlockFacts> facts, List<Problem> problems)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var blocks = spec.Blocks.ToArray();
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i] is not LearnedSpec { Name: not "" } block)
                continue;
            var isReserved = GeneratedMembers.IsReserved(block.Name) || (block.Name == HeadBlock.MembersName && spec.Heads.Count > 0);
            if (!isReserved && taken.Add(block.Name))
                continue;
            var id = isReserved ? ProblemIds.ReservedName : ProblemIds.DuplicateName;
            problems.Add(new Problem(id, new([block.Name]), facts[i].Site, "name"));
            var name = block.Kind + Numbers.Plain(block is DenseSpec dense ? dense.Index : ((LayerSpec)block).Index);
            while (!taken.Add(name))
                name += "_";
            blocks[i] = block with { Name = name };
        }

        return spec with { Blocks = new(blocks) };
    }
}
