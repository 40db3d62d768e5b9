extern alias codefixes;

using Compiled.Generator.Diagnostics;
using Compiled.Generator.Model;
using RemedyCodeFix = codefixes::Compiled.CodeFixes.RemedyCodeFix;

namespace Compiled.CodeFixes.Tests;

/// <summary>Each remedy of an attribute: where it is reported, and what it makes of the source.</summary>
public sealed class RemedyTests
{
    private const string Class = "\npublic sealed partial class Net;\n";

    private const string Constants = "\npublic static class Names { public const string Taken = \"Topology\"; }\n";

    private const string Sides = "public enum Side { Left, Middle, Right }\n\n";

    [Theory]
    [InlineData("[Network(2)]\n[Dense(1, {|CMP0027:Initializer = (Initializer)99|})]", "[Network(2)]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(1, {|CMP0028:InitializerConstant = 0.5f|}, Bias = false)]", "[Network(2)]\n[Dense(1, Bias = false)]")]
    [InlineData("[Network(2)]\n[Dense(1, {|CMP0029:Name = \"1st\"|})]", "[Network(2)]\n[Dense(1, Name = \"Dense0\")]")]
    [InlineData("[Network(2)]\n[Dense(3, Name = \"a\"), Relu]\n[Dense(1, {|CMP0030:Name = \"a\"|})]", "[Network(2)]\n[Dense(3, Name = \"a\"), Relu]\n[Dense(1, Name = \"A2\")]")]
    [InlineData("[Network(2)]\n[Dense(1, {|CMP0038:Name = \"Topology\"|})]", "[Network(2)]\n[Dense(1, Name = \"Topology2\")]")]
    [InlineData("[Network(2)]\n[Dense(1)]\n[Budget({|CMP0062:MaxParameters = 0|})]", "[Network(2)]\n[Dense(1)]\n[Budget]")]
    [InlineData("[Network(2)]\n[Dense(1)]\n[Budget({|CMP0060:MaxParameters = 2|})]", "[Network(2)]\n[Dense(1)]\n[Budget(MaxParameters = 3)]")]
    [InlineData("[Network(2)]\n[Dense(1000), Relu]\n[Dense(1)]\n[Budget({|CMP0061:MaxScratchBytes = 8|})]", "[Network(2)]\n[Dense(1000), Relu]\n[Dense(1)]\n[Budget(MaxScratchBytes = 60736)]")]
    [InlineData("[Network(2)]\n[Dense(3, {|CMP0050:Initializer = Initializer.HeNormal|}), Tanh]\n[Dense(1)]", "[Network(2)]\n[Dense(3, Initializer = Initializer.XavierNormal), Tanh]\n[Dense(1)]")]
    [InlineData(
        "[Network(2)]\n[Dense(3, {|CMP0050:Initializer = Compiled.Initializer.XavierUniform|}), Relu]\n[Dense(1)]",
        "[Network(2)]\n[Dense(3, Initializer = Compiled.Initializer.HeUniform), Relu]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(3, {|CMP0050:Initializer = Initializer.Constant|}, InitializerConstant = 1), Relu]\n[Dense(1)]", "[Network(2)]\n[Dense(3), Relu]\n[Dense(1)]")]
    // An argument that is not there yet, of an attribute without any, one by position, a constant of the user's, and one before another.
    [InlineData("[Network(2)]\n[Dense(3, Name = \"Dense1\"), Relu]\n[{|CMP0030:Dense(1)|}]", "[Network(2)]\n[Dense(3, Name = \"Dense1\"), Relu]\n[Dense(1, Name = \"Dense12\")]")]
    [InlineData("[Network(2)]\n[Dense(3, Name = \"LayerNorm0\"), {|CMP0030:LayerNorm|}]\n[Dense(1)]", "[Network(2)]\n[Dense(3, Name = \"LayerNorm0\"), LayerNorm(Name = \"LayerNorm02\")]\n[Dense(1)]")]
    [InlineData("[Network(3)]\n[BeginResidual, Dense(units: 4), Relu, {|CMP0082:EndResidual|}]\n[Dense(1)]", "[Network(3)]\n[BeginResidual, Dense(units: 3), Relu, EndResidual]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(1, {|CMP0038:Name = nameof(Topology)|})]", "[Network(2)]\n[Dense(1, Name = \"Topology2\")]")]
    [InlineData("[Network(2)]\n[Dense(1, {|CMP0038:Name = Names.Taken|})]", "[Network(2)]\n[Dense(1, Name = \"Topology2\")]")]
    [InlineData("[Network(2)]\n[Dense(1)]\n[Budget({|CMP0062:MaxParameters = 0|}, MaxScratchBytes = 9000)]", "[Network(2)]\n[Dense(1)]\n[Budget(MaxScratchBytes = 9000)]")]
    public Task An_argument(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[Network(2)]\n[Dense(3), {|CMP0032:Softmax|}, Relu]\n[CrossEntropy]", "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[BeginResidual, Dense(2), {|CMP0032:Softmax|}, EndResidual]\n[CrossEntropy]", "[Network(2)]\n[BeginResidual, Dense(2), EndResidual, Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[{|CMP0035:MeanSquaredError|}] // the loss\n[Dense(1)] // one output", "[Network(2)]\n// the loss\n[Dense(1)]\n[MeanSquaredError] // one output")]
    [InlineData("[Network(2)]\n[{|CMP0035:MeanSquaredError|}]\n[Dense(1)]", "[Network(2)]\n[Dense(1)]\n[MeanSquaredError]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu]\n[{|CMP0078:Standardize|}]\n[Dense(1)]", "[Network(2)]\n[Standardize]\n[Dense(3), Relu]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(1), {|CMP0110:StandardizeTargets|}]\n[Relu]\n[Dense(1)]", "[Network(2)]\n[Dense(1)]\n[Relu]\n[Dense(1), StandardizeTargets]")]
    [InlineData("[Network(2), Dense(3), Relu]\n[{|CMP0078:Standardize|}]\n[Dense(1)]", "[Network(2), Standardize, Dense(3), Relu]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu, {|CMP0078:Standardize|}, Dense(1)]", "[Network(2)]\n[Standardize, Dense(3), Relu, Dense(1)]")]
    [InlineData("[Network(2)] [Dense(3), Relu]  [{|CMP0035:MeanSquaredError|}] [Dense(1)]", "[Network(2)] [Dense(3), Relu]  [Dense(1)] [MeanSquaredError]")]
    public Task A_move(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[Network(2)]\n[Dense(3)]\n[{|CMP0033:CrossEntropy|}]", "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu]\n[{|CMP0033:CrossEntropy|}]", "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(1)]\n[{|CMP0033:BinaryCrossEntropy|}]", "[Network(2)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(1)]\n[{|CMP0033:CrossEntropy|}]", "[Network(2)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(3), Softmax]\n[{|CMP0033:BinaryCrossEntropy|}]", "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(3), Sigmoid]\n[{|CMP0033:CrossEntropy|}]", "[Network(2)]\n[Dense(3), Sigmoid]\n[BinaryCrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(1), {|CMP0039:Softmax|}]\n[CrossEntropy]", "[Network(2)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(3), Softmax]\n[{|CMP0124:MeanSquaredError|}]", "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu]\n[{|CMP0124:Hinge|}]", "[Network(2)]\n[Dense(3)]\n[Hinge]")]
    [InlineData("[Network(2)]\n[Dense(3)]\n[{|CMP0084:Head(\"a\")|}]\n[Dense(3), Softmax]", "[Network(2)]\n[Dense(3)]\n[Head(\"a\")]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu]\n[{|CMP0087:Huber|}]\n[Head(\"a\")]\n[Dense(1)]\n[Huber]", "[Network(2)]\n[Dense(3), Relu]\n[Head(\"a\")]\n[Dense(1)]\n[Huber]")]
    [InlineData("[Network(2)]\n[Dense(1)]\n[Huber]\n[{|CMP0034:MeanSquaredError|}]", "[Network(2)]\n[Dense(1)]\n[Huber]")]
    [InlineData("[Network(2)]\n[Dense(3), {|CMP0112:StandardizeTargets|}]\n[Hinge]", "[Network(2)]\n[Dense(3)]\n[Hinge]")]
    public Task A_loss(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[Network(2)]\n[Dense(1)]\n[{|CMP0075:Dropout(0.5)|}]", "[Network(2)]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[{|CMP0077:LayerNorm|}]\n[Dense(1)]", "[Network(2)]\n[Standardize]\n[Dense(1)]")]
    [InlineData("[Network(2)] [Dense(1)] [{|CMP0075:Dropout(0.5)|}]", "[Network(2)] [Dense(1)]")]
    [InlineData("[Network(2)]\n[Standardize, {|CMP0077:BatchNorm|}]\n[Dense(1)]", "[Network(2)]\n[Standardize]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(1), Relu, {|CMP0111:StandardizeTargets|}]", "[Network(2)]\n[Dense(1), Relu]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu, {|CMP0122:Relu|}]\n[Dense(1)]", "[Network(2)]\n[Dense(3), Relu]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(3)]\n[{|CMP0123:Dense(1)|}]", "[Network(2)]\n[Dense(3), Relu]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(3), LayerNorm, {|CMP0125:LayerNorm|}, Relu]\n[Dense(1)]", "[Network(2)]\n[Dense(3), LayerNorm, Relu]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu, Dropout(0.5)]\n[{|CMP0125:Dropout(0.2)|}]\n[Dense(1)]", "[Network(2)]\n[Dense(3), Relu, Dropout(0.5)]\n[Dense(1)]")]
    [InlineData("[Network(2)]\n[Dense(3), Relu]\n[Head(\"a\")]\n[Dense(1)]\n[Huber]\n[Head({|CMP0086:\"a\"|})]\n[Dense(1)]\n[Huber]", "[Network(2)]\n[Dense(3), Relu]\n[Head(\"a\")]\n[Dense(1)]\n[Huber]\n[Head(\"A2\")]\n[Dense(1)]\n[Huber]")]
    public Task A_block(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[Network(3)]\n[{|CMP0080:BeginResidual|}, Dense(3), Relu]\n[Dense(1)]", "[Network(3)]\n[BeginResidual, Dense(3), Relu, EndResidual]\n[Dense(1)]")]
    [InlineData("[Network(3)]\n[{|CMP0080:BeginResidual|}, Dense(2), Relu]\n[Dense(1)]", "[Network(3)]\n[Dense(2), Relu]\n[Dense(1)]")]
    [InlineData("[Network(3)]\n[Dense(3), Relu, {|CMP0081:EndResidual|}]\n[Dense(1)]", "[Network(3)]\n[Dense(3), Relu]\n[Dense(1)]")]
    [InlineData("[Network(3)]\n[BeginResidual, Dense(4), Relu, {|CMP0082:EndResidual|}]\n[Dense(1)]", "[Network(3)]\n[BeginResidual, Dense(3), Relu, EndResidual]\n[Dense(1)]")]
    [InlineData("[Network(3)]\n[Dense(3)]\n[BeginResidual, Relu, {|CMP0083:EndResidual|}]\n[Dense(1)]", "[Network(3)]\n[Dense(3)]\n[Relu]\n[Dense(1)]")]
    [InlineData("[Network(3)]\n[Dense(3), Relu]\n[BeginResidual, {|CMP0083:EndResidual|}]\n[Dense(1)]", "[Network(3)]\n[Dense(3), Relu]\n[Dense(1)]")]
    public Task A_residual(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[Network(2)]\n[{|CMP0041:Classes<Side>|}]\n[Dense(2), Softmax]", "[Network(2)]\n[Classes<Side>]\n[Dense(3), Softmax]")]
    [InlineData("[Network(2)]\n[{|CMP0043:Classes<Side>|}]\n[Dense(3)]\n[MeanSquaredError]", "[Network(2)]\n[Classes<Side>]\n[Dense(3), Softmax]\n[CrossEntropy]")]
    [InlineData("[Network(2)]\n[{|CMP0043:Classes<Side>|}]\n[Dense(3), Relu]", "[Network(2)]\n[Dense(3), Relu]")]
    [InlineData("[Network(2), {|CMP0040:Classes<int>|}]\n[Dense(3), Softmax]", "[Network(2)]\n[Dense(3), Softmax]")]
    public Task The_classes(string before, string after) => FixVerifier.CheckAsync<RemedyCodeFix>(Sides + before + Class, Sides + after + Class);

    [Fact]
    public Task A_block_on_another_part_goes_to_the_others() => FixVerifier.CheckAsync<RemedyCodeFix>(
        ["[Network(2)]\n[Dense(3), Relu]\npublic partial class Net;\n", "[{|CMP0031:Dense(1)|}]\npublic partial class Net;\n"],
        ["[Network(2)]\n[Dense(3), Relu]\n[Dense(1)]\npublic partial class Net;\n", "public partial class Net;\n"]);

    [Fact]
    public Task A_loss_that_a_call_needs_goes_to_the_network() => FixVerifier.CheckAsync<RemedyCodeFix>(
        ["public static class Program { public static object Train(Net net) => net.{|CMP0120:CreateTrainer|}(new Adam()); }\n", "[Network(2)]\n[Dense(3), Softmax]\npublic partial class Net;\n"],
        ["public static class Program { public static object Train(Net net) => net.CreateTrainer(new Adam()); }\n", "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]\npublic partial class Net;\n"]);

    [Fact]
    public Task Names_stay_qualified() => FixVerifier.CheckAsync<RemedyCodeFix>(
        "[Compiled.Network(2)]\n[Compiled.Dense(3)]\n[{|CMP0033:Compiled.CrossEntropy|}]\npublic partial class Net;\n",
        "[Compiled.Network(2)]\n[Compiled.Dense(3), Compiled.Softmax]\n[Compiled.CrossEntropy]\npublic partial class Net;\n");

    [Theory]
    // The moved one takes the place's qualifier, and does not keep its own beside it.
    [InlineData(
        "[Compiled.Network(2)]\n[Compiled.Dense(3), Compiled.Relu]\n[{|CMP0078:Compiled.Standardize|}]\n[Compiled.Dense(1)]",
        "[Compiled.Network(2)]\n[Compiled.Standardize]\n[Compiled.Dense(3), Compiled.Relu]\n[Compiled.Dense(1)]")]
    [InlineData(
        "[Network(2)]\n[Dense(3), Relu]\n[{|CMP0035:Compiled.MeanSquaredError|}]\n[global::Compiled.Dense(1)]",
        "[Network(2)]\n[Dense(3), Relu]\n[global::Compiled.Dense(1)]\n[global::Compiled.MeanSquaredError]")]
    [InlineData("[A::Network(2)]\n[A::Dense(3)]\n[{|CMP0033:A::CrossEntropy|}]", "[A::Network(2)]\n[A::Dense(3), A::Softmax]\n[A::CrossEntropy]")]
    [InlineData("[A::Network(2)]\n[{|CMP0035:A::Huber|}]\n[A::Dense(1)]", "[A::Network(2)]\n[A::Dense(1)]\n[A::Huber]")]
    public Task Names_are_qualified_once(string before, string after) => FixVerifier.CheckAsync<RemedyCodeFix>("using A = Compiled;\n" + before + Class, "using A = Compiled;\n" + after + Class);

    /// <summary>The file has no line break that the fix could copy.</summary>
    [Fact]
    public Task A_list_of_its_own_in_the_last_line_of_a_file() => FixVerifier.CheckAsync<RemedyCodeFix>(
        "[Network(2)]\n[Dense(3), Relu]\n[{|CMP0084:Head(\"a\")|}]\n[Dense(3), Softmax] public partial class Net;",
        "[Network(2)]\n[Dense(3), Relu]\n[Head(\"a\")]\n[Dense(3), Softmax]\n[CrossEntropy] public partial class Net;");

    [Fact]
    public Task All_of_a_project_are_mended_at_once() => FixVerifier.CheckAsync<RemedyCodeFix>(
        [
            "[Network(2)]\n[Dense(3)]\n[{|CMP0033:CrossEntropy|}]\npublic partial class A;\n\n[Network(2)]\n[Dense(3)]\n[{|CMP0033:KullbackLeibler|}]\npublic partial class B;\n",
            "[Network(2)]\n[Dense(1)]\n[{|CMP0033:BinaryCrossEntropy|}]\npublic partial class C;\n",
        ],
        [
            "[Network(2)]\n[Dense(3), Softmax]\n[CrossEntropy]\npublic partial class A;\n\n[Network(2)]\n[Dense(3), Softmax]\n[KullbackLeibler]\npublic partial class B;\n",
            "[Network(2)]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]\npublic partial class C;\n",
        ]);

    [Fact]
    public void The_code_fix_and_the_table_of_remedies_know_the_same_diagnostics() =>
        Assert.Equal(Remedies.Ids.Append(ProblemIds.NoLoss).Order(), RemedyKeys.Ids.Order());

    private static Task Check(string before, string after) => FixVerifier.CheckAsync<RemedyCodeFix>(before + Class + Constants, after + Class + Constants);
}
