using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>User-defined activations.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor ActivationNotStruct = new(
        ProblemIds.ActivationNotStruct,
        "A user-defined activation must be a struct",
        "[Activation] needs a struct that implements IActivationFunction, but {0} is {1}: for a struct the JIT compiles a specialised network; any other type would cost a call per vector",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationNotStruct + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationWithoutInterface = new(
        ProblemIds.ActivationWithoutInterface,
        "A user-defined activation must implement IActivationFunction",
        "The struct '{0}' does not implement Compiled.IActivationFunction: add it, with Value and Derivative",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationWithoutInterface + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationGeneric = new(
        ProblemIds.ActivationGeneric,
        "A user-defined activation must not be generic",
        "The struct '{0}' is generic or nested in a generic type: declare a non-generic struct for this network",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationGeneric + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationUnreachable = new(
        ProblemIds.ActivationUnreachable,
        "A user-defined activation must be visible to the project",
        "The struct '{0}' is not accessible to generated code, which is in another file: make it, and the types that contain it, internal or public",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationUnreachable + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationNotInlined = new(
        ProblemIds.ActivationNotInlined,
        "A user-defined activation is not inlined",
        "'{0}.{1}' lacks [MethodImpl(MethodImplOptions.AggressiveInlining)]: a call for every vector may cost more than the activation",
        TopologyCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationNotInlined + ".md");
}
