namespace Compiled.Generator.Text;

/// <summary>What is in scope where a step's backward pass is written: the names of places in memory and of values.</summary>
/// <param name="Gradient">The gradient at the outputs of a block, which becomes the one at its inputs.</param>
/// <param name="Rows">The number of rows.</param>
internal sealed record BackwardScope(string Gradient, string Rows = "rows")
{
    /// <summary>The memory of all parameters.</summary>
    public string Parameters => "parameters";

    /// <summary>The memory of all gradients, which lie as the parameters do.</summary>
    public string Gradients => "gradients";

    /// <summary>The trainer's memory, which begins with the statistics of a batch.</summary>
    public string Memory => "memory";

    /// <summary>Whether the chunk is the first of its shard, so that sums start from zero.</summary>
    public string First => "first";

    /// <summary>How many shards before are joined after this chunk.</summary>
    public string Joins => "joins";
}
