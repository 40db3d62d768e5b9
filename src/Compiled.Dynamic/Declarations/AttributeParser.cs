extern alias generator;

using System.Collections.Immutable;
using System.Globalization;
using generator::Compiled.Generator.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Dynamic.Declarations;

/// <summary>
/// Reads attribute lists that may come from anywhere. Nothing of the text reaches the compiler as it was: what is let through is written anew from the kinds of
/// blocks, names and constants that were understood.
/// </summary>
internal static class AttributeParser
{
    /// <summary>More than <c>Limits.MaxBlocks</c> attributes with all their arguments need.</summary>
    public const int MaxLength = 65_536;

    private const string Bearer = "Declared";
    private const int MaxQuoted = 80;
    private const int MaxProblems = 20;

    /// <summary>What concerns the class and not one of its blocks.</summary>
    private static readonly HashSet<string> ClassAttributes = new(StringComparer.Ordinal) { "Network", "Budget", "Differentiable", "L1", "L2" };

    /// <summary>The attributes, in order.</summary>
    /// <exception cref="NetworkCompilationException">The text is anything else.</exception>
    public static ImmutableArray<AttributeText> Parse(string text, string network)
    {
        List<NetworkProblem> problems = [];
        var attributes = Lists(text, problems).SelectMany(static list => list.Attributes)
            .Select(attribute => Read(attribute, problems)).OfType<AttributeText>().ToImmutableArray();
        if (problems.Count > 0)
            throw new NetworkCompilationException(network, problems[..Math.Min(problems.Count, MaxProblems)]);
        return attributes;
    }

    /// <summary>Whether the kind is a loss.</summary>
    public static bool IsLoss(string kind) => BlockTable.Find(kind) is LossRoom;

    /// <summary>Whether the kind is one of the blocks between input and output.</summary>
    public static bool IsChain(string kind) => BlockTable.Find(kind) is ChainRoom;

    private static IEnumerable<AttributeListSyntax> Lists(string text, List<NetworkProblem> problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Add(new(NetworkProblem.NotAttributes, string.Create(CultureInfo.InvariantCulture,
                $"the declaration has {text.Length} characters, and at most {MaxLength} are read: a network has no more than 128 blocks.")));
            return [];
        }

        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText($"{text}\nclass {Bearer};").GetRoot();
        var errors = root.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        foreach (var error in errors.Take(MaxProblems))
        {
            var line = error.Location.GetLineSpan().StartLinePosition;
            problems.Add(new(NetworkProblem.NotAttributes, string.Create(CultureInfo.InvariantCulture,
                $"line {line.Line + 1}, column {line.Character + 1}: {error.GetMessage(CultureInfo.InvariantCulture)} ({error.Id}). {Expected}")));
        }

        if (errors.Count > 0)
            return [];
        if (!root.ContainsDirectives && root is { Externs.Count: 0, Usings.Count: 0, AttributeLists.Count: 0, Members: [ClassDeclarationSyntax bearer] } && IsBare(bearer))
            return bearer.AttributeLists;
        problems.Add(new(NetworkProblem.NotAttributes, $"there is something beside attributes. {Expected}"));
        return [];
    }

    private const string Expected = "A declaration is lists of attributes and nothing else: [Network(inputs: 4)] [Dense(8), Relu] …";

    private static bool IsBare(ClassDeclarationSyntax bearer) =>
        bearer is { Modifiers.Count: 0, BaseList: null, TypeParameterList: null, ParameterList: null, ConstraintClauses.Count: 0, Members.Count: 0, Identifier.ValueText: Bearer }
        && bearer.AttributeLists.All(static list => list.Target is null);

    private static AttributeText? Read(AttributeSyntax attribute, List<NetworkProblem> problems)
    {
        var kind = (attribute.Name as IdentifierNameSyntax)?.Identifier.ValueText ?? "";
        if (!ClassAttributes.Contains(kind) && (BlockTable.Find(kind) is null || kind is "Activation" or "Loss"))
        {
            problems.Add(new(NetworkProblem.UnfitAttribute, $"'{Quoted(attribute.Name)}' {kind switch
            {
                "Activation" or "Loss" => "takes a type of the program's own, which a declaration as text cannot name: declare that network in C#.",
                _ when attribute.Name is GenericNameSyntax { Identifier.ValueText: "Classes" } => "names an enum of the program's own: give the labels to WithClasses instead.",
                _ => "is no block of Compiled's: blocks are written without namespace, as Dense, Relu or Softmax.",
            }}"));
            return null;
        }

        List<string> arguments = [];
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            if (Write(argument) is { } written)
            {
                arguments.Add(written);
                continue;
            }

            problems.Add(new(NetworkProblem.UnfitArgument,
                $"'{Quoted(argument)}' of {kind} is no plain constant: numbers, quoted texts, true, false, Initializer.… and GeluApproximation.… are."));
            return null;
        }

        return AttributeText.Of(kind, [.. arguments]);
    }

    private static string? Write(AttributeArgumentSyntax argument)
    {
        var name = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
        if (name is not null && (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None))
            return null;
        var value = Write(argument.Expression);
        return value is null || name is null ? value : argument.NameEquals is null ? $"{name}: {value}" : $"{name} = {value}";
    }

    private static string? Write(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression) => literal.Token.Text,
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => Arguments.Quoted(literal.Token.ValueText),
        LiteralExpressionSyntax literal when literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression => literal.Token.ValueText,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax operand } prefix
            when operand.IsKind(SyntaxKind.NumericLiteralExpression) && prefix.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression =>
            prefix.OperatorToken.Text + operand.Token.Text,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type, Name: IdentifierNameSyntax member } when IsMember(type.Identifier.ValueText, member.Identifier.ValueText) =>
            $"{type.Identifier.ValueText}.{member.Identifier.ValueText}",
        _ => null,
    };

    private static bool IsMember(string type, string member) => type switch
    {
        nameof(Initializer) => Enum.GetNames<Initializer>().Contains(member),
        nameof(GeluApproximation) => Enum.GetNames<GeluApproximation>().Contains(member),
        _ => false,
    };

    /// <summary>What the text says, short enough for a message.</summary>
    private static string Quoted(SyntaxNode node)
    {
        var text = node.ToString().ReplaceLineEndings(" ");
        return text.Length <= MaxQuoted ? text : text[..MaxQuoted] + "…";
    }
}
