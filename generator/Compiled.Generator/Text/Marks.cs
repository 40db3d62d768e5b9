namespace Compiled.Generator.Text;

/// <summary>The attributes by which tools know emitted code.</summary>
internal static class Marks
{
    /// <summary>Above the user's own class: the part that is emitted. Coverage stays, because the attribute would hide the user's members too.</summary>
    public const string Part = """[global::System.CodeDom.Compiler.GeneratedCode("Compiled.Generator", "0.1")]""";

    /// <summary>Above every emitted constructor, property and method of the user's class.</summary>
    public const string Member = "[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    /// <summary>Above a type that is emitted as a whole.</summary>
    public const string Type = Part + "\n" + Member;
}
