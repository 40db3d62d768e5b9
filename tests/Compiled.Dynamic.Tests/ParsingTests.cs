using Compiled.Dynamic.Declarations;

namespace Compiled.Dynamic.Tests;

/// <summary>What few declarations have: each branch of their parser that ordinary ones do not take.</summary>
public sealed class ParsingTests
{
    private static NetworkProblem Problem(string text) => Assert.Single(Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Parse(text)).Problems);

    [Fact]
    public void A_block_may_have_parentheses_with_nothing_in_them()
    {
        var declaration = NetworkDeclaration.Parse("[Network(inputs: 2)] [Dense(1), Relu( )]");
        Assert.Equal(["Network(inputs: 2)", "Dense(1)", "Relu"], declaration.Attributes.Select(static attribute => attribute.Text));
        Assert.Equal(new NetworkSpan(32, 7), declaration.Attributes[2].Span);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void A_yes_or_no_is_written_as_in_CSharp(string flag) =>
        Assert.Equal($"Dense(3, Bias = {flag})", NetworkDeclaration.Parse($"[Network(inputs: 2)] [Dense(3, Bias = {flag})]").Attributes[1].Text);

    [Theory]
    [InlineData("[Network(inputs: 2)] [Features(\"a\", \"b\")]", "'Features(\"a\"' names the inputs of the class: pass the names to WithFeatures instead.")]
    [InlineData("[Network(inputs: 2)] [Classes<Kind>]", "'Classes<Kind>' names a user-defined enum: pass the labels to WithClasses instead.")]
    [InlineData("[Network(inputs: 2)] [Activation(typeof(Mine))]", "'Activation(typeof(Mine))' takes a user-defined type, which a text declaration cannot name: declare that network in C#.")]
    [InlineData("[Network(inputs: 2)] [Conv(3)]", "'Conv(3)' is not a built-in block: blocks are written without a namespace, such as Dense, Relu or Softmax.")]
    public void What_text_cannot_say_is_told_with_what_can(string text, string message)
    {
        var problem = Problem(text);
        Assert.Equal(NetworkProblem.UnfitAttribute, problem.Id);
        Assert.Equal("line 1, column 23: " + message, problem.Message);
    }

    [Theory]
    [InlineData("Initializer = Initializer")]
    [InlineData("Initializer = Initializer.3")]
    [InlineData("Initializer = Initializer.")]
    [InlineData("Initializer = Mine.Zeros")]
    public void A_member_of_an_enum_has_its_enum_and_its_name(string argument) => Assert.Equal(NetworkProblem.UnfitArgument, Problem($"[Network(inputs: 2)] [Dense(3, {argument})]").Id);

    [Theory]
    [InlineData("[", 0)]
    [InlineData("[  ", 0)]
    [InlineData("[Network(inputs: 2)] [Dense(3) ", 29)]
    public void A_text_that_ends_too_early_is_underlined_at_its_last_character(string text, int last)
    {
        var problem = Problem(text);
        Assert.Equal(new NetworkSpan(last, 1), problem.Span);
        Assert.StartsWith("the declaration ends where ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_attributes_has_no_place()
    {
        var problem = Problem("  // nothing");
        Assert.Null(problem.Span);
        Assert.StartsWith("the declaration has 0 Network attributes instead of one", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_argument_is_found_by_its_number_or_by_its_name()
    {
        var place = new AttributePlace(new(1, 20), [(null, new(3, 1)), ("Name", new(6, 2)), (null, new(9, 1))]);
        Assert.Equal([new(1, 20), new(3, 1), new(9, 1), new(1, 20)], new[] { -1, 0, 2, 3 }.Select(place.Of));
        Assert.Equal([new(3, 1), new(6, 2), new(1, 20), new(1, 20)], new[] { "units", "name", "l2", null }.Select(argument => place.Of("Dense", argument)));
    }

    [Fact]
    public void Each_attribute_has_one_constructor_whose_parameters_name_its_arguments()
    {
        var attributes = typeof(NetworkAttribute).Assembly.GetExportedTypes().Where(static type => type.Namespace == "Compiled" && type.IsSubclassOf(typeof(Attribute))).ToList();
        Assert.Contains(typeof(DenseAttribute), attributes);
        Assert.All(attributes, static type => Assert.Single(type.GetConstructors()));
    }
}
