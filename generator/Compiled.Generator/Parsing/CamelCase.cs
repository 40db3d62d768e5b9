namespace Compiled.Generator.Parsing;

internal static class CamelCase
{
    /// <summary>"MaxParameters" gives "maxParameters".</summary>
    public static string Of(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
