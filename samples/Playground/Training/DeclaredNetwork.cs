using System.Diagnostics;
using Compiled;
using Compiled.Dynamic;
using Playground.Data;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>A declaration that was parsed, found to fit the data and the limits, and compiled.</summary>
public sealed class DeclaredNetwork
{
    private static readonly HashSet<string> OfTheClass = new(StringComparer.Ordinal) { "Network", "Budget", "Differentiable", "L1", "L2" };

    private readonly DeclaredAttribute[] _blocks;

    private DeclaredNetwork(NetworkDeclaration declaration, DynamicNetworkType type, IReadOnlyList<NetworkProblem> warnings, double milliseconds)
    {
        (Declaration, Type, Warnings, Milliseconds) = (declaration, type, warnings, milliseconds);
        _blocks = [.. declaration.Attributes.Where(static attribute => IsBlock(attribute))];
    }

    /// <summary>The declaration.</summary>
    public NetworkDeclaration Declaration { get; }

    /// <summary>Its class.</summary>
    public DynamicNetworkType Type { get; }

    /// <summary>What a build would warn of.</summary>
    public IReadOnlyList<NetworkProblem> Warnings { get; }

    /// <summary>How long the compilation took.</summary>
    public double Milliseconds { get; }

    /// <summary>Whether an equal declaration was in use already.</summary>
    public bool IsCached => !ReferenceEquals(Type.Declaration, Declaration);

    /// <summary>Parses, checks and compiles. Nothing of the text reaches the compiler as it is.</summary>
    /// <exception cref="NetworkCompilationException">The declaration is wrong, or does not fit the data or the limits: the problems have places in the text.</exception>
    public static DeclaredNetwork Compile(string text, Samples samples, CancellationToken cancellation)
    {
        var declaration = NetworkDeclaration.Parse(text).WithName("PlaygroundNet");
        var outline = NetworkCompiler.Outline(declaration, cancellation);
        if (new DeclarationChecks(declaration, outline.Topology, samples).Run() is { Count: > 0 } problems)
            throw new NetworkCompilationException(declaration.Name, problems);
        var start = Stopwatch.GetTimestamp();
        var type = NetworkCompiler.Compile(declaration, cancellation);
        return new(declaration, type, outline.Warnings, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The message that tells the client of it.</summary>
    public NetworkMessage Describe(int? id, int revision, SessionState state, Samples samples)
    {
        var topology = Type.Topology;
        List<DeclaredAttribute> losses = [.. Declaration.Attributes.Where(static attribute => IsLoss(attribute))];
        var loss = losses[0];
        var network = Declaration.Attributes[0].Span ?? default;
        List<BlockMessage> blocks = [];
        var offset = 0;
        for (var index = 0; index < topology.Blocks.Count; index++)
        {
            var (block, attribute) = (topology.Blocks[index], _blocks[index]);
            var span = attribute.Span ?? default;
            blocks.Add(new(index, block.Kind, block.Name, attribute.Text, span.Start, span.Length)
            {
                Inputs = block.Inputs,
                Outputs = block.Outputs,
                Parameters = block.Parameters,
                Offset = offset,
                Bias = block.HasBias,
                Group = Catalogue.Blocks.FirstOrDefault(entry => entry.Kind == block.Kind)?.Group ?? "structure",
            });
            offset += block.Parameters;
        }

        return new(id, revision, state)
        {
            Text = state.Declaration,
            Canonical = Declaration.Text,
            Source = Declaration.ToSource(),
            CompileMilliseconds = Math.Round(Milliseconds, 2),
            Cached = IsCached,
            Inputs = topology.InputSize,
            Outputs = topology.OutputSize,
            Parameters = topology.ParameterCount,
            Classes = samples.ClassNames,
            Network = new(network.Start, network.Length),
            Blocks = blocks,
            Loss = Describe(loss),
            Heads = topology.Heads.Count == 0 ? [] : [.. HeadPlan.Of(topology, samples).Select((head, index) => Describe(head, index, losses[index]))],
            Differentiable = Declaration.Attributes.Any(static attribute => attribute.Kind == "Differentiable"),
            Warnings = [.. Warnings.Select(warning => Describe(warning, state.Declaration, "warning"))],
            Thumbs = [.. UnitPictures.BlocksOf(topology, samples).Select(static picture => new ThumbsMessage(picture.Block, picture.Units))],
        };
    }

    /// <summary>A problem as the client gets it.</summary>
    public static ProblemMessage Describe(NetworkProblem problem, string text, string severity = "error")
    {
        var place = problem.Span ?? default;
        var start = Math.Min(place.Start, text.Length);
        var before = text.AsSpan(0, start);
        return new(problem.Id, problem.Message, start, Math.Min(place.Length, text.Length - start))
        {
            Line = before.Count('\n') + 1,
            Column = start - before.LastIndexOf('\n'),
            Severity = severity,
        };
    }

    private HeadMessage Describe(HeadPlan head, int index, DeclaredAttribute loss)
    {
        var begins = Type.Topology.Blocks.Index().Where(static block => block.Item.Traits.HasFlag(BlockTraits.BeginsHead)).ElementAt(index).Index;
        var span = _blocks[begins].Span ?? default;
        return new(head.Name, head.Target.Id, span.Start, span.Length)
        {
            Classes = head.Target.ClassNames,
            Offset = head.Offset,
            Outputs = head.Code.Outputs,
            Weight = head.Weight,
            Loss = Describe(loss),
            First = begins,
            Last = head.LastBlock,
            Low = head.Target.Low,
            High = head.Target.High,
        };
    }

    private static LossMessage Describe(DeclaredAttribute loss) => new(loss.Kind, loss.Text, loss.Span?.Start ?? 0, loss.Span?.Length ?? 0);

    /// <summary>Whether an attribute is a block of the chain, and neither a loss nor of the class.</summary>
    private static bool IsBlock(DeclaredAttribute attribute) => !IsLoss(attribute) && !OfTheClass.Contains(attribute.Kind);

    private static bool IsLoss(DeclaredAttribute attribute) => new TopologyBlock(attribute.Kind, "", 0, 0, 0, false).Traits.HasFlag(BlockTraits.Loss);
}
