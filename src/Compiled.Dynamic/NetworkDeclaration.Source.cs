using System.Text;
using Compiled.Dynamic.Declarations;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Compiled.Dynamic;

/// <content>The declaration as a file of C#.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>What no class of the program's can hide.</summary>
    internal const string Prefix = "global::Compiled.";

    /// <summary>
    /// The file that a person would have written: the attributes on a partial class, with the names of the features, and below it the enum of the classes, if they have labels. A
    /// label that is not a valid C# name is given by <c>[EnumMember]</c> on the member. Types of Compiled are written with their namespace if the class or a block has
    /// the same name, such as DenseAttribute. <see cref="NetworkCompiler.Compile"/> compiles the same file.
    /// </summary>
    /// <param name="className">The class's name, or null for <see cref="Name"/>.</param>
    /// <param name="namespaceName">Its namespace, or null for none.</param>
    /// <exception cref="ArgumentException">One of them is not a valid C# name.</exception>
    public string ToSource(string? className = null, string? namespaceName = null)
    {
        className ??= Name;
        CheckIdentifier(className, nameof(className), "class");
        foreach (var part in namespaceName?.Split('.') ?? [])
            CheckIdentifier(part, nameof(namespaceName), "namespace");

        var hasClasses = Classes.Count > 0;
        var members = hasClasses ? ClassMembers.Name(Classes) : [];
        var source = new StringBuilder("using Compiled;\n");
        if (!members.SequenceEqual(Classes))
            source.Insert(0, "using System.Runtime.Serialization;\n");
        source.Append('\n');
        if (namespaceName is not null)
            source.Append("namespace ").AppendJoin('.', namespaceName.Split('.').Select(ClassMembers.Escaped)).Append(";\n\n");
        var hides = Hides(className);
        source.Append(hides ? Qualified(Text) : Text).Append('\n');
        if (Features.Count > 0)
            AppendFeatures(source, hides ? Prefix : "");
        if (hasClasses)
            source.Append('[').Append(hides ? Prefix : "").Append("Classes<").Append(className).Append("Class>]\n");
        source.Append("public sealed partial class ").Append(ClassMembers.Escaped(className)).Append(";\n");
        if (hasClasses)
            AppendEnum(source, className + "Class", members, hides ? "global::System.Runtime.Serialization." : "");
        return source.ToString();
    }

    /// <summary>Whether a name in the source would mean the class itself, or the view of one of its blocks: they stand nearer than what comes with a using.</summary>
    private bool Hides(string className) =>
        Arguments.Enums.ContainsKey(className) || className is "ClassesAttribute" or "FeaturesAttribute" or "EnumMemberAttribute"
        || _attributes.Any(attribute => className == attribute.Kind + nameof(Attribute)
            || Arguments.Enums.Keys.Any(name => attribute.Text.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The attributes with the namespace before their names and before the enums in their arguments.</summary>
    private static string Qualified(string text)
    {
        var source = new StringBuilder(text);
        var places = CSharpSyntaxTree.ParseText(text + "\nclass Any;").GetRoot().DescendantNodes()
            .Where(static node => node is MemberAccessExpressionSyntax or NameSyntax { Parent: AttributeSyntax })
            .Select(static node => node.SpanStart);
        foreach (var place in places.OrderDescending())
            source.Insert(place, Prefix);
        return source.ToString();
    }

    /// <summary>On lines of some width: there may be hundreds of names.</summary>
    private void AppendFeatures(StringBuilder source, string prefix)
    {
        const int widest = 120;
        var start = source.Length;
        source.Append('[').Append(prefix).Append("Features(");
        for (var index = 0; index < Features.Count; index++)
        {
            var name = Arguments.Quoted(Features[index]);
            if (index > 0 && source.Length - start + name.Length > widest)
            {
                source.Append(",\n");
                start = source.Length;
                source.Append("    ");
            }
            else if (index > 0)
            {
                source.Append(", ");
            }

            source.Append(name);
        }

        source.Append(")]\n");
    }

    private void AppendEnum(StringBuilder source, string name, IReadOnlyList<string> members, string prefix)
    {
        source.Append("\n/// <summary>The classes, in the order of the outputs.</summary>\npublic enum ").Append(name).Append("\n{\n");
        for (var index = 0; index < members.Count; index++)
        {
            if (members[index] != Classes[index])
                source.Append("    [").Append(prefix).Append("EnumMember(Value = ").Append(Arguments.Quoted(Classes[index])).Append(")]\n");
            source.Append("    ").Append(ClassMembers.Escaped(members[index])).Append(",\n");
        }

        source.Append("}\n");
    }
}
