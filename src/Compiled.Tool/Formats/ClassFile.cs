using System.Security;
using Compiled.Dynamic;

namespace Compiled.Tool.Formats;

/// <summary>The C# file of a network whose weights lie beside it.</summary>
internal static class ClassFile
{
    private const string ClassLine = "public sealed partial class ";

    /// <summary>The file's text, as a person would write it.</summary>
    /// <param name="declaration">The network.</param>
    /// <param name="className">The class.</param>
    /// <param name="namespaceName">Its namespace; null for none.</param>
    /// <param name="summary">What the network does: a sentence for its documentation.</param>
    /// <param name="hasWeights">Whether its weights are in a file of their own.</param>
    public static string Compose(NetworkDeclaration declaration, string className, string? namespaceName, string summary, bool hasWeights = true)
    {
        var source = declaration.ToSource(className, namespaceName);
        // Below the namespace, where a name of Compiled's own may be qualified.
        var attributes = Math.Max(source.IndexOf("\n[Network(", StringComparison.Ordinal), source.IndexOf("\n[global::Compiled.Network(", StringComparison.Ordinal)) + 1;
        var named = source.Insert(attributes, $"/// <summary>{SecurityElement.Escape(Terminal.Printable.OneLine(summary))}</summary>\n");
        if (!hasWeights)
            return named;
        // The last attribute above the class.
        // A name may hold these words too, but no line break.
        var line = named.IndexOf("\n" + ClassLine, StringComparison.Ordinal) + 1;
        return named.Insert(line, $"[Weights(\"{className}{WeightsHeader.Extension}\")]\n");
    }

    /// <summary>A name of a class, or why it is none.</summary>
    public static string CheckName(string name, string option)
    {
        if (!Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name) || !name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_'))
            throw new UsageException($"{option} is '{name}', which is not a valid class name: use letters, digits and underscores, and begin with a letter.");
        return name;
    }

    /// <summary>Its words in capitals: "petal width" gives PetalWidth; nothing where no letter is left.</summary>
    public static string Pascal(string text)
    {
        var name = string.Concat(text.Split(text.Where(static character => !char.IsAsciiLetterOrDigit(character)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : "";
    }
}
