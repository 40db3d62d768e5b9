using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Declarations;

/// <summary>The members of an enum whose names are as near to the labels of classes as C# allows, and tell them apart.</summary>
internal static class ClassMembers
{
    /// <summary>A name for each label, in order; those that are no keyword need no '@'.</summary>
    public static IReadOnlyList<string> Name(IReadOnlyList<string> labels)
    {
        // Labels that can be names are, whatever the others become.
        var taken = labels.Where(IsName).ToHashSet(StringComparer.Ordinal);
        var stems = labels.Select(static label => MemberStem.Of(label, spellsAll: false)).ToList();
        var shared = stems.Where((_, index) => !IsName(labels[index])).CountBy(static stem => stem).Where(static count => count.Value > 1)
            .Select(static count => count.Key).ToHashSet(StringComparer.Ordinal);
        shared.UnionWith(taken);
        List<string> names = [];
        for (var index = 0; index < labels.Count; index++)
        {
            var label = labels[index];
            if (IsName(label))
            {
                names.Add(label);
                continue;
            }

            // Where the words alone are those of another label, the characters between them tell the two apart.
            var stem = shared.Contains(stems[index]) ? MemberStem.Of(label, spellsAll: true) : stems[index];
            var name = stem;
            for (var number = 2; !taken.Add(name); number++)
                name = $"{stem}_{Arguments.Int(number)}";
            names.Add(name);
        }

        return names;
    }

    /// <summary>The name as C# reads it.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>
    /// Letters, digits, underscores and the marks of scripts that combine them, so that no character is ignored when names are compared; and not the field that every enum has.
    /// </summary>
    private static bool IsName(string label) =>
        label != "value__" && (char.IsLetter(label[0]) || label[0] == '_') && label.All(static character => char.IsLetterOrDigit(character) || character == '_' || MemberStem.IsMark(character));
}
