using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Weights;

/// <summary>A network as Topology.Declaration and NetworkTensor will describe it at run time: what the header of its .weights file says.</summary>
internal static class DeclaredNetwork
{
    /// <summary>The attributes, one a line, without the losses, which weights do not depend on.</summary>
    public static IEnumerable<string> Declaration(NetworkSpec spec)
    {
        yield return $"[Network(inputs: {Literals.Int(spec.Inputs)})]";
        foreach (var block in spec.Blocks)
        {
            var arguments = block switch
            {
                HeadSpec head => $"\"{head.Name}\"",
                DenseSpec dense => Joined(Literals.Int(dense.Outputs), Arguments(block)),
                _ => Arguments(block),
            };
            yield return arguments.Length == 0 ? $"[{block.Kind}]" : $"[{block.Kind}({arguments})]";
        }
    }

    /// <summary>The tensors in their order: "0.weight [8, 4]".</summary>
    public static List<string> Tensors(NetworkSpec spec)
    {
        List<string> tensors = [];
        var (place, targets) = (0, 0);
        foreach (var block in spec.Blocks)
        {
            if (block is LayerSpec { Width: var width } && block.Has(BlockTraits.ScalesInputs))
            {
                tensors.Add(WeightsTensors.Text(WeightsTensors.Means, width));
                tensors.Add(WeightsTensors.Text(WeightsTensors.Factors, width));
                tensors.Add(WeightsTensors.Text(WeightsTensors.Fitted, 1));
            }
            else if (block is LayerSpec { IsForTargets: true, Width: var outputs })
            {
                var prefix = WeightsTensors.Targets(targets++);
                tensors.Add(WeightsTensors.Text(prefix + WeightsTensors.TargetMeans, outputs));
                tensors.Add(WeightsTensors.Text(prefix + WeightsTensors.TargetScales, outputs));
                tensors.Add(WeightsTensors.Text(prefix + WeightsTensors.TargetFitted, 1));
            }
            else if (block.Has(BlockTraits.InSequential))
            {
                AddBlock(tensors, block, Literals.Int(place++) + ".");
            }
        }

        return tensors;
    }

    private static void AddBlock(List<string> tensors, BlockSpec block, string prefix)
    {
        switch (block)
        {
            case DenseSpec dense:
                tensors.Add(WeightsTensors.Text(prefix + "weight", dense.Outputs, dense.Inputs));
                if (dense.HasBias)
                    tensors.Add(WeightsTensors.Text(prefix + "bias", dense.Outputs));
                break;
            case LayerSpec layer:
                if (layer.Weights > 0)
                    tensors.Add(WeightsTensors.Text(prefix + "weight", layer.Weights));
                if (layer.HasBias)
                    tensors.Add(WeightsTensors.Text(prefix + "bias", layer.Weights));
                if (!layer.HasStatistics)
                    break;
                tensors.Add(WeightsTensors.Text(prefix + "running_mean", layer.Width));
                tensors.Add(WeightsTensors.Text(prefix + "running_var", layer.Width));
                break;
        }
    }

    private static string Arguments(BlockSpec block) => ArgumentText.Of(block);

    private static string Joined(string first, string others) => others.Length == 0 ? first : $"{first}, {others}";
}
