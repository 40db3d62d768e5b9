using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic.Tests;

public class ClassLabelTests
{
    private static readonly string[] Irises = ["Iris-setosa", "Iris-versicolor", "virginica"];

    private static NetworkDeclaration Iris => new NetworkDeclaration(2).Dense(3).Softmax().CrossEntropy().WithClasses(Irises);

    [Fact]
    public void Labels_are_the_topologys_classes_whatever_characters_they_have()
    {
        string[] labels = ["Iris-setosa", "class", "3.5", "\"quoted\" \\", "line\nbreak", "Größe", "日本", "🍎", "value__", "a b", "A-B"];
        var type = new NetworkDeclaration(2).Dense(labels.Length).Softmax().WithClasses(labels).Compile();
        Assert.Equal(labels, type.Topology.Classes);
        Assert.Equal(labels, type.Classes);
    }

    [Fact]
    public void Labels_survive_the_way_over_the_topology() => Assert.Equal(Irises, NetworkDeclaration.Of(Iris.Compile().Topology).Compile().Topology.Classes);

    [Fact]
    public void Data_with_those_labels_fits_the_network()
    {
        var network = Iris.Compile().Create(1);
        var data = Dataset.FromLabels([1, 2, 3, 4, 5, 6], [0, 1, 2], Irises);
        Assert.Equal(3, network.Evaluate(data).Count);
        Assert.Contains("does not have", Assert.Throws<ArgumentException>(() => network.Evaluate(Dataset.FromLabels([1, 2, 3, 4, 5, 6], [0, 1, 2], ["x", "y", "z"]))).Message);
    }

    [Fact]
    public void Names_of_members_are_as_near_as_CSharp_allows_and_differ() => Assert.Equal(
        ["setosa", "IrisDashSetosa", "IrisSetosa", "Class3_5", "Question", "Exclamation", "Value", "ADashB", "AB", "class"],
        ClassMembers.Name(["setosa", "Iris-setosa", "iris setosa", "3.5", "?", "!", "value__", "A-B", "AB", "class"]));

    [Theory]
    [InlineData("-1|1", "Minus1|Class1")]
    [InlineData("-1.5|+1.5|1.5", "Minus1_5|Plus1_5|Class1_5")]
    [InlineData("\u22121|0", "Minus1|Class0")]
    [InlineData("<=50K|>50K", "AtMost50K|Above50K")]
    [InlineData("<18|18-65|>=65", "Below18|Class18_65|AtLeast65")]
    [InlineData("+|-", "Plus|Minus")]
    [InlineData("++|--|+-", "PlusPlus|MinusMinus|PlusMinus")]
    [InlineData("A+|A|A-", "APlus|A|AMinus")]
    [InlineData("C|C++|C#", "C|CPlusPlus|CHash")]
    [InlineData("50%|50|$50", "Class50Percent|Class50|Dollar50")]
    [InlineData("=|!=|<|>|*|/", "Equal|Not|Below|Above|Star|Slash")]
    [InlineData("yes!|yes?|yes", "YesExclamation|YesQuestion|yes")]
    [InlineData("a b|a-b|a.b|a/b", "AB|ADashB|APointB|ASlashB")]
    [InlineData("a b|a  b", "AB|AB_2")]
    [InlineData("🍎|🍌", "U1F34E|U1F34C")]
    [InlineData("red 🍎|red 🍏|green", "RedU1F34E|RedU1F34F|green")]
    [InlineData("日本|中国|Ελλάδα|हिन्दी", "日本|中国|Ελλάδα|हिन्दी")]
    [InlineData("𠮷|𠮸", "U20BB7|U20BB8")]
    [InlineData("\u001b[31mred|plain", "Class31mred|plain")]
    [InlineData("\u001b|\u0007", "U001B|U0007")]
    [InlineData("¬|∧|∨", "U00AC|U2227|U2228")]
    [Trait("Speed", "slow")]
    public void Names_of_members_tell_signs_operators_and_pictures_apart(string labels, string names)
    {
        Assert.Equal(names.Split('|'), ClassMembers.Name(labels.Split('|')));
        var type = new NetworkDeclaration(2).Dense(labels.Split('|').Length).Softmax().WithClasses(labels.Split('|')).Compile();
        Assert.Equal(labels.Split('|'), type.Topology.Classes);
    }

    [Fact]
    public void The_two_labels_of_a_sigmoid_are_kept()
    {
        var binary = new NetworkDeclaration(2).Dense(1).Sigmoid().BinaryCrossEntropy().WithClasses("no", "yes");
        Assert.Equal(["no", "yes"], binary.Compile().Create().Classes);
        Assert.Equal(["no", "yes"], binary.Compile().Topology.Classes);
        Assert.Contains("[Classes<DynamicNetClass>]", binary.ToSource());
        Assert.Equal(binary, NetworkDeclaration.Of(binary.Compile().Topology));
        Assert.True(new NetworkDeclaration(2).Dense(1).Sigmoid().WithClasses("no", "yes").Compile().Topology.IsBinaryClassifier);
    }

    [Fact]
    public void Data_with_the_labels_of_a_sigmoid_in_another_order_is_refused_wherever_it_meets_the_network()
    {
        var network = new NetworkDeclaration(1).Dense(1).Sigmoid().BinaryCrossEntropy().WithClasses("yes", "no").WithName("Turned").Compile().Create(1);
        var (turned, plain) = (Answers("no", "yes"), Answers());
        Refused("The dataset", () => network.Evaluate(turned));
        foreach (var of in (DynamicNetwork[])[network, network.Clone()])
        {
            Refused("The training data", () => of.CreateTrainer(new Adam()).Fit(turned));
            Refused("The training data", () => of.CreateTrainer(new Adam()).Minimize(turned));
            Refused("The validation data", () => of.CreateTrainer(new Adam()).Fit(plain, new FitOptions { Validation = turned }));
        }

        network.CreateTrainer(new Adam()).Fit(Answers("yes", "no"), new FitOptions { Epochs = 1, Validation = plain });
        Assert.Equal(["yes", "no"], Assert.IsType<ClassificationEvaluation>(network.Evaluate(Answers("yes", "no"))).ClassNames);
        // Data without names is named by the network.
        Assert.Equal(["yes", "no"], Assert.IsType<ClassificationEvaluation>(network.Evaluate(plain)).ClassNames);

        static Dataset Answers(params string[] names) => names.Length == 0
            ? Dataset.FromMemory([1, 2], [0, 1], 1, 1)
            : Dataset.FromCsv(new StringReader("x,y\n1,yes\n2,no\n"), "y", new CsvOptions { Target = TargetKind.Binary, Classes = names });

        static void Refused(string what, Action action)
        {
            var message = Assert.Throws<ArgumentException>(action).Message;
            Assert.StartsWith(what + " has class 'no' at position 0, but the network Turned has it at position 1", message);
            Assert.Contains("'yes', 'no'", message);
            Assert.Contains("'no', 'yes'", message);
        }
    }

    [Fact]
    public void Labels_that_the_outputs_cannot_have_are_problems()
    {
        Assert.Equal("CMP0103", Assert.Single(new NetworkDeclaration(2).Dense(1).Sigmoid().WithClasses("a", "b", "c").Problems()).Id);
        Assert.Equal("CMP0043", Assert.Single(new NetworkDeclaration(2).Dense(2).Sigmoid().WithClasses("a", "b").Problems()).Id);
        Assert.Equal("CMP0041", Assert.Single(new NetworkDeclaration(2).Dense(3).Softmax().WithClasses("a", "b").Problems()).Id);
        Assert.Equal("CMP0043", Assert.Single(new NetworkDeclaration(2).Dense(2).WithClasses("a", "b").Problems()).Id);
    }

    [Fact]
    public void Labels_are_at_least_two_and_differ()
    {
        Assert.Contains("1 label", Assert.Throws<ArgumentException>("labels", () => Iris.WithClasses("a")).Message);
        Assert.Contains("There are 0 labels", Assert.Throws<ArgumentException>("labels", () => Iris.WithClasses()).Message);
        Assert.Contains("Label 1 is empty", Assert.Throws<ArgumentException>("labels", () => Iris.WithClasses("a", "")).Message);
        Assert.Contains("Labels 0 and 2 are both 'a'", Assert.Throws<ArgumentException>("labels", () => Iris.WithClasses("a", "b", "a")).Message);
    }

    [Fact]
    public void The_source_is_what_a_person_would_have_written() => Assert.Equal(
        """
        using System.Runtime.Serialization;
        using Compiled;

        namespace Shop.@class;

        [Network(inputs: 2)]
        [Dense(3), Softmax]
        [CrossEntropy]
        [Classes<IrisNetClass>]
        public sealed partial class IrisNet;

        /// <summary>The classes, in the order of the outputs.</summary>
        public enum IrisNetClass
        {
            [EnumMember(Value = "Iris-setosa")]
            IrisSetosa,
            [EnumMember(Value = "Iris-versicolor")]
            IrisVersicolor,
            virginica,
        }

        """.ReplaceLineEndings("\n"),
        Iris.ToSource("IrisNet", "Shop.class"));

    [Fact]
    public void The_source_without_labels_is_the_class_alone() => Assert.Equal(
        "using Compiled;\n\n[Network(inputs: 2)]\n[Dense(1), Relu]\npublic sealed partial class DynamicNet;\n", new NetworkDeclaration(2).Dense(1).Relu().ToSource());
}
