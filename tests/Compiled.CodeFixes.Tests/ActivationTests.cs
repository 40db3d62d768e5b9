extern alias codefixes;

using ActivationCodeFix = codefixes::Compiled.CodeFixes.ActivationCodeFix;

namespace Compiled.CodeFixes.Tests;

/// <summary>What is mended at the user's type that [Activation] names.</summary>
public sealed class ActivationTests
{
    private const string Usings = "using System.Runtime.CompilerServices;\nusing Compiled;\nusing Compiled.Numerics;\n\n";

    private const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    private const string Qualified = "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    private const string Value = "public TLanes Value<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => x * x;";

    private const string Derivative = "public TLanes Derivative<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => x + x;";

    private const string Body = $"\n{{\n    {Inline}\n    {Value}\n\n    {Inline} {Derivative}\n}}\n\n";

    [Theory]
    [InlineData("public sealed class Square : IActivationFunction", "public readonly struct Square : IActivationFunction")]
    [InlineData("class Square : IActivationFunction", "readonly struct Square : IActivationFunction")]
    [InlineData("// why\ninternal sealed partial class Square : IActivationFunction", "// why\ninternal readonly partial struct Square : IActivationFunction")]
    public Task A_class_becomes_a_struct(string before, string after) => CheckAsync(before + Body + Net("CMP0070:", "Square"), after + Body + Net("", "Square"));

    [Fact]
    public Task A_class_in_two_files_becomes_a_struct_in_both() => FixVerifier.CheckAsync<ActivationCodeFix>(
        [Usings + Net("CMP0070:", "Square") + "partial class Square { public override string ToString() => \"x²\"; }\n", Usings + "public partial class Square : IActivationFunction" + Body],
        [
            Usings + Net("", "Square") + "readonly partial struct Square { public override string ToString() => \"x²\"; }\n",
            Usings + "public readonly partial struct Square : IActivationFunction" + Body,
        ]);

    /// <summary>It has state, a constructor, a base class, heirs; it has no formulas; or it is a library's.</summary>
    [Theory]
    [InlineData("public sealed class Square : IActivationFunction { public float Rate; " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed class Square : IActivationFunction { public float Rate { get; } = 1; " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed class Square : IActivationFunction { public event System.Action Used; " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed class Square : IActivationFunction { public Square() { } " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed class Square : IActivationFunction { ~Square() { } " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed class Square(float rate) : IActivationFunction { " + Value + Derivative + " }\n", "Square")]
    [InlineData("public class Square : IActivationFunction { public virtual int Own => 1; " + Value + Derivative + " }\n", "Square")]
    [InlineData("public class Square : IActivationFunction { protected int Own => 1; " + Value + Derivative + " }\n", "Square")]
    [InlineData("public class Square : IActivationFunction { " + Value + Derivative + " }\npublic class Cube : Square { }\n", "Square")]
    [InlineData("public class Own { }\npublic sealed class Square : Own, IActivationFunction { " + Value + Derivative + " }\n", "Square")]
    [InlineData("public abstract class Square : IActivationFunction { " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed record Square : IActivationFunction { " + Value + Derivative + " }\n", "Square")]
    [InlineData("public sealed class Square<T> : IActivationFunction { " + Value + Derivative + " }\n", "Square<int>")]
    [InlineData("public sealed class Square { }\n", "Square")]
    [InlineData("", "string")]
    [InlineData("", "int[]")]
    public Task What_is_no_struct_stays(string type, string name) => CheckAsync(type + Net("CMP0070:", name), type + Net("CMP0070:", name));

    /// <summary>The types around it too; nested types are private without a word.</summary>
    [Theory]
    [InlineData("file readonly struct Square : IActivationFunction" + Body, "internal readonly struct Square : IActivationFunction" + Body, "Square", "")]
    [InlineData("partial class Outer { private readonly struct Square : IActivationFunction" + Body, "partial class Outer { internal readonly struct Square : IActivationFunction" + Body, "Square", "}")]
    [InlineData("partial class Outer { [System.Serializable] struct Square : IActivationFunction" + Body, "partial class Outer { [System.Serializable] internal struct Square : IActivationFunction" + Body, "Square", "}")]
    [InlineData(
        "file class Outer\n{\n    internal readonly struct Square : IActivationFunction" + Body + "}\n",
        "internal class Outer\n{\n    internal readonly struct Square : IActivationFunction" + Body + "}\n",
        "Outer.Square",
        "")]
    [InlineData(
        "partial class Outer { private class Inner { internal partial struct Square : IActivationFunction" + Body + "partial struct Square { } }\n",
        "partial class Outer { internal class Inner { internal partial struct Square : IActivationFunction" + Body + "partial struct Square { } }\n",
        "Inner.Square",
        "}")]
    public Task A_hidden_struct_becomes_internal(string before, string after, string name, string end) => CheckAsync(before + Net("CMP0073:", name) + end, after + Net("", name) + end);

    /// <summary>Its heirs know it, or another file has a type of that name.</summary>
    [Fact]
    public async Task What_cannot_become_internal_stays()
    {
        var heirs = "public class Base { protected readonly struct Square : IActivationFunction" + Body + "}\n\npublic partial class Outer : Base\n{\n" + Net("CMP0073:", "Square") + "}\n";
        await CheckAsync(heirs, heirs);
        var alike = new[] { Usings + "file readonly struct Square : IActivationFunction" + Body + Net("CMP0073:", "Square"), "public class Square { }" };
        await FixVerifier.CheckAsync<ActivationCodeFix>(alike, alike);
    }

    [Theory]
    [InlineData($"\n{{\n    {Value}\n\n    /// <summary>Own.</summary>\n    {Derivative}\n}}\n\n", $"\n{{\n    {Inline}\n    {Value}\n\n    /// <summary>Own.</summary>\n    {Inline}\n    {Derivative}\n}}\n\n")]
    [InlineData($" {{ {Value} {Derivative} }}\n", $" {{ {Inline} {Value} {Inline} {Derivative} }}\n")]
    // One of them has it.
    [InlineData($" {{ {Inline} {Value} {Derivative} }}\n", $" {{ {Inline} {Value} {Inline} {Derivative} }}\n")]
    [InlineData($"\n{{\n    [System.Obsolete] {Value}\n    {Inline} {Derivative}\n}}\n", $"\n{{\n    {Inline}\n    [System.Obsolete] {Value}\n    {Inline} {Derivative}\n}}\n")]
    public Task Formulas_are_inlined(string before, string after) =>
        CheckAsync("readonly struct Square : IActivationFunction" + before + Net("CMP0074:", "Square"), "readonly struct Square : IActivationFunction" + after + Net("", "Square"));

    /// <summary>The namespace is imported where others are, and otherwise written out.</summary>
    [Theory]
    [InlineData("using Compiled;\nusing Compiled.Numerics;\n", "using System.Runtime.CompilerServices;\nusing Compiled;\nusing Compiled.Numerics;\n", Inline)]
    [InlineData("// why\nusing System;\nusing Compiled;\nusing Compiled.Numerics;\n", "// why\nusing System;\nusing System.Runtime.CompilerServices;\nusing Compiled;\nusing Compiled.Numerics;\n", Inline)]
    [InlineData("global using Compiled;\nglobal using Compiled.Numerics;\nusing System;\n", "global using Compiled;\nglobal using Compiled.Numerics;\nusing System;\nusing System.Runtime.CompilerServices;\n", Inline)]
    [InlineData("global using Compiled;\nglobal using Compiled.Numerics;\n", "global using Compiled;\nglobal using Compiled.Numerics;\n", Qualified)]
    [InlineData("using Compiled;\nusing Compiled.Numerics;\nenum MethodImplOptions { None }\n", "using Compiled;\nusing Compiled.Numerics;\nenum MethodImplOptions { None }\n", Qualified)]
    public Task The_attribute_is_found(string before, string after, string attribute) => FixVerifier.CheckAsync<ActivationCodeFix>(
        before + $"readonly struct Square : IActivationFunction\n{{\n    {Value}\n    {Derivative}\n}}\n" + Net("CMP0074:", "Square"),
        after + $"readonly struct Square : IActivationFunction\n{{\n    {attribute}\n    {Value}\n    {attribute}\n    {Derivative}\n}}\n" + Net("", "Square"));

    /// <summary>The user has told the JIT something else, and a second attribute is not allowed.</summary>
    [Fact]
    public Task What_must_not_be_inlined_stays()
    {
        var source = $"readonly struct Square : IActivationFunction {{ [MethodImpl(MethodImplOptions.NoInlining)] {Value} {Derivative} }}\n" + Net("CMP0074:", "Square");
        return CheckAsync(source, source);
    }

    /// <summary>Two of them are used in one file, and one of them twice.</summary>
    [Fact]
    public Task All_of_a_project_are_mended_at_once() => FixVerifier.CheckAsync<ActivationCodeFix>(
        [
            Usings + Net("CMP0074:", "Square") + Net("CMP0074:", "Cube").Replace("Net;", "Other;", StringComparison.Ordinal),
            Usings + Net("CMP0074:", "Square").Replace("Net;", "Third;", StringComparison.Ordinal),
            $"using Compiled;\nusing Compiled.Numerics;\n\nreadonly struct Square : IActivationFunction {{ {Value} {Derivative} }}\nreadonly struct Cube : IActivationFunction {{ {Value} {Derivative} }}\n",
        ],
        [
            Usings + Net("", "Square") + Net("", "Cube").Replace("Net;", "Other;", StringComparison.Ordinal),
            Usings + Net("", "Square").Replace("Net;", "Third;", StringComparison.Ordinal),
            $"using System.Runtime.CompilerServices;\nusing Compiled;\nusing Compiled.Numerics;\n\nreadonly struct Square : IActivationFunction {{ {Inline} {Value} {Inline} {Derivative} }}\nreadonly struct Cube : IActivationFunction {{ {Inline} {Value} {Inline} {Derivative} }}\n",
        ]);

    private static Task CheckAsync(string before, string after) => FixVerifier.CheckAsync<ActivationCodeFix>(Usings + before, Usings + after);

    /// <summary>A network with that activation; the mark is where the diagnostic is, or nothing.</summary>
    private static string Net(string mark, string type)
    {
        var written = $"typeof({type})";
        return $"[Network(2)]\n[Dense(3), Activation({(mark.Length > 0 ? $"{{|{mark}{written}|}}" : written)})]\n[Dense(1)]\nsealed partial class Net;\n";
    }
}
