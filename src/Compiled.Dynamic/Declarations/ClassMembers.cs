using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Declarations;

/// <summary>The members of an enum whose names are as near to the labels of classes as C# allows, and differ.</summary>
internal static class ClassMembers
{
    /// <summary>A name for each label, in order; those that are no keyword need no '@'.</summary>
    public static IReadOnlyList<string> Name(IReadOnlyList<string> labels)
    {
        // Labels that can be names are, whatever the others become.
        var taken = labels.Where(IsName).ToHashSet(StringComparer.Ordinal);
        List<string> names = [];
        foreach (var label in labels)
        {
            if (IsName(label))
            {
                names.Add(label);
                continue;
            }

            var stem = Stem(label);
            var name = stem;
            for (var number = 2; !taken.Add(name); number++)
                name = $"{stem}_{Arguments.Int(number)}";
            names.Add(name);
        }

        return names;
    }

    /// <summary>The name as C# reads it.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>Letters, digits and underscores, so that no character is ignored when names are compared; and not the field that every enum has.</summary>
    private static bool IsName(string label) =>
        label != "value__" && (char.IsLetter(label[0]) || label[0] == '_') && label.All(static character => char.IsLetterOrDigit(character) || character == '_');

    /// <summary>Its words in capitals: "Iris-setosa" gives IrisSetosa, "3.5" gives Class3_5.</summary>
    private static string Stem(string label)
    {
        var stem = new StringBuilder();
        var beginsWord = true;
        foreach (var character in label)
        {
            if (!char.IsLetterOrDigit(character))
            {
                beginsWord = true;
                continue;
            }

            if (stem.Length == 0 && !char.IsLetter(character))
                stem.Append("Class");
            else if (beginsWord && char.IsDigit(character) && stem.Length > 0 && char.IsDigit(stem[^1]))
                stem.Append('_');
            stem.Append(beginsWord ? char.ToUpperInvariant(character) : character);
            beginsWord = false;
        }

        return stem.Length == 0 ? "Class" : stem.ToString();
    }
}
