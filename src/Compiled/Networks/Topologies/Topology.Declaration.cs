using System.Globalization;

namespace Compiled;

/// <content>The topology as the attributes that declare it.</content>
public sealed partial class Topology
{
    /// <summary>
    /// The attributes that declare this network, as C# text: from <c>[Network(inputs: 4)]</c> to the loss, one line for each dense block and the blocks that follow it. Apart from the
    /// shape it contains everything that predictions and losses depend on; initialisers, penalties, budgets, the names of the features and the enum of the classes are not in it.
    /// </summary>
    public string Declaration
    {
        get
        {
            List<List<string>> lines = [[string.Create(CultureInfo.InvariantCulture, $"Network(inputs: {InputSize})")]];
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            var (head, isAfterDense) = (-1, false);
            foreach (var block in Blocks)
            {
                if (block.Has(BlockTraits.BeginsHead))
                    AddLoss(lines, head++);
                var number = counts.GetValueOrDefault(block.Kind);
                counts[block.Kind] = number + 1;
                var attribute = Attribute(block, block.Kind + number.ToString(CultureInfo.InvariantCulture), head);
                if (block.Traits.FollowsDense() && isAfterDense)
                    lines[^1].Add(attribute);
                else
                    lines.Add([attribute]);
                isAfterDense = block.Has(BlockTraits.Dense) || (isAfterDense && block.Traits.FollowsDense());
            }

            AddLoss(lines, head);
            return string.Join('\n', lines.Select(static line => $"[{string.Join(", ", line)}]"));
        }
    }

    /// <summary>The loss of the whole, or of a head that ends.</summary>
    private void AddLoss(List<List<string>> lines, int head)
    {
        if (Heads.Count == 0 && Loss is not null)
            lines.Add([Written(LossKind(Loss), LossArguments)]);
        else if (head >= 0)
            lines.Add([Written(LossKind(Heads[head].Loss), Heads[head].LossArguments)]);
    }

    /// <summary>A loss of the user's is titled with its struct: Loss(MyLoss).</summary>
    private static string LossKind(string title) => title.Split('(')[0];

    private string Attribute(TopologyBlock block, string standardName, int head)
    {
        List<string> arguments = [];
        if (block.Has(BlockTraits.Dense))
            arguments.Add(block.Outputs.ToString(CultureInfo.InvariantCulture));
        if (block.Has(BlockTraits.BeginsHead))
        {
            arguments.Add($"\"{block.Name}\"");
            if (Heads[head].Weight != 1)
                arguments.Add(string.Create(CultureInfo.InvariantCulture, $"Weight = {Heads[head].Weight}"));
        }

        if (block.Arguments.Length > 0)
            arguments.Add(block.Arguments);
        if (!block.Has(BlockTraits.BeginsHead) && block.Name.Length > 0 && block.Name != standardName)
            arguments.Add($"Name = \"{block.Name}\"");
        return Written(block.Kind, string.Join(", ", arguments));
    }

    private static string Written(string kind, string arguments) => arguments.Length == 0 ? kind : $"{kind}({arguments})";
}
