namespace Compiled.Tool.Terminal;

/// <summary>A topology as a table.</summary>
internal static class TopologyTable
{
    /// <summary>A row a block.</summary>
    public static TextTable Of(Topology topology)
    {
        var table = new TextTable("block", "arguments", ">inputs", ">outputs", ">parameters");
        foreach (var block in topology.Blocks)
        {
            var title = block.Name.Length == 0 || block.Name == block.Kind ? block.Kind : $"{block.Name} ({block.Kind})";
            table.Add(title, block.Arguments, Figures.Whole(block.Inputs), Figures.Whole(block.Outputs), Figures.Whole(block.Parameters));
        }

        return table;
    }

    /// <summary>The line below: parameters, bytes, loss.</summary>
    public static string Totals(Topology topology)
    {
        var loss = topology.Loss is null ? "no loss" : topology.LossArguments.Length == 0 ? $"loss {topology.Loss}" : $"loss {topology.Loss}({topology.LossArguments})";
        return $"{Figures.Whole(topology.InputSize)} -> {Figures.Whole(topology.OutputSize)}, {Figures.Count(topology.ParameterCount, "parameter")} ({Figures.Count(4L * topology.ParameterCount, "byte")}), {loss}";
    }
}
