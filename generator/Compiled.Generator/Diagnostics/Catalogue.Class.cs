using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>The class itself: its kind, its name, its members.</summary>
internal static partial class Catalogue
{
    private const string ClassCategory = "Compiled.Class";

    public static readonly DiagnosticDescriptor NotPartial = new(
        ProblemIds.NotPartial,
        "A network's class must be partial",
        "The network '{0}' is not partial, so its members cannot be written into it: write 'partial class {0}'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NotPartial + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        ProblemIds.ContainerNotPartial,
        "The types around a network must be partial",
        "'{1}', which contains the network '{0}', is not partial: write 'partial {2} {1}'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ContainerNotPartial + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StaticClass = new(
        ProblemIds.StaticClass,
        "A network cannot be static",
        "The network '{0}' is static, but a network is an object that owns its parameters: remove 'static'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StaticClass + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor AbstractClass = new(
        ProblemIds.AbstractClass,
        "A network cannot be abstract",
        "The network '{0}' is abstract, but its generated members create objects of it: remove 'abstract'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.AbstractClass + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor GenericClass = new(
        ProblemIds.GenericClass,
        "A network cannot be generic",
        "The network '{0}' can neither be generic nor nested in a generic type, but '{1}' has type parameters: remove them, or move the network out",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.GenericClass + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StructType = new(
        ProblemIds.StructType,
        "A network cannot be a struct",
        "The network '{0}' is a {1}, but a network owns memory and must be a class: write 'partial class {0}'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.StructType + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InterfaceType = new(
        ProblemIds.InterfaceType,
        "A network cannot be an interface",
        "The network '{0}' is an interface, but a network owns memory and must be a class: write 'partial class {0}'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.InterfaceType + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FileLocal = new(
        ProblemIds.FileLocal,
        "A network cannot be file-local",
        "The network '{0}' cannot be completed from another file, because '{1}' is file-local: remove 'file'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.FileLocal + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor RecordType = new(
        ProblemIds.RecordType,
        "A network cannot be a record",
        "The network '{0}' is a record, but copies and comparisons of records would ignore the parameters: write 'partial class {0}'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.RecordType + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor PrimaryConstructor = new(
        ProblemIds.PrimaryConstructor,
        "A network cannot have a primary constructor",
        "The network '{0}' has a primary constructor, which its generated constructors cannot call: declare an ordinary constructor that begins with ': this()' or ': this(seed)'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.PrimaryConstructor + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusableBase = new(
        ProblemIds.UnusableBase,
        "A network's base class must suit its generated constructors",
        "The network '{0}' derives from '{1}', {2}: derive from another class or from none",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnusableBase + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor RequiredMember = new(
        ProblemIds.RequiredMember,
        "A network cannot have required members",
        "'{1}' is required, but generated code that creates a '{0}' cannot set it: remove 'required'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.RequiredMember + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnchainedConstructor = new(
        ProblemIds.UnchainedConstructor,
        "A network's own constructors must begin with a generated one",
        "This constructor of '{0}' leaves the network without parameters: begin it with ': this()' or ': this(seed)'",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.UnchainedConstructor + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NameTooLong = new(
        ProblemIds.NameTooLong,
        "A network's name is too long",
        "The name of the network '{0}' has {1} characters, but at most {2} are allowed, because generated names contain it: shorten it",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NameTooLong + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        ProblemIds.LanguageTooOld,
        "The language version is too old for generated networks",
        "The network '{0}' is compiled as C# {1}, but generated code needs C# {2} or later: remove <LangVersion> from the project, or raise it",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.LanguageTooOld + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor HiddenNamespace = new(
        ProblemIds.HiddenNamespace,
        "A type hides a name that generated code needs",
        "The type '{1}' hides what the generated code of '{0}' means by that name: rename it, or move it into another namespace",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.HiddenNamespace + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MemberCollision = new(
        ProblemIds.MemberCollision,
        "A member has the same name as a generated member",
        "'{1}' collides with the generated member '{2}' of the network '{0}': rename it",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.MemberCollision + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NameCollision = new(
        ProblemIds.NameCollision,
        "A network has the same name as one of its generated members",
        "The network cannot be named '{0}', because it gets a generated member of that name: rename {1}",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.NameCollision + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ConstructorCollision = new(
        ProblemIds.ConstructorCollision,
        "A network declares a constructor that is also generated",
        "The constructor {1} of the network '{0}' is generated: remove this one, or give it other parameters and begin it with {2}",
        ClassCategory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages + ProblemIds.ConstructorCollision + ".md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
