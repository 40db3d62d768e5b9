using Compiled.Generator.Blocks;
using Compiled.Generator.Model;

namespace Compiled.Generator.Diagnostics;

/// <summary>The attributes of a class by their sites, for whoever looks for the place of a remedy.</summary>
/// <param name="kinds">The kind of each of Compiled's attributes, in source order.</param>
/// <param name="spec">The network as far as it was read.</param>
internal sealed class RemedySites(IReadOnlyList<string> kinds, NetworkSpec spec)
{
    public NetworkSpec Spec => spec;

    /// <summary>The kind of an attribute.</summary>
    public string Kind(int site) => kinds[site];

    /// <summary>Its block; null for what is none, such as [Network].</summary>
    public Block? Block(int site) => BlockTable.Find(kinds[site]);

    /// <summary>The sites of the network's blocks and heads, in the order of the spec; empty where they are not the same number.</summary>
    public IReadOnlyList<int> Blocks { get; } = Matching(kinds, spec);

    /// <summary>The first block of the chain.</summary>
    public int? FirstBlock => Find(0, kinds.Count, static block => block is ChainBlock);

    /// <summary>The last block before a site, within its head or the trunk.</summary>
    public int? BlockBefore(int site)
    {
        for (site--; site >= 0 && Block(site) is not HeadBlock; site--)
        {
            if (Block(site) is ChainBlock)
                return site;
        }

        return null;
    }

    /// <summary>The last block of the head, or of the trunk, that a site is in or begins.</summary>
    public int LastBlock(int site)
    {
        var last = site;
        for (var next = site + 1; next < kinds.Count && Block(next) is not HeadBlock; next++)
            last = Block(next) is ChainBlock ? next : last;
        return last;
    }

    /// <summary>The loss of that head, or of the network; null without one.</summary>
    public int? LossAfter(int site)
    {
        for (site++; site < kinds.Count && Block(site) is not HeadBlock; site++)
        {
            if (Block(site) is LossBlock)
                return site;
        }

        return null;
    }

    /// <summary>The site of the dense block of that name.</summary>
    public int? Dense(string name)
    {
        for (var index = 0; index < Blocks.Count; index++)
        {
            if (spec.Blocks[index] is DenseSpec dense && dense.Name == name)
                return Blocks[index];
        }

        return null;
    }

    /// <summary>The place among the spec's blocks; -1 for what is none of them.</summary>
    public int IndexOf(int site)
    {
        for (var index = 0; index < Blocks.Count; index++)
        {
            if (Blocks[index] == site)
                return index;
        }

        return -1;
    }

    /// <summary>A name like the given one that no block and no head has.</summary>
    public string Unused(string name)
    {
        var taken = spec.ViewedBlocks.Select(static block => block.Name).Concat(spec.Heads.Select(static head => head.Spec.Name)).ToList();
        var number = 2;
        while (taken.Contains(name + Text.Numbers.Plain(number)))
            number++;
        return name + Text.Numbers.Plain(number);
    }

    private int? Find(int first, int end, Func<Block?, bool> fits)
    {
        for (var site = first; site < end; site++)
        {
            if (fits(Block(site)))
                return site;
        }

        return null;
    }

    private static IReadOnlyList<int> Matching(IReadOnlyList<string> kinds, NetworkSpec spec)
    {
        var sites = Enumerable.Range(0, kinds.Count).Where(site => BlockTable.Find(kinds[site]) is ChainBlock or HeadBlock).ToList();
        return sites.Count == spec.Blocks.Count ? sites : [];
    }
}
