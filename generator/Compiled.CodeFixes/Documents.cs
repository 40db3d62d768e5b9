using Microsoft.CodeAnalysis;

namespace Compiled.CodeFixes;

/// <summary>What every document of C# has, which Roslyn's types leave open.</summary>
internal static class Documents
{
    public static async Task<SyntaxNode> RootAsync(this Document document, CancellationToken cancellation) =>
        (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;

    public static async Task<SemanticModel> ModelAsync(this Document document, CancellationToken cancellation) =>
        (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
}
