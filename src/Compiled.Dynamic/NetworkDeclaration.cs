using System.Collections.Immutable;
using System.Globalization;
using Compiled.Dynamic.Declarations;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic;

/// <summary>
/// A network as data, before it is compiled: the attributes that would declare it in C#. Built block by block, as in
/// <c>new NetworkDeclaration(inputs: 4).Dense(16).Relu().Dense(3).Softmax().CrossEntropy()</c>, or read from text.
/// </summary>
/// <remarks>
/// Immutable, so safe on any number of threads: each method returns a new declaration, and one prefix can be reused for many networks. Equal by value. Nothing is
/// checked before <see cref="NetworkCompiler.Compile"/>, except what could not be written as an attribute.
/// </remarks>
public sealed partial class NetworkDeclaration : IEquatable<NetworkDeclaration>
{
    private const string DefaultName = "DynamicNet";

    private readonly ImmutableArray<AttributeText> _attributes;

    /// <summary>A network without blocks.</summary>
    /// <param name="inputs">Floats in one input row.</param>
    public NetworkDeclaration(int inputs)
        : this([AttributeText.Of("Network", $"inputs: {Arguments.Int(inputs)}")], DefaultName, [], [])
    {
    }

    private NetworkDeclaration(ImmutableArray<AttributeText> attributes, string name, IReadOnlyList<string> classes, IReadOnlyList<string> features) =>
        (_attributes, Name, Classes, Features) = (attributes, name, classes, features);

    /// <summary>The name of the class, which is part of the topology and of files: DynamicNet unless set by <see cref="WithName"/>.</summary>
    public string Name { get; }

    /// <summary>The labels of the classes, in order; empty when they have none.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The names of the inputs, in order; empty when they have none.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The attributes in order, each with its place in the text that was parsed.</summary>
    public IReadOnlyList<DeclaredAttribute> Attributes =>
        [.. _attributes.Select(static attribute => new DeclaredAttribute(attribute.Kind, attribute.Text) { Span = attribute.Place?.Attribute })];

    /// <summary>The attributes as C# text, with one line for each dense block and the blocks that follow it, in the form that <see cref="Parse"/> reads.</summary>
    public string Text
    {
        get
        {
            List<List<string>> lines = [];
            var isAfterDense = false;
            foreach (var attribute in _attributes)
            {
                var traits = BlockCatalogue.TraitsOf(attribute.Kind);
                if (isAfterDense && traits != BlockTraits.None && traits.FollowsDense())
                {
                    lines[^1].Add(attribute.Text);
                    continue;
                }

                lines.Add([attribute.Text]);
                isAfterDense = traits.Has(BlockTraits.Dense);
            }

            return string.Join('\n', lines.Select(static line => $"[{string.Join(", ", line)}]"));
        }
    }

    /// <summary>
    /// Reads attribute lists, as <see cref="Text"/> and <see cref="Topology.Declaration"/> write them. The text may come from untrusted input: it may have at most 65,536
    /// characters and contain only the attributes of built-in blocks with constant arguments; anything else is rejected before it is compiled.
    /// </summary>
    /// <param name="text">From <c>[Network(inputs: 4)]</c> to the loss.</param>
    /// <exception cref="NetworkCompilationException">The text is not a declaration; the message has the line and column of the first error.</exception>
    public static NetworkDeclaration Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var attributes = AttributeParser.Parse(text, DefaultName);
        var networks = attributes.Where(static attribute => attribute.Kind == "Network").ToList();
        if (networks.Count != 1)
        {
            throw new NetworkCompilationException(DefaultName, [new(NetworkProblem.UnfitAttribute, string.Create(CultureInfo.InvariantCulture,
                $"the declaration has {networks.Count} Network attributes instead of one: begin it with [Network(inputs: …)]."))
            {
                Span = (networks.Count > 0 ? networks[1] : attributes.FirstOrDefault())?.Place!.Attribute,
            }]);
        }

        return new([.. attributes.OrderBy(static attribute => attribute.Kind != "Network")], DefaultName, [], []);
    }

    /// <summary>The declaration of a network of this topology, with its name, its classes and its features.</summary>
    /// <exception cref="NetworkCompilationException">The topology has a user-defined activation or loss, which text cannot name.</exception>
    public static NetworkDeclaration Of(Topology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var declaration = Parse(topology.Declaration).WithoutPlaces().WithName(topology.Name).WithFeatures(topology.Features);
        return topology.Classes.Count > 0 && declaration.TakesClasses(topology.Classes.Count) ? declaration.WithClasses(topology.Classes) : declaration;
    }

    /// <summary>The same network under another name of the class.</summary>
    /// <param name="name">A C# identifier.</param>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public NetworkDeclaration WithName(string name)
    {
        CheckIdentifier(name, nameof(name), "class");
        return new(_attributes, name, Classes, Features);
    }

    /// <summary>
    /// Labels the classes: any strings, one for each output of a last <c>Softmax</c> or <c>LogSoftmax</c>, or two for a <c>Sigmoid</c> of width 1, the negative class first. They become the
    /// members of an enum, are the topology's classes, are saved in files, and are compared with the classes of datasets.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two, an empty one, or two alike.</exception>
    public NetworkDeclaration WithClasses(params IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ImmutableArray<string> classes = [.. labels];
        if (classes.Length < 2)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{(classes.Length == 1 ? "There is 1 label" : $"There are {classes.Length} labels")}: a classifier needs at least two classes."), nameof(labels));
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < classes.Length; index++)
        {
            if (string.IsNullOrEmpty(classes[index]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Label {index} is empty: give each class a name."), nameof(labels));
            if (!seen.TryAdd(classes[index], index))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Labels {seen[classes[index]]} and {index} are both '{classes[index]}': give each class its own name."), nameof(labels));
        }

        return NameList.Problem(classes, "class") is { } problem
            ? throw new ArgumentException(char.ToUpperInvariant(problem[0]) + problem[1..] + ".", nameof(labels)) : new(_attributes, Name, classes, Features);
    }

    /// <summary>
    /// Names the inputs, one name for each, in order, like <c>[Features]</c>. They are the topology's features, are saved in files, and match the columns of datasets.
    /// </summary>
    /// <param name="names">One name per input, which <see cref="NetworkCompiler.Compile"/> checks; none to remove the names.</param>
    /// <exception cref="ArgumentException">A name is empty, too long, or appears twice.</exception>
    public NetworkDeclaration WithFeatures(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ImmutableArray<string> features = [.. names];
        return NameList.Problem(features, "feature") is { } problem
            ? throw new ArgumentException(char.ToUpperInvariant(problem[0]) + problem[1..] + ".", nameof(names))
            : new(_attributes, Name, Classes, features);
    }

    /// <summary>Adds blocks that are written as attributes, with or without their brackets: <c>Dense(16, L2 = 1e-4), Relu</c>. The rules of <see cref="Parse"/> apply.</summary>
    /// <exception cref="NetworkCompilationException">The text is not a declaration; the message has the line and column of the first error.</exception>
    public NetworkDeclaration Add(string attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var added = AttributeParser.Parse(attributes, Name, isBare: !attributes.AsSpan().TrimStart().StartsWith("["));
        if (added.Any(static attribute => attribute.Kind == "Network"))
            throw new NetworkCompilationException(Name, [new(NetworkProblem.UnfitAttribute, "the declaration already has a Network attribute: add blocks and a loss.")]);
        return new(_attributes.AddRange(added.Select(Placeless)), Name, Classes, Features);
    }

    /// <inheritdoc/>
    public bool Equals(NetworkDeclaration? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkDeclaration);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The attributes: <see cref="Text"/>.</summary>
    public override string ToString() => Text;

    /// <summary>The place of an argument of an attribute, or of the attribute; of what concerns the whole class, the place of its Network attribute.</summary>
    /// <param name="attribute">Its number; another number is of the class.</param>
    /// <param name="argument">The argument's name in camel case, or null.</param>
    [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    internal NetworkSpan? SpanOf(int attribute, string? argument) => attribute >= 0 && attribute < _attributes.Length
        ? _attributes[attribute].Place?.Of(_attributes[attribute].Kind, argument)
        : ClassSpan;

    /// <summary>The same by the argument's number; below 0 for the attribute.</summary>
    internal NetworkSpan? SpanOf(int attribute, int argument) => attribute >= 0 && attribute < _attributes.Length ? _attributes[attribute].Place?.Of(argument) : ClassSpan;

    private NetworkSpan? ClassSpan => _attributes[0].Place?.Attribute;

    /// <summary>All that decides what is compiled. The names are quoted, so that no two lists of them read alike.</summary>
    internal string Key => $"{Name}\n{Text}\n{string.Join(',', Classes.Select(Arguments.Quoted))}\n{string.Join(',', Features.Select(Arguments.Quoted))}";

    private NetworkDeclaration WithoutPlaces() => new([.. _attributes.Select(Placeless)], Name, Classes, Features);

    private static AttributeText Placeless(AttributeText attribute) => attribute with { Place = null };

    /// <summary>
    /// Whether the outputs can have that many labels: those of a softmax, or the one of a sigmoid that gives the probability of a yes. Where the declaration is wrong, the compiler says what is.
    /// </summary>
    [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    internal bool TakesClasses(int count)
    {
        if (new NetworkDeclaration(_attributes, Name, [], []).ReadOutline() is not { } outline)
            return true;
        var topology = outline.Topology;
        return topology.IsClassifier ? topology.OutputSize == count
            : count == 2 && topology.OutputSize == 1 && topology.Blocks[^1].Has(BlockTraits.BinaryProbability)
                && (topology.Loss is null || LossTraits.Of(topology.Loss).Meaning == OutputMeaning.Probabilities);
    }

    /// <summary>The outline, or null where something is wrong.</summary>
    [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    internal NetworkOutline? ReadOutline() => Outlines.OutlineReader.Read(_attributes, this);

    /// <summary>The generator's spec of a class in a namespace, or null where something is wrong.</summary>
    [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    internal Outlines.ReadSpec? ReadSpec(string? namespaceName) => Outlines.SpecReader.Read(_attributes, this, namespaceName);

    private NetworkDeclaration With(string kind, params ReadOnlySpan<string> arguments) => new(_attributes.Add(AttributeText.Of(kind, arguments)), Name, Classes, Features);

    private static void CheckIdentifier(string name, string argument, string what)
    {
        ArgumentNullException.ThrowIfNull(name, argument);
        if (!SyntaxFacts.IsValidIdentifier(name) || !name.All(static character => char.IsLetterOrDigit(character) || character == '_'))
            throw new ArgumentException($"'{name}' is not a valid {what} name: use letters, digits and underscores, and do not begin with a digit.", argument);
    }
}
