namespace Compiled.Import;

/// <summary>Something that keeps a model from being imported: a sentence. It leaves the package as a <see cref="ModelFileException"/>, which adds the file's name.</summary>
internal sealed class ImportProblem(string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>Whether the sentence says at which node.</summary>
    public bool NamesNode { get; private init; }

    /// <summary>What is wrong with a node, which is named: "Node 'conv1' (Conv) …".</summary>
    public static ImportProblem With(Node node, string predicate) => new($"Node {node.Title} {predicate}") { NamesNode = true };

    /// <summary>The same problem, with another sentence.</summary>
    public ImportProblem And(string sentence) => new($"{Message} {sentence}", InnerException) { NamesNode = NamesNode };

    /// <summary>The same problem, of a tensor, with the node that needs it.</summary>
    public ImportProblem At(Node node) => new($"Node {node.Title}: {Message}", InnerException) { NamesNode = true };
}
