using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;

namespace Compiled.Generator.Parsing;

/// <summary>Checks that the dense blocks' names can stand beside each other and beside the other members. Free of Roslyn.</summary>
internal static class DenseNames
{
    /// <summary>The network with a free name for every block whose own is taken, so that the generated signatures are legal.</summary>
    public static NetworkSpec Check(NetworkSpec spec, IReadOnlyList<BlockFacts> facts, List<Problem> problems)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var blocks = spec.Blocks.ToArray();
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i] is not DenseSpec dense)
                continue;
            var isReserved = GeneratedMembers.IsReserved(dense.Name);
            if (!isReserved && taken.Add(dense.Name))
                continue;
            var id = isReserved ? ProblemIds.ReservedName : ProblemIds.DuplicateName;
            problems.Add(new Problem(id, new([dense.Name]), facts[i].Site, "name"));
            var name = "Dense" + Numbers.Plain(dense.Index);
            while (!taken.Add(name))
                name += "_";
            blocks[i] = dense with { Name = name };
        }

        return spec with { Blocks = new(blocks) };
    }
}
