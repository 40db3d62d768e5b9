extern alias generator;

using generator::Compiled.Generator.Model;

namespace Compiled.Dynamic.Emission;

/// <summary>The blocks of a network by the words of emitted sentences.</summary>
internal sealed class BlockFinder(NetworkSpec spec)
{
    private readonly BlockSpec[] _blocks = [.. spec.Blocks];

    /// <summary>How often each sentence that names only a kind has come in this method.</summary>
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>The dense blocks.</summary>
    public IReadOnlyList<int> Dense { get; } = [.. spec.Blocks.Index().Where(static block => block.Item is DenseSpec).Select(static block => block.Index)];

    /// <summary>A method computes every block once more.</summary>
    public void BeginMethod() => _seen.Clear();

    /// <summary>"Dense0, Dense2: 64 to 32, Relu. …": the dense blocks that share sizes.</summary>
    public IReadOnlyList<int> OfShape(string summary)
    {
        var colon = summary.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return [];
        var names = summary[..colon].Split(", ").Select(static name => name.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        return [.. Dense.Where(block => names.Contains(NameOf(block)))];
    }

    /// <summary>"Dense0, 64 to 32, Relu." or "Dropout." or a sentence about a residual: its block.</summary>
    public int? OfHeading(string heading, EmittedPass pass)
    {
        var comma = heading.IndexOf(", ", StringComparison.Ordinal);
        if (comma > 0 && heading.Contains(" to ", StringComparison.Ordinal))
            return Find(Dense, block => NameOf(block) == heading[..comma]);
        if (heading.StartsWith("The residual", StringComparison.Ordinal))
            return Next(nameof(BlockTraits.EndsResidual), static block => Has(block, BlockTraits.EndsResidual), pass);
        if (heading.StartsWith("The gradient that has skipped", StringComparison.Ordinal))
            return Next(nameof(BlockTraits.BeginsResidual), static block => Has(block, BlockTraits.BeginsResidual), pass);
        var kind = heading.TrimEnd('.');
        return Next(kind, block => block.Kind == kind, pass);
    }

    /// <summary>The activation at the end of the heading of a dense block, which may have taken over a norm between.</summary>
    public int? ActivationOf(string heading, int block)
    {
        var kind = heading.TrimEnd('.').Split(", ")[^1];
        return Enumerable.Range(block + 1, _blocks.Length - block - 1).TakeWhile(next => _blocks[next] is not DenseSpec)
            .Where(next => _blocks[next] is ActivationSpec && _blocks[next].Kind == kind).Select(static next => (int?)next).FirstOrDefault();
    }

    /// <summary>The activation that a line in the section of another block calls.</summary>
    public int? ActivationIn(string line, int section, EmittedPass pass, bool isPast)
    {
        var before = pass == EmittedPass.Backward ? Before(section) : [];
        foreach (var block in isPast ? before.Concat(After(section)) : After(section).Concat(before))
        {
            var kind = _blocks[block].Kind;
            if (Array.Exists([$" {kind}Activation(", $"{kind}Kernel.", $"{kind}Gradient."], call => line.Contains(call, StringComparison.Ordinal)))
                return block;
        }

        return null;
    }

    /// <summary>The activations that follow a block at once.</summary>
    private IEnumerable<int> After(int block) => Enumerable.Range(block + 1, _blocks.Length - block - 1).TakeWhile(next => _blocks[next] is ActivationSpec);

    private IEnumerable<int> Before(int block) => Enumerable.Range(0, block).Reverse().TakeWhile(next => _blocks[next] is ActivationSpec);

    private int? Next(string key, Func<BlockSpec, bool> fits, EmittedPass pass)
    {
        List<int> blocks = [.. _blocks.Index().Where(block => fits(block.Item)).Select(static block => block.Index)];
        if (pass == EmittedPass.Backward)
            blocks.Reverse();
        var count = _seen.GetValueOrDefault(key);
        _seen[key] = count + 1;
        return count < blocks.Count ? blocks[count] : null;
    }

    private string NameOf(int block) => _blocks[block] is LearnedSpec learned ? learned.Name : "";

    private static int? Find(IReadOnlyList<int> blocks, Func<int, bool> fits) => blocks.Where(fits).Select(static block => (int?)block).FirstOrDefault();

    private static bool Has(BlockSpec block, BlockTraits trait) => ((BlockTraits)(int)block.Traits & trait) != 0;
}
