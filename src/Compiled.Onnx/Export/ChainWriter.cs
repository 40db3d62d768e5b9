using System.Globalization;
using Compiled.Blocks;

namespace Compiled.Export;

/// <summary>The blocks of a network as a graph: the chain, its residuals, its heads.</summary>
internal sealed class ChainWriter(Topology topology, TensorTable tensors, GraphWriter graph, OnnxExportOptions options, int opset)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Stack<string> _residuals = new();
    private readonly List<string> _heads = [];
    private string _trunk = options.InputName;

    public void Write()
    {
        graph.Claim(options.InputName, "the input");
        graph.Claim(options.OutputName, "the output");
        foreach (var head in topology.Heads)
            graph.Claim(head.Name, $"the output of the head {head.Name}");
        graph.Input(options.InputName, options.BatchName, topology.InputSize);
        graph.Output(options.OutputName, options.BatchName, topology.OutputSize);
        foreach (var head in topology.Heads)
            graph.Output(head.Name, options.BatchName, head.Size);

        var value = options.InputName;
        for (var place = 0; place < topology.Blocks.Count; place++)
        {
            var block = topology.Blocks[place];
            if (!block.Has(BlockTraits.BeginsHead))
            {
                value = Block(block, place, value);
                continue;
            }

            if (_heads.Count == 0)
                _trunk = value;
            else
                End(value, _heads[^1]);
            _heads.Add(block.Name);
            value = _trunk;
        }

        if (_heads.Count == 0)
        {
            End(value, options.OutputName);
            return;
        }

        End(value, _heads[^1]);
        _ = graph.Node("Concat", options.OutputName, _heads, Attributes.Int("axis", -1));
    }

    /// <summary>Gives a result its name among the outputs; what others read too keeps its own.</summary>
    private void End(string value, string output)
    {
        if (value == _trunk)
            _ = graph.Node("Identity", output, [value]);
        else
            graph.Rename(value, output);
    }

    private string Block(TopologyBlock block, int place, string input)
    {
        if (block.Has(BlockTraits.BeginsResidual))
        {
            _residuals.Push(input);
            return input;
        }

        if (block.Has(BlockTraits.EndsResidual))
            return graph.Node("Add", graph.Free(Name("residual")), [_residuals.Pop(), input]);
        var name = graph.Free(block.Name.Length > 0 ? LowerFirst(block.Name) : Name(LowerFirst(block.Kind)));
        return OnnxBlocks.Write(new BlockWriter(graph, tensors, block, name, input, opset), topology.Name, place);
    }

    private string Name(string kind)
    {
        var number = _counts.GetValueOrDefault(kind);
        _counts[kind] = number + 1;
        return kind + number.ToString(CultureInfo.InvariantCulture);
    }

    private static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
