using System.Collections.Immutable;
using System.Composition;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.CodeFixes;

/// <summary>The network's constant in place of a number, where an array, a stackalloc or a slice has that length. Lists of values are the user's to complete.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpanLengthCodeFix))]
[Shared]
public sealed class SpanLengthCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.WrongLength];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            // A length is known only with the place to write it at.
            if (diagnostic.Properties.GetValueOrDefault(RemedyKeys.Length) is not { } length)
                continue;
            var written = diagnostic.AdditionalLocations[0];
            context.RegisterCodeFix(
                CodeAction.Create($"Make it {length} long", cancellation => ApplyAsync(context.Document.Project.Solution, written, length, cancellation), nameof(SpanLengthCodeFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    /// <summary>The array may be a field of another file.</summary>
    private static async Task<Solution> ApplyAsync(Solution solution, Location written, string length, CancellationToken cancellation)
    {
        if (solution.GetDocument(written.SourceTree) is not { } document)
            return solution;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return solution.WithDocumentText(document.Id, text.WithChanges(new TextChange(written.SourceSpan, length)));
    }
}
