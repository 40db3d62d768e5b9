using System.Text;
using Compiled.Generator.Model;
using Compiled.Generator.Planning.Dense;

namespace Compiled.Generator.Emission;

/// <summary>
/// A network as its bodies know it: without what only signatures and layout say. The names that bodies hold, in comments and in types, are marks, which the names
/// replace when the file is joined. So another name leaves the bodies as they are.
/// </summary>
internal static class Nameless
{
    /// <summary>The first of the characters that stand for names. They are for private use: no identifier and no number has one.</summary>
    private const char FirstMark = '\uE000';

    /// <summary>All that bodies depend on.</summary>
    public static NetworkSpec Of(NetworkSpec spec)
    {
        // Names of shapes must differ, which cannot be told of marks alone where one name is made to look like another's.
        var marks = spec.LearnedBlocks.All(static block => DenseShapes.IsDistinct(block.Name));
        var type = NetworkEmitter.NamesPlainly(spec.Type.Name) ? Mark(0) : spec.Type.Name;
        var blocks = spec.Blocks.Select((block, index) => Of(block, marks ? Mark(index + 1) : null));
        return new NetworkSpec(new TypeSpec(null, EquatableArray<ContainerSpec>.Empty, type, ""), spec.Inputs, blocks.ToEquatableArray(), spec.Loss, null, null)
        {
            IsDifferentiable = spec.IsDifferentiable,
        };
    }

    /// <summary>What the marks of a network's bodies stand for: its class, and its blocks, some of which have no name.</summary>
    public static EquatableArray<string> NamesOf(NetworkSpec spec) => spec.Blocks
        .Select(static block => block switch
        {
            LearnedSpec learned => learned.Name,
            HeadSpec head => head.Name,
            _ => "",
        })
        .Prepend(spec.Type.Name).ToEquatableArray();

    /// <summary>Bodies with the names in them.</summary>
    public static string Name(string bodies, EquatableArray<string> names)
    {
        var text = new StringBuilder(bodies.Length);
        var start = 0;
        for (var at = 0; at < bodies.Length; at++)
        {
            var mark = bodies[at] - FirstMark;
            if (mark < 0 || mark >= names.Count)
                continue;
            _ = text.Append(bodies, start, at - start).Append(names[mark]);
            start = at + 1;
        }

        return text.Append(bodies, start, bodies.Length - start).ToString();
    }

    private static string Mark(int name) => ((char)(FirstMark + name)).ToString();

    /// <summary>A block without its name, and without what only the layout says: what its weights begin with, and penalties.</summary>
    private static BlockSpec Of(BlockSpec block, string? mark) => block switch
    {
        DenseSpec dense => dense with { Name = mark ?? dense.Name, Initializer = default, InitializerConstant = 0, L1 = null, L2 = null },
        LayerSpec { Name.Length: > 0 } layer => layer with { Name = mark ?? layer.Name, WeightsStart = 1 },
        HeadSpec head => head with { Name = mark ?? head.Name },
        _ => block,
    };
}
