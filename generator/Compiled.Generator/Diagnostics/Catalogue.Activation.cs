using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Activations of the user's own.</summary>
internal static partial class Catalogue
{
    public static readonly DiagnosticDescriptor ActivationNotStruct = new(
        ProblemIds.ActivationNotStruct,
        "An activation of your own is a struct",
        "[Activation] needs a struct that implements IActivationFunction, but {0} is {1}: the JIT compiles a network for a struct, and would call anything else for every vector",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationNotStruct + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationWithoutInterface = new(
        ProblemIds.ActivationWithoutInterface,
        "An activation of your own implements IActivationFunction",
        "The struct '{0}' does not implement Compiled.IActivationFunction: add it, with Value and Derivative",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationWithoutInterface + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationGeneric = new(
        ProblemIds.ActivationGeneric,
        "An activation of your own is not generic",
        "The struct '{0}' is generic, or stands in a generic type: write a struct of its own for what the network uses",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationGeneric + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationUnreachable = new(
        ProblemIds.ActivationUnreachable,
        "An activation of your own is visible to the project",
        "The struct '{0}' cannot be reached by generated code, which stands in a file of its own: make it, and the types around it, internal or public",
        TopologyCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationUnreachable + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ActivationNotInlined = new(
        ProblemIds.ActivationNotInlined,
        "An activation of your own is not inlined",
        "'{0}.{1}' lacks [MethodImpl(MethodImplOptions.AggressiveInlining)]: a call for every vector may cost more than the activation",
        TopologyCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ActivationNotInlined + ".md");
}
