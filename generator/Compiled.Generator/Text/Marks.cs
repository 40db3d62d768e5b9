namespace Compiled.Generator.Text;

/// <summary>The attributes by which tools know emitted code.</summary>
internal static class Marks
{
    private const string Covered = "global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage";

    /// <summary>Above the user's own class: the part that is emitted. Coverage stays, because the attribute would hide the user's members too.</summary>
    public const string Part = """[global::System.CodeDom.Compiler.GeneratedCode("Compiled.Generator", "0.1")]""";

    /// <summary>What makes the code of a method optimised at once.</summary>
    private const string Optimized = "global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)";

    /// <summary>Above every emitted constructor, property and method of the user's class.</summary>
    public const string Member = "[" + Covered + "]";

    /// <summary>Above a hot method of the user's class: optimised at once, so that the first call is the fast one.</summary>
    public const string HotMember = "[" + Covered + ", " + Optimized + "]";

    /// <summary>Above a hot method of a type in the user's class that is emitted as a whole.</summary>
    public const string Hot = "[" + Optimized + "]";

    /// <summary>Above a type in the user's class that is emitted as a whole.</summary>
    public const string Type = """[global::System.CodeDom.Compiler.GeneratedCode("Compiled.Generator", "0.1"), """ + Covered + "]";

    /// <summary>The same above a type in the namespace of emitted code, which has the names in scope.</summary>
    public const string EmittedType = """[GeneratedCode("Compiled.Generator", "0.1"), ExcludeFromCodeCoverage]""";
}
