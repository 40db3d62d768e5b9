using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Declarations;

/// <summary>
/// Reads attribute lists that may come from anywhere. Nothing of the text reaches the compiler as it was: what is let through is written anew from the kinds of
/// blocks, names and constants that were understood.
/// </summary>
internal sealed class AttributeParser
{
    /// <summary>More than the 128 blocks of a network with all their arguments need.</summary>
    private const int MaxLength = 65_536;

    private const string Expected = "A declaration consists only of lists of attributes: [Network(inputs: 4)] [Dense(8), Relu] …";

    /// <summary>What concerns the class and not one of its blocks.</summary>
    private static readonly HashSet<string> ClassAttributes = new(StringComparer.Ordinal) { "Network", "Budget", "Differentiable", "L1", "L2" };

    private readonly Scanner _scanner;
    private readonly string _network;
    private readonly bool _isBare;

    private AttributeParser(string text, string network, bool isBare) => (_scanner, _network, _isBare) = (new(isBare ? $"[{text}]" : text), network, isBare);

    /// <summary>The attributes, in order.</summary>
    /// <param name="text">The lists.</param>
    /// <param name="network">The name of the class, for messages.</param>
    /// <param name="isBare">Whether the text is one list without its brackets.</param>
    /// <exception cref="NetworkCompilationException">The text is anything else; what is wrong first is named.</exception>
    public static ImmutableArray<AttributeText> Parse(string text, string network, bool isBare = false)
    {
        if (text.Length > MaxLength)
        {
            throw new NetworkCompilationException(network, [new(NetworkProblem.NotAttributes, string.Create(CultureInfo.InvariantCulture,
                $"the declaration has {text.Length} characters, but at most {MaxLength} are allowed: a network has at most 128 blocks."))]);
        }

        return new AttributeParser(text, network, isBare).ReadLists();
    }

    private ImmutableArray<AttributeText> ReadLists()
    {
        var attributes = ImmutableArray.CreateBuilder<AttributeText>();
        while (!_scanner.IsAtEnd)
        {
            Expect('[');
            do
            {
                attributes.Add(ReadAttribute());
            }
            while (_scanner.TryRead(','));
            Expect(']');
        }

        return attributes.ToImmutable();
    }

    private AttributeText ReadAttribute()
    {
        _ = _scanner.Next;
        var start = _scanner.Position;
        var kind = _scanner.ReadName() ?? throw Unexpected("the name of a block");
        var place = _scanner.From(start);
        if (_scanner.Next is '.' or '<' || (!ClassAttributes.Contains(kind) && BlockCatalogue.Find(kind) is not { IsPlain: true }))
        {
            throw Problem(NetworkProblem.UnfitAttribute, start, kind switch
            {
                _ when BlockCatalogue.Find(kind) is { IsPlain: false } => "takes a user-defined type, which a text declaration cannot name: declare that network in C#.",
                "Features" => "names the inputs of the class: pass the names to WithFeatures instead.",
                "Classes" => "names a user-defined enum: pass the labels to WithClasses instead.",
                _ => "is not a built-in block: blocks are written without a namespace, such as Dense, Relu or Softmax.",
            });
        }

        List<string> arguments = [];
        var places = ImmutableArray.CreateBuilder<(string?, NetworkSpan)>();
        if (_scanner.TryRead('('))
        {
            if (!_scanner.TryRead(')'))
            {
                do
                {
                    arguments.Add(ReadArgument(kind, places));
                }
                while (_scanner.TryRead(','));
                Expect(')');
            }

            place = _scanner.From(start);
        }

        return AttributeText.Of(kind, [.. arguments]) with { Place = new(place, places.ToImmutable()) };
    }

    private string ReadArgument(string kind, ImmutableArray<(string? Name, NetworkSpan Span)>.Builder places)
    {
        _ = _scanner.Next;
        var start = _scanner.Position;
        string? name = null;
        var value = ReadConstant(out var word);
        var place = _scanner.From(start);
        if (word is not null && SyntaxFacts.GetKeywordKind(word) == SyntaxKind.None)
        {
            if (_scanner.TryRead(':'))
            {
                value = ReadConstant(out _) is { } positional ? $"{word}: {positional}" : null;
                (name, place) = (word, _scanner.From(start));
            }
            else if (_scanner.TryRead('='))
            {
                value = ReadConstant(out _) is { } named ? $"{word} = {named}" : null;
                (name, place) = (word, _scanner.From(start));
            }
        }

        if (_scanner.IsAtEnd)
            throw Unexpected("',' or ')'");
        if (value is null || _scanner.Next is not (',' or ')'))
        {
            throw Problem(
                NetworkProblem.UnfitArgument, start, $"is not a plain constant that {kind} accepts: decimal numbers, quoted strings, true, false, {string.Join(" and ", Arguments.Enums.Keys.Select(static name => name + ".…"))} are.");
        }

        places.Add((name, place));
        return value;
    }

    /// <summary>A constant as C# text; null, and the word that was read if there was one, when it is none.</summary>
    private string? ReadConstant(out string? word)
    {
        word = _scanner.ReadName();
        if (word is null)
            return _scanner.ReadNumber() ?? (_scanner.ReadQuoted() is { } text ? Arguments.Quoted(text) : null);
        if (word is "true" or "false")
            return word;
        return Arguments.Enums.TryGetValue(word, out var members) && _scanner.TryRead('.') && _scanner.ReadName() is { } member && members.Contains(member) ? $"{word}.{member}" : null;
    }

    private void Expect(char mark)
    {
        if (!_scanner.TryRead(mark))
            throw Unexpected($"'{mark}'");
    }

    private NetworkCompilationException Unexpected(string expected) => Failure(NetworkProblem.NotAttributes, _scanner.Position, _scanner.IsAtEnd
        ? $"the declaration ends where {expected} is expected. {Expected}"
        : $"{_scanner.Describe(_scanner.Position)}: '{_scanner.Quote(_scanner.Position)}' is where {expected} is expected. {Expected}");

    private NetworkCompilationException Problem(string id, int position, string message) =>
        Failure(id, position, $"{_scanner.Describe(position)}: '{_scanner.Quote(position)}' {message}");

    private NetworkCompilationException Failure(string id, int position, string message)
    {
        var place = _scanner.Extent(position, id == NetworkProblem.UnfitArgument);
        // The added bracket is not part of the text.
        return new(_network, [new(id, message) { Span = _isBare ? new(Math.Max(0, place.Start - 1), place.Length) : place }]);
    }
}
