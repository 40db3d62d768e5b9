using System.Globalization;
using Compiled;
using Compiled.Dynamic;
using Playground.Data;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>What the playground asks of a declaration beyond what every network must be.</summary>
internal sealed class DeclarationChecks(NetworkDeclaration declaration, Topology topology, Samples samples)
{
    private readonly List<NetworkProblem> _problems = [];

    /// <summary>Everything that does not fit.</summary>
    public IReadOnlyList<NetworkProblem> Run()
    {
        if (topology.InputSize != samples.InputSize)
            Add("PLAY0001", "Network", $"The data has {samples.InputSize} inputs, but the network takes {topology.InputSize}: write [Network(inputs: {samples.InputSize})].");
        else if (topology.Heads.Count > 0)
            CheckHeads();
        else if (topology.Loss is null)
            Add("PLAY0003", null, $"The network has no loss, so it cannot be trained: end it with [{(topology.OutputSize == 1 ? "BinaryCrossEntropy" : "CrossEntropy")}].");
        CheckSizes();
        return _problems;
    }

    private void CheckSizes()
    {
        if (topology.Blocks.Count > Limits.Blocks)
            Add("PLAY0004", null, $"The network has {topology.Blocks.Count} blocks, but the playground takes at most {Limits.Blocks}: remove some.");
        var last = topology.Blocks.LastOrDefault(static block => block.Traits.HasFlag(BlockTraits.Dense));
        foreach (var (block, attribute) in topology.Blocks.Where(static block => block.Traits.HasFlag(BlockTraits.Dense)).Zip(declaration.Attributes.Where(attribute => attribute.Kind == last!.Kind)))
        {
            if (block.Outputs > Limits.Units)
                _problems.Add(Problem("PLAY0005", attribute.Span, $"A dense block has {block.Outputs} units, but the playground takes at most {Limits.Units}: use fewer."));
        }

        if (topology.ParameterCount > Limits.Parameters)
            Add("PLAY0006", null, $"The network has {topology.ParameterCount} parameters, but the playground takes at most {Limits.Parameters}: use fewer units.");
        if (topology.Heads.Count > 0)
            return;
        if (topology.OutputSize > Limits.Outputs)
            AddAtLast("PLAY0007", last, $"The network has {topology.OutputSize} outputs, but the playground takes at most {Limits.Outputs}: there are {samples.Classes} classes.");
        else if (topology.OutputSize == 1 ? samples.Classes > 2 : topology.OutputSize < samples.Classes)
            AddAtLast("PLAY0008", last, $"The data has {samples.Classes} classes, but the network has {topology.OutputSize} output{(topology.OutputSize == 1 ? "" : "s")}: end it with Dense({samples.Classes}), Softmax and CrossEntropy.");
    }

    /// <summary>Each head is named after a target, has outputs for it, and a loss that judges it.</summary>
    private void CheckHeads()
    {
        foreach (var (head, attribute) in topology.Heads.Zip(declaration.Attributes.Where(static attribute => attribute.Kind == "Head")))
        {
            void AddHere(string id, FormattableString message) => _problems.Add(Problem(id, attribute.Span, message));
            var name = head.Name.ToLowerInvariant();
            if (samples.Target(name) is not { } target)
                AddHere("PLAY0002", $"{Targets.Refuse(name, samples)}");
            else if (target.Classes == 0 && head.Size != 1)
                AddHere("PLAY0009", $"Head '{name}' learns a number, but has {head.Size} outputs: end it with Dense(1) and MeanSquaredError.");
            else if (target.Classes == 0 && new LossRule(head.Loss, head.LossArguments).IsOfClasses)
                AddHere("PLAY0010", $"Head '{name}' learns a number, which {head.Loss} does not judge: end it with Dense(1) and MeanSquaredError.");
            else if (head.Size > Limits.Outputs)
                AddHere("PLAY0007", $"Head '{name}' has {head.Size} outputs, but the playground takes at most {Limits.Outputs}: there are {target.Classes} classes.");
            else if (target.Classes > 0 && (head.Size == 1 ? target.Classes > 2 : head.Size < target.Classes))
                AddHere("PLAY0008", $"Head '{name}' has {target.Classes} classes, but {head.Size} output{(head.Size == 1 ? "" : "s")}: end it with Dense({target.Classes}), Softmax and CrossEntropy.");
        }
    }

    private void AddAtLast(string id, TopologyBlock? last, FormattableString message) =>
        _problems.Add(Problem(id, (declaration.Attributes.LastOrDefault(attribute => attribute.Kind == last?.Kind) ?? declaration.Attributes[0]).Span, message));

    private void Add(string id, string? kind, FormattableString message) =>
        _problems.Add(Problem(id, (declaration.Attributes.FirstOrDefault(attribute => attribute.Kind == kind) ?? declaration.Attributes[^1]).Span, message));

    private static NetworkProblem Problem(string id, NetworkSpan? span, FormattableString message) => new(id, message.ToString(CultureInfo.InvariantCulture)) { Span = span };
}
