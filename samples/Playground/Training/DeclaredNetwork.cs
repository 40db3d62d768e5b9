using System.Diagnostics;
using System.Globalization;
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
        _blocks = [.. declaration.Attributes.Where(attribute => IsBlock(attribute, type.Topology))];
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
        var loss = Declaration.Attributes.First(attribute => attribute.Kind == topology.Loss);
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
            Loss = new(loss.Kind, loss.Text, loss.Span?.Start ?? 0, loss.Span?.Length ?? 0),
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

    /// <summary>Whether an attribute is a block of the chain, and not the loss or of the class.</summary>
    private static bool IsBlock(DeclaredAttribute attribute, Topology topology) => attribute.Kind != topology.Loss && !OfTheClass.Contains(attribute.Kind);
}

/// <summary>What the playground asks of a declaration beyond what every network must be.</summary>
internal sealed class DeclarationChecks(NetworkDeclaration declaration, Topology topology, Samples samples)
{
    private readonly List<NetworkProblem> _problems = [];

    /// <summary>Everything that does not fit.</summary>
    public IReadOnlyList<NetworkProblem> Run()
    {
        if (topology.InputSize != samples.InputSize)
            Add("PLAY0001", "Network", $"The data has {samples.InputSize} inputs, but the network takes {topology.InputSize}: write [Network(inputs: {samples.InputSize})].");
        if (topology.Heads.Count > 0)
            Add("PLAY0002", topology.Blocks.First(static block => block.Traits.HasFlag(BlockTraits.BeginsHead)).Kind, $"The data has one target, but the network has {topology.Heads.Count} heads: remove them.");
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
        if (topology.OutputSize > Limits.Outputs)
            AddAtLast("PLAY0007", last, $"The network has {topology.OutputSize} outputs, but the playground takes at most {Limits.Outputs}: there are {samples.Classes} classes.");
        else if (topology.OutputSize == 1 ? samples.Classes > 2 : topology.OutputSize < samples.Classes)
            AddAtLast("PLAY0008", last, $"The data has {samples.Classes} classes, but the network has {topology.OutputSize} output{(topology.OutputSize == 1 ? "" : "s")}: end it with Dense({samples.Classes}), Softmax and CrossEntropy.");
    }

    private void AddAtLast(string id, TopologyBlock? last, FormattableString message) =>
        _problems.Add(Problem(id, (declaration.Attributes.LastOrDefault(attribute => attribute.Kind == last?.Kind) ?? declaration.Attributes[0]).Span, message));

    private void Add(string id, string? kind, FormattableString message) =>
        _problems.Add(Problem(id, (declaration.Attributes.FirstOrDefault(attribute => attribute.Kind == kind) ?? declaration.Attributes[^1]).Span, message));

    private static NetworkProblem Problem(string id, NetworkSpan? span, FormattableString message) => new(id, message.ToString(CultureInfo.InvariantCulture)) { Span = span };
}
