using Compiled.Dynamic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Tool.Formats;

/// <summary>A declaration that the user gives: as text, or as a file of text or of C#.</summary>
internal static class TopologySource
{
    /// <summary>Attributes that name what only the project has, a file, an enum, and the names of the inputs. The names are read on their own.</summary>
    private static readonly string[] LeftOut = ["Weights", "Classes", "Features"];

    private const long MaxBytes = 1 << 20;

    /// <summary>Reads the text, or the file that it names.</summary>
    /// <param name="topology">"[Network(inputs: 4)] [Dense(3)]", or a path.</param>
    /// <param name="className">Which class of a C# file; null where it has one alone.</param>
    public static NetworkDeclaration Read(string topology, string? className)
    {
        if (topology.TrimStart().StartsWith('['))
            return Named(NetworkDeclaration.Parse(topology), className);
        if (!File.Exists(topology))
            throw new UsageException($"--topology is '{topology}', which is neither attributes, such as \"[Network(inputs: 4)] [Dense(3)]\", nor a file that exists.");
        if (new FileInfo(topology).Length > MaxBytes)
            throw new UsageException($"--topology is '{topology}', which has more than {Terminal.Figures.Whole(MaxBytes)} bytes: give a file of C#, or of attributes.");
        var text = File.ReadAllText(topology);
        return Path.GetExtension(topology).Equals(".cs", StringComparison.OrdinalIgnoreCase) ? OfSource(text, topology, className) : Named(NetworkDeclaration.Parse(text), className);
    }

    private static NetworkDeclaration Named(NetworkDeclaration declaration, string? className) => className is null ? declaration : declaration.WithName(className);

    private static NetworkDeclaration OfSource(string text, string path, string? className)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        var networks = root.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(static type => Attributes(type).Any(static attribute => NameOf(attribute) == "Network")).ToList();
        if (networks.Count == 0)
            throw new UsageException($"'{path}' declares no class with [Network]: give the file that declares the network.");
        var names = string.Join(", ", networks.Select(static type => type.Identifier.ValueText));
        var chosen = className is null ? networks : [.. networks.Where(type => type.Identifier.ValueText == className)];
        if (chosen.Count == 0)
            throw new UsageException($"'{path}' declares no network {className}: it declares {names}.");
        if (chosen.Count > 1)
            throw new UsageException($"'{path}' declares {networks.Count} networks: choose one with --class: {names}.");

        var network = chosen[0];
        var kept = Attributes(network).Where(static attribute => !LeftOut.Contains(NameOf(attribute)));
        var declaration = NetworkDeclaration.Parse(string.Join('\n', kept.Select(static attribute => $"[{Simple(attribute)}]"))).WithName(network.Identifier.ValueText);
        declaration = declaration.WithFeatures(FeatureNames.Read(network, Attributes(network).Where(static attribute => NameOf(attribute) == "Features")));
        return Labels(root, network) is { Count: > 0 } labels ? declaration.WithClasses(labels) : declaration;
    }

    private static IEnumerable<AttributeSyntax> Attributes(TypeDeclarationSyntax type) => type.AttributeLists.SelectMany(static list => list.Attributes);

    /// <summary>Without a namespace, without Attribute, without type arguments.</summary>
    private static string NameOf(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => attribute.Name.ToString(),
        };
        return name.EndsWith("Attribute", StringComparison.Ordinal) && name.Length > "Attribute".Length ? name[..^"Attribute".Length] : name;
    }

    private static string Simple(AttributeSyntax attribute) =>
        attribute.Name is GenericNameSyntax ? attribute.WithoutTrivia().ToString() : NameOf(attribute) + attribute.ArgumentList?.ToString();

    /// <summary>The labels of [Classes&lt;T&gt;], where the enum is in the same file.</summary>
    private static List<string> Labels(CompilationUnitSyntax root, ClassDeclarationSyntax network)
    {
        var argument = Attributes(network).Where(static attribute => NameOf(attribute) == "Classes")
            .Select(static attribute => (attribute.Name as GenericNameSyntax)?.TypeArgumentList.Arguments.FirstOrDefault()?.ToString()).FirstOrDefault();
        var classes = argument is null ? null : root.DescendantNodes().OfType<EnumDeclarationSyntax>().FirstOrDefault(type => type.Identifier.ValueText == argument.Split('.')[^1]);
        return classes is null ? [] : [.. classes.Members.Select(Label)];
    }

    /// <summary>What [EnumMember(Value = "…")] says, or the member's name.</summary>
    private static string Label(EnumMemberDeclarationSyntax member)
    {
        var literal = member.AttributeLists.SelectMany(static list => list.Attributes).Where(static attribute => NameOf(attribute) == "EnumMember")
            .SelectMany(static attribute => attribute.ArgumentList?.Arguments ?? []).Select(static argument => argument.Expression as LiteralExpressionSyntax).FirstOrDefault();
        return literal is { Token.Value: string label } ? label : member.Identifier.ValueText;
    }
}
