using System.Text;
using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic;

/// <content>The declaration as a file of C#.</content>
public sealed partial class NetworkDeclaration
{
    /// <summary>
    /// The file that a person would have written: the attributes on a partial class, and below it the enum of the classes, where the outputs of a softmax have labels. A
    /// label that is no C# name stands in an <c>[EnumMember]</c> beside the member. The same file is what <see cref="NetworkCompiler.Compile"/> compiles.
    /// </summary>
    /// <param name="className">The class's name, or null for <see cref="Name"/>.</param>
    /// <param name="namespaceName">Its namespace, or null for none.</param>
    /// <exception cref="ArgumentException">One of them is no C# name.</exception>
    public string ToSource(string? className = null, string? namespaceName = null)
    {
        className ??= Name;
        CheckIdentifier(className, nameof(className), "class");
        foreach (var part in namespaceName?.Split('.') ?? [])
            CheckIdentifier(part, nameof(namespaceName), "namespace");

        var members = HasClassEnum ? ClassMembers.Name(Classes) : [];
        var source = new StringBuilder("using Compiled;\n");
        if (!members.SequenceEqual(Classes) && HasClassEnum)
            source.Insert(0, "using System.Runtime.Serialization;\n");
        source.Append('\n');
        if (namespaceName is not null)
            source.Append("namespace ").AppendJoin('.', namespaceName.Split('.').Select(ClassMembers.Escaped)).Append(";\n\n");
        source.Append(Text).Append('\n');
        if (HasClassEnum)
            source.Append("[Classes<").Append(className).Append("Class>]\n");
        source.Append("public sealed partial class ").Append(ClassMembers.Escaped(className)).Append(";\n");
        if (HasClassEnum)
            AppendEnum(source, className + "Class", members);
        return source.ToString();
    }

    private void AppendEnum(StringBuilder source, string name, IReadOnlyList<string> members)
    {
        source.Append("\n/// <summary>The classes, in the order of the outputs.</summary>\npublic enum ").Append(name).Append("\n{\n");
        for (var index = 0; index < members.Count; index++)
        {
            if (members[index] != Classes[index])
                source.Append("    [EnumMember(Value = ").Append(Arguments.Quoted(Classes[index])).Append(")]\n");
            source.Append("    ").Append(ClassMembers.Escaped(members[index])).Append(",\n");
        }

        source.Append("}\n");
    }
}
