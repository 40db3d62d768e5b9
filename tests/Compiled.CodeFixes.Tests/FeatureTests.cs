extern alias codefixes;

using FeatureNamesCodeFix = codefixes::Compiled.CodeFixes.FeatureNamesCodeFix;

namespace Compiled.CodeFixes.Tests;

/// <summary>Repeated names of features get a number.</summary>
public sealed class FeatureTests
{
    private const string Blocks = "\n[Dense(1)]\npublic sealed partial class Net;\n\npublic static class Names { public const string Age = \"age\"; }\n";

    [Theory]
    [InlineData("[Network(2)]\n[{|CMP0102:Features(\"age\", \"age\")|}]", "[Network(2)]\n[Features(\"age\", \"age2\")]")]
    [InlineData("[Network(3)]\n[{|CMP0102:Features(\"age\", \"age\", \"age2\")|}]", "[Network(3)]\n[Features(\"age\", \"age3\", \"age2\")]")]
    [InlineData("[Network(4)]\n[{|CMP0102:Features(\"a\", \"b\", /* again */ \"a\", \"b\")|}]", "[Network(4)]\n[Features(\"a\", \"b\", /* again */ \"a2\", \"b2\")]")]
    [InlineData("[Network(3)]\n[{|CMP0102:Features(\"a\", \"a\", \"a\")|}]", "[Network(3)]\n[Features(\"a\", \"a2\", \"a3\")]")]
    [InlineData("[Network(2)]\n[{|CMP0102:Features(\"\\\"\", \"\\\"\")|}]", "[Network(2)]\n[Features(\"\\\"\", \"\\\"2\")]")]
    // A constant of the user's, and the ways to write an array.
    [InlineData("[Network(2)]\n[{|CMP0102:Features(\"age\", Names.Age)|}]", "[Network(2)]\n[Features(\"age\", \"age2\")]")]
    [InlineData("[Network(2)]\n[{|CMP0102:Features(new[] { \"age\", \"age\" })|}]", "[Network(2)]\n[Features(new[] { \"age\", \"age2\" })]")]
    [InlineData("[Network(2)]\n[{|CMP0102:Features(names: new string[] { \"age\", \"age\" })|}]", "[Network(2)]\n[Features(names: new string[] { \"age\", \"age2\" })]")]
    [InlineData("[Network(2)]\n[{|CMP0102:Features([\"age\", \"age\"])|}]", "[Network(2)]\n[Features([\"age\", \"age2\"])]")]
    public Task A_repeated_name(string before, string after) => FixVerifier.CheckAsync<FeatureNamesCodeFix>(before + Blocks, after + Blocks);

    [Fact]
    public Task All_of_a_file_are_mended_at_once() => FixVerifier.CheckAsync<FeatureNamesCodeFix>(
        "[Network(2)]\n[{|CMP0102:Features(\"a\", \"a\")|}]\n[Dense(1)]\npartial class Other;\n\n[Network(2), {|CMP0102:Features(\"b\", \"b\")|}]" + Blocks,
        "[Network(2)]\n[Features(\"a\", \"a2\")]\n[Dense(1)]\npartial class Other;\n\n[Network(2), Features(\"b\", \"b2\")]" + Blocks);
}
