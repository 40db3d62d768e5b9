namespace Compiled.Generator.Model;

/// <summary>C# identifiers, without Roslyn.</summary>
internal static class Identifiers
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        // Contextual words that cannot name a type or a member everywhere.
        "await", "field", "file", "record", "required", "scoped", "var", "where", "yield", "dynamic", "nint", "nuint", "notnull",
        "unmanaged", "extension", "partial", "global", "value", "get", "set", "init", "add", "remove", "when", "with", "and", "or", "not",
    };

    /// <summary>The name with an '@' in front where C# would read it as a keyword.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;
}
