using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>Gives each repeated name of [Features] a number.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeatureNamesCodeFix))]
[Shared]
public sealed class FeatureNamesCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.DuplicateFeature];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return;
        var model = await context.Document.ModelAsync(context.CancellationToken).ConfigureAwait(false);
        var names = Elements(attribute)
            .Select(element => (Element: element, Name: model.GetConstantValue(element, context.CancellationToken).Value as string)).ToList();
        // A name that is not there is C#'s error, and one in a place that is not known cannot be written.
        if (names.Exists(static name => name.Name is null) || Renamed([.. names.Select(static name => name.Name!)]) is not { Count: > 0 } renamed)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var changes = renamed.Select(name => new TextChange(names[name.Index].Element.Span, SyntaxFactory.Literal(name.Name).ToString()));
        context.RegisterCodeFix(
            CodeAction.Create(
                renamed.Count == 1 ? $"Name it '{renamed[0].Name}'" : $"Name them {string.Join(", ", renamed.Select(static name => $"'{name.Name}'"))}",
                _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes))),
                nameof(FeatureNamesCodeFix)),
            context.Diagnostics);
    }

    /// <summary>The names one by one, or in an array.</summary>
    private static IEnumerable<ExpressionSyntax> Elements(AttributeSyntax attribute)
    {
        var arguments = (attribute.ArgumentList?.Arguments ?? default).Select(static argument => argument.Expression).ToList();
        return arguments.FirstOrDefault() switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } array } => array.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: { } array } => array.Expressions,
            CollectionExpressionSyntax list => list.Elements.OfType<ExpressionElementSyntax>().Select(static element => element.Expression),
            _ => arguments,
        };
    }

    /// <summary>Each name that stood before already, with the first number that makes it another than all.</summary>
    private static List<(int Index, string Name)> Renamed(IReadOnlyList<string> names)
    {
        var (taken, seen, renamed) = (new HashSet<string>(names, StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new List<(int, string)>());
        for (var index = 0; index < names.Count; index++)
        {
            if (seen.Add(names[index]))
                continue;
            var number = 2;
            while (!taken.Add(names[index] + number.ToString(CultureInfo.InvariantCulture)))
                number++;
            renamed.Add((index, names[index] + number.ToString(CultureInfo.InvariantCulture)));
        }

        return renamed;
    }
}
