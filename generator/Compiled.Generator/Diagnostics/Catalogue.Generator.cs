using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>The generator itself.</summary>
internal static partial class Catalogue
{
    private const string GeneratorCategory = "Compiled.Generator";

    public static readonly DiagnosticDescriptor InternalError = new(
        ProblemIds.InternalError,
        "Internal error of the network generator",
        "The generator failed on the network '{0}' with {1}: {2}: please report it, with the declaration, at https://github.com/compiled-net/compiled/issues",
        GeneratorCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.InternalError + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
