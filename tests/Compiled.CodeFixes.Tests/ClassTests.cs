extern alias codefixes;

using ConstructorCodeFix = codefixes::Compiled.CodeFixes.ConstructorCodeFix;
using MakeClassCodeFix = codefixes::Compiled.CodeFixes.MakeClassCodeFix;
using MakePartialCodeFix = codefixes::Compiled.CodeFixes.MakePartialCodeFix;
using RemoveModifierCodeFix = codefixes::Compiled.CodeFixes.RemoveModifierCodeFix;
using SpellingCodeFix = codefixes::Compiled.CodeFixes.SpellingCodeFix;

namespace Compiled.CodeFixes.Tests;

/// <summary>What is mended at the class, at its members, and at a misspelt word.</summary>
public sealed class ClassTests
{
    private const string Class = "\npublic partial class Net;\n\npublic sealed class UnknownAttribute(object value = null) : System.Attribute;\n";

    private const string Blocks = "[Network(2)]\n[Dense(1)]\n";

    [Theory]
    [InlineData("public sealed class {|CMP0001:Net|};", "public sealed partial class Net;")]
    [InlineData("class {|CMP0001:Net|};\n\n[Network(2), Dense(1)]\nclass {|CMP0001:Other|};", "partial class Net;\n\n[Network(2), Dense(1)]\npartial class Other;")]
    public Task Partial_is_added(string before, string after) => FixVerifier.CheckAsync<MakePartialCodeFix>(Blocks + before, Blocks + after);

    /// <summary>Of several types around a network those that lack it, and of two networks in one type that type once.</summary>
    [Theory]
    [InlineData("public class Models\n{\n    ", "public sealed partial class {|CMP0002:Net|};\n}", "public partial class Models\n{\n    ", "public sealed partial class Net;\n}")]
    [InlineData("partial class A { static class B { ", "partial class {|CMP0002:Net|}; } }", "partial class A { static partial class B { ", "partial class Net; } }")]
    [InlineData(
        "class A { ", "partial class {|CMP0002:Net|}; }\n\nclass B { [Network(2), Dense(1)] partial class {|CMP0002:Net|}; }",
        "partial class A { ", "partial class Net; }\n\npartial class B { [Network(2), Dense(1)] partial class Net; }")]
    [InlineData(
        "class A\n{\n    ", "partial class {|CMP0002:Net|};\n\n    [Network(2), Dense(1)]\n    partial class {|CMP0002:Other|};\n}",
        "partial class A\n{\n    ", "partial class Net;\n\n    [Network(2), Dense(1)]\n    partial class Other;\n}")]
    public Task Partial_is_added_around(string around, string before, string aroundAfter, string after) =>
        FixVerifier.CheckAsync<MakePartialCodeFix>(around + Blocks + before, aroundAfter + Blocks + after);

    [Theory]
    [InlineData("public abstract partial class {|CMP0004:Net|};", "public partial class Net;")]
    [InlineData("// why\nabstract partial class {|CMP0004:Net|} { }", "// why\npartial class Net { }")]
    [InlineData("public static partial class {|CMP0003:Net|};", "public partial class Net;")]
    [InlineData("file partial class {|CMP0008:Net|};", "partial class Net;")]
    [InlineData("public partial class Net { public required string {|CMP0012:Author|} { get; set; } }", "public partial class Net { public string Author { get; set; } }")]
    public Task A_modifier_goes_and_nothing_else(string before, string after) => FixVerifier.CheckAsync<RemoveModifierCodeFix>(Blocks + before, Blocks + after);

    [Theory]
    [InlineData("public record {|CMP0009:Net|};", "public partial class Net;")]
    [InlineData("public partial record class {|CMP0009:Net|} { }", "public partial class Net { }")]
    [InlineData("public readonly partial struct {|CMP0006:Net|} { }", "public partial class Net { }")]
    [InlineData("public ref struct {|CMP0006:Net|} { }", "public partial class Net { }")]
    [InlineData("// why\ninterface {|CMP0007:Net|} { }\n\n[Network(2), Dense(1)]\ninterface {|CMP0007:Other|};", "// why\npartial class Net { }\n\n[Network(2), Dense(1)]\npartial class Other;")]
    [InlineData("public partial record {|CMP0009:Net|};\n\npublic partial record Net { }", "public partial class Net;\n\npublic partial class Net { }")]
    public Task Another_kind_of_type_becomes_a_class(string before, string after) => FixVerifier.CheckAsync<MakeClassCodeFix>(Blocks + before, Blocks + after);

    [Theory]
    [InlineData("public partial class Net { public {|CMP0013:Net|}(string name) { } }", "public partial class Net { public Net(string name) : this() { } }")]
    [InlineData("public partial class Net { public {|CMP0013:Net|}(int seed, string name) : base() { } }", "public partial class Net { public Net(int seed, string name) : this(seed) { } }")]
    [InlineData("public partial class Net\n{\n    public {|CMP0121:Net|}() { }\n\n    public int Own;\n}", "public partial class Net\n{\n\n    public int Own;\n}")]
    [InlineData("public partial class {|CMP0010:Net|}();", "public partial class Net;")]
    [InlineData("public partial class Net { public {|CMP0121:Net|}() : base() { } public int Own; }", "public partial class Net { public int Own; }")]
    [InlineData("public partial class Net\n{\n    public int Own; public {|CMP0121:Net|}() { }\n}", "public partial class Net\n{\n    public int Own;\n}")]
    // What does something stays: the user says where it goes.
    [InlineData("public partial class Net { public int Own; public {|CMP0121:Net|}() { Own = 1; } }", "public partial class Net { public int Own; public {|CMP0121:Net|}() { Own = 1; } }")]
    [InlineData("public partial class Net { public int Own; public {|CMP0121:Net|}() => Own = 1; }", "public partial class Net { public int Own; public {|CMP0121:Net|}() => Own = 1; }")]
    [InlineData("public partial class Net { public {|CMP0121:Net|}() : this(3) { } }", "public partial class Net { public {|CMP0121:Net|}() : this(3) { } }")]
    [InlineData("public partial class {|CMP0010:Net|}(int own);", "public partial class {|CMP0010:Net|}(int own);")]
    // Not a seed: another parameter of that name, and one of that type.
    [InlineData("public partial class Net { public {|CMP0013:Net|}(string seed, int other) { } }", "public partial class Net { public Net(string seed, int other) : this() { } }")]
    [InlineData("public partial class Net { public {|CMP0013:Net|}(string name, long seed) { } }", "public partial class Net { public Net(string name, long seed) : this(seed) { } }")]
    public Task A_constructor(string before, string after) => FixVerifier.CheckAsync<ConstructorCodeFix>(Blocks + before, Blocks + after);

    [Theory]
    [InlineData("[Dense(1), {|CS0246:{|CS0246:LayrNorm|}|}]", "[Dense(1), LayerNorm]")]
    [InlineData("[Dense(1, {|CS0246:Initialiser|} = Initializer.HeNormal)]", "[Dense(1, Initializer = Initializer.HeNormal)]")]
    [InlineData("[Dense(1, Initializer = Initializer.{|CS0117:HeNornal|})]", "[Dense(1, Initializer = Initializer.HeNormal)]")]
    [InlineData("[{|CS0246:{|CS0246:Dens|}|}(1), {|CS0246:{|CS0246:LeakyRelo|}|}]", "[Dense(1), LeakyRelu]")]
    [InlineData("[Compiled.Dense(1), Compiled.{|CS0234:{|CS0234:Sigmod|}|}]", "[Compiled.Dense(1), Compiled.Sigmoid]")]
    // Nothing of Compiled's is near, or the attribute is somebody else's.
    [InlineData("[Dense(1), {|CS0246:{|CS0246:Zebra|}|}]", "[Dense(1), {|CS0246:{|CS0246:Zebra|}|}]")]
    [InlineData("[Dense(1), System.Obsolete({|CS0246:DiagnosticI|} = \"\")]", "[Dense(1), System.Obsolete({|CS0246:DiagnosticI|} = \"\")]")]
    [InlineData("[Dense(1), System.{|CS0234:{|CS0234:Obsolet|}|}]", "[Dense(1), System.{|CS0234:{|CS0234:Obsolet|}|}]")]
    [InlineData("[Dense(1), Unknown({|CS0246:Initialiser|} = 1)]", "[Dense(1), Unknown({|CS0246:Initialiser|} = 1)]")]
    [InlineData("[Dense(1), Unknown(System.DayOfWeek.{|CS0117:Mondey|})]", "[Dense(1), Unknown(System.DayOfWeek.{|CS0117:Mondey|})]")]
    [InlineData("[Dense(1), Unknown(typeof({|CS0246:Dens|}))]", "[Dense(1), Unknown(typeof({|CS0246:Dens|}))]")]
    public Task A_misspelt_word(string before, string after) =>
        FixVerifier.CheckAsync<SpellingCodeFix>("[Network(2)]\n" + before + Class, "[Network(2)]\n" + after + Class, compiler: true);

    [Fact]
    public Task A_misspelt_type_elsewhere_is_not_ours() => FixVerifier.CheckAsync<SpellingCodeFix>(
        "public class Own { public {|CS0246:NetworkAttribut|} Member; }", "public class Own { public {|CS0246:NetworkAttribut|} Member; }", compiler: true);
}
