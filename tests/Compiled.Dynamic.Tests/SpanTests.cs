namespace Compiled.Dynamic.Tests;

/// <summary>A problem in a text is at its characters, as an editor underlines it.</summary>
public sealed class SpanTests
{
    /// <summary>What is underlined is between the arrows.</summary>
    [Theory]
    [InlineData("[Network(inputs: 4)]\n[Dense(→0←), Relu]\n[Dense(1)]\n[MeanSquaredError]", "CMP0023")]
    [InlineData("[Network(→inputs: 0←)] [Dense(1)]", "CMP0022")]
    [InlineData("[Network(inputs: 4)] [Dense(3), Dropout( →rate: 1← )] [Dense(1)] [MeanSquaredError]", "CMP0026")]
    [InlineData("[Network(inputs: 4)] /* [Dense(0)] */ [Dense(2, →L2 = -1←)] [MeanSquaredError]", "CMP0026")]
    [InlineData("[→Network(inputs: 4)←]", "CMP0020")]
    [InlineData("[Network(inputs: 4)] [Dense(3, →Width = 2←)]", "CS0246")]
    [InlineData("[Network(inputs: 4)] [Dense(→\"3\"←)]", "CS1503")]
    [InlineData("[Network(inputs: 4)] [→Conv←(3)]", "DYN0002")]
    [InlineData("[Network(inputs: 4)] [→System.Obsolete←]", "DYN0002")]
    [InlineData("[Network(inputs: 4)] [Dense(→1 + 2←), Relu]", "DYN0003")]
    [InlineData("[Network(inputs: 4)] →Dense←(3)]", "DYN0001")]
    [InlineData("[Network(inputs: 4)] [Dense(3)→,←\n", "DYN0001")]
    [InlineData("[→Dense(3)←]", "DYN0002")]
    [InlineData("[Network(inputs: 4)] [→Network(inputs: 5)←] [Dense(1)]", "DYN0002")]
    public void The_place_is_that_of_the_mistake(string marked, string id)
    {
        var start = marked.IndexOf('→', StringComparison.Ordinal);
        var length = marked.IndexOf('←', StringComparison.Ordinal) - start - 1;
        var text = marked.Replace("→", "", StringComparison.Ordinal).Replace("←", "", StringComparison.Ordinal);
        var problems = Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Parse(text).Compile()).Problems;
        var problem = Assert.Single(problems, problem => problem.Id == id);
        Assert.Equal(new NetworkSpan(start, length), problem.Span);
    }

    [Fact]
    public void Warnings_have_places_too_whatever_text_was_compiled_first()
    {
        const string tail = "[Dense(2, Initializer = Initializer.Zeros), Relu] [Dense(1)]";
        _ = NetworkDeclaration.Parse("[Network(inputs: 2)] " + tail).Compile();
        var text = "// moved by a comment\n[Network(inputs: 2)] " + tail;
        var warning = Assert.Single(NetworkCompiler.Outline(NetworkDeclaration.Parse(text), TestContext.Current.CancellationToken).Warnings);
        Assert.Equal("Initializer = Initializer.Zeros", Quote(text, warning.Span));
        Assert.Equal("Initializer = Initializer.Zeros", Quote(text, Assert.Single(NetworkDeclaration.Parse(text).WithName("Moved").Compile().Warnings).Span));
    }

    [Fact]
    public void Attributes_know_their_places()
    {
        const string text = " [Network( inputs: 4 )]\n[ Dense(3, Name = \"a,]\") , Relu ]";
        var declaration = NetworkDeclaration.Parse(text).Dense(1);
        Assert.Equal(["Network", "Dense", "Relu", "Dense"], declaration.Attributes.Select(static attribute => attribute.Kind));
        Assert.Equal(["Network( inputs: 4 )", "Dense(3, Name = \"a,]\")", "Relu", null], declaration.Attributes.Select(attribute => Quote(text, attribute.Span)));
        Assert.Equal("Dense(3, Name = \"a,]\")", declaration.Attributes[1].Text);
    }

    [Fact]
    public void What_was_not_parsed_has_no_place()
    {
        Assert.Null(Assert.Single(new NetworkDeclaration(4).Dense(0).Problems()).Span);
        Assert.Null(Assert.Single(NetworkDeclaration.Parse("[Network(inputs: 4)]").Add("Dense(0)").Problems()).Span);
        var topology = new NetworkDeclaration(4).Dense(3).Relu().Compile().Topology;
        Assert.All(NetworkDeclaration.Of(topology).Attributes, static attribute => Assert.Null(attribute.Span));
    }

    [Fact]
    public void Blocks_that_are_added_as_text_have_places_in_that_text()
    {
        var bare = Assert.Throws<NetworkCompilationException>(() => new NetworkDeclaration(4).Add("Relu, Conv(3)"));
        Assert.Equal(new NetworkSpan(6, 4), Assert.Single(bare.Problems).Span);
        var listed = Assert.Throws<NetworkCompilationException>(() => new NetworkDeclaration(4).Add("[Relu, Conv(3)]"));
        Assert.Equal(new NetworkSpan(7, 4), Assert.Single(listed.Problems).Span);
    }

    [Fact]
    public void Equal_declarations_are_equal_wherever_they_were_read() =>
        Assert.Equal(NetworkDeclaration.Parse("[Network(inputs: 4)] [Dense(3)]"), NetworkDeclaration.Parse("\n\n[Network(inputs: 4)][Dense(3)]"));

    private static string? Quote(string text, NetworkSpan? span) => span is { } place ? text.Substring(place.Start, place.Length) : null;
}
