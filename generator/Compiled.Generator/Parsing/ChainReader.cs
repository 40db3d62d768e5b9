using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Parsing;

/// <summary>Reads the blocks in order, each by its kind, and checks their places. Free of Roslyn.</summary>
internal sealed class ChainReader(string networkName, List<Problem> problems)
{
    private readonly List<BlockSpec> _blocks = [];
    private readonly List<BlockFacts> _facts = [];
    private readonly Dictionary<int, BlockFacts> _lossFacts = [];
    private LossSpec? _loss;
    private string? _misplaced;
    private bool _hasHeads;
    private int _head = -1;
    private int _trunkWidth;

    /// <summary>The blocks from input to output.</summary>
    public IReadOnlyList<BlockSpec> Blocks => _blocks;

    /// <summary>The attribute of each of <see cref="Blocks"/>.</summary>
    public IReadOnlyList<BlockFacts> Facts => _facts;

    public LossSpec? Loss => _loss;

    /// <summary>The attribute of each loss, by the place of its head among <see cref="Blocks"/>; by -1 in a network without heads.</summary>
    public IReadOnlyDictionary<int, BlockFacts> LossFacts => _lossFacts;

    public void Read(int inputs, IReadOnlyList<BlockFacts> attributes)
    {
        var width = inputs;
        _hasHeads = attributes.Any(static facts => BlockCatalogue.TraitsOf(facts.Kind).Has(BlockTraits.BeginsHead));
        for (var i = 0; i < attributes.Count && i < Limits.MaxBlocks; i++)
        {
            var facts = attributes[i];
            var next = i + 1 < attributes.Count ? attributes[i + 1] : null;
            switch (BlockTable.Find(facts.Kind))
            {
                case HeadBlock head:
                    // Each head reads what leaves the trunk.
                    _trunkWidth = width = _head < 0 ? width : _trunkWidth;
                    _blocks.Add(head.Read(facts, new ReadContext(width, _blocks, next, problems)));
                    _facts.Add(facts);
                    _head = _blocks.Count - 1;
                    _misplaced = null;
                    _loss = LossSpec.OfHeads;
                    break;
                case LossBlock loss:
                    ReadLoss(loss, facts, new ReadContext(width, _blocks, next, problems));
                    break;
                case ChainBlock kind:
                    var block = kind.Read(facts, new ReadContext(width, _blocks, NextInPredictions(attributes, i), problems));
                    if (block is ActivationSpec activation && !BlockTable.Activation(activation.Kind).IsElementwise && next is not null && IsFollowed(next))
                    {
                        _misplaced = block.Kind;
                        Report(ProblemIds.SoftmaxNotLast, facts, block.Kind, next.Kind);
                    }

                    _blocks.Add(block);
                    _facts.Add(facts);
                    width = block.Outputs;
                    break;
            }
        }

        if (attributes.Count > Limits.MaxBlocks)
        {
            Report(
                ProblemIds.TooManyBlocks, attributes[Limits.MaxBlocks],
                networkName, Numbers.Text(attributes.Count), Numbers.Text(Limits.MaxBlocks));
        }
    }

    /// <summary>What follows in predictions: initialisers look through dropout and noise at the activation behind.</summary>
    private static BlockFacts? NextInPredictions(IReadOnlyList<BlockFacts> attributes, int index) =>
        attributes.Skip(index + 1).FirstOrDefault(static facts => BlockTable.Find(facts.Kind) is not LayerBlock { IsForTrainingOnly: true });
    /// <summary>Whether the chain goes on: a head ends the one before, and goes on with the trunk.</summary>
    private bool IsFollowed(BlockFacts next) => BlockTable.Find(next.Kind) is ChainBlock || (_head < 0 && BlockCatalogue.TraitsOf(next.Kind).Has(BlockTraits.BeginsHead));

    private void ReadLoss(LossBlock kind, BlockFacts facts, ReadContext context)
    {
        if (_hasHeads && _head < 0)
        {
            Report(ProblemIds.LossOfTrunk, facts, facts.Kind, networkName);
            return;
        }

        var head = _head < 0 ? null : (HeadSpec)_blocks[_head];
        if ((head is null ? _loss : head.HasLoss ? head.Loss : null) is { } first)
        {
            Report(ProblemIds.SecondLoss, facts, head?.Name ?? networkName, facts.Kind, first.Kind);
            return;
        }

        var loss = kind.Read(facts, context);
        _lossFacts[_head] = facts;
        if (head is null)
            _loss = loss;
        else
            _blocks[_head] = head with { Loss = loss, HasLoss = true };
        if (context.Next is { } next && BlockTable.Find(next.Kind) is ChainBlock)
        {
            Report(ProblemIds.LossNotLast, facts, facts.Kind, next.Kind);
            return;
        }

        var block = _blocks.Count == 0 ? null : _blocks[_blocks.Count - 1];
        var last = block?.Kind;
        // Targets that are classes are the mistake there, for which there is a message of its own.
        if (BlockCatalogue.TraitsOf(last ?? "").Has(BlockTraits.ScalesTargets))
            return;
        // An activation that was written, but in the wrong place, is one mistake and not two.
        if (kind.Partner is not null && !kind.Fuses(last ?? "") && !kind.Fuses(_misplaced ?? ""))
            Report(ProblemIds.LossWithoutPartner, facts, facts.Kind, kind.Partner, last is null ? "there is nothing" : $"{last} is there", PartnerRemedy(facts.Kind, kind.Partner, block));
    }

    /// <summary>What the code fix for a loss without its activation does, in words.</summary>
    private static string PartnerRemedy(string loss, string partner, BlockSpec? last)
    {
        // Class probabilities over one output would always be 1.
        if (last?.Outputs == 1 && BlockCatalogue.TraitsOf(partner).Has(BlockTraits.Classes))
            return $"end a network with one output with [{Sigmoids.Sigmoid.Name}] and [{Losses.BinaryCrossEntropy.Name}]";
        if (last is not null && BlockCatalogue.LossAfter(BlockCatalogue.TraitsOf(last.Kind)) is var fit && fit.Partner is not null)
            return $"write [{fit.Name}] instead of [{loss}]";
        return last is ActivationSpec ? $"write [{partner}] instead of [{last.Kind}]" : $"write [{partner}] before [{loss}]";
    }

    private void Report(string id, BlockFacts facts, params string[] arguments) =>
        problems.Add(new Problem(id, arguments.ToEquatableArray(), facts.Site));
}
