namespace Compiled.Dynamic.Tests;

/// <summary>The declaration of a topology that is known from elsewhere: of a file, of a class, of another program.</summary>
public sealed class TopologyDeclarationTests
{
    /// <summary>The last block, its width, the loss, the number of labels, and whether the outputs can have them.</summary>
    [Theory]
    [InlineData("Softmax", 3, "CrossEntropy", 3, true)]
    [InlineData("Softmax", 3, null, 3, true)]
    [InlineData("Softmax", 3, "CrossEntropy", 2, false)]
    [InlineData("Sigmoid", 1, "BinaryCrossEntropy", 2, true)]
    [InlineData("Sigmoid", 1, null, 2, true)]
    [InlineData("Sigmoid", 1, "BinaryCrossEntropy", 3, false)]
    [InlineData("Sigmoid", 1, "MeanSquaredError", 2, false)]
    [InlineData("Sigmoid", 2, "BinaryCrossEntropy", 2, false)]
    [InlineData("Tanh", 1, "MeanSquaredError", 2, false)]
    // A mistake is the compiler's to name, with the labels that were given.
    [InlineData("Tanh", 3, "CrossEntropy", 3, true)]
    public void Labels_stay_where_the_outputs_can_have_them(string last, int outputs, string? loss, int count, bool stay)
    {
        string[] labels = [.. Enumerable.Range(0, count).Select(static label => $"label {label}")];
        var topology = new Topology("Net", 2, [new TopologyBlock("Dense", "Dense0", 2, outputs, 3 * outputs, true), new TopologyBlock(last, "", outputs, outputs, 0, false)], loss, labels);
        var declaration = NetworkDeclaration.Of(topology);
        Assert.Equal(stay ? labels : [], declaration.Classes);
        Assert.Equal("Net", declaration.Name);
    }

    [Fact]
    public void Declarations_are_equal_if_they_say_the_same()
    {
        var one = new NetworkDeclaration(2).Dense(1).Budget(100, 4096);
        Assert.Equal(one, NetworkDeclaration.Parse("[Network(inputs: 2)] [Dense(1)] [Budget(MaxParameters = 100, MaxScratchBytes = 4096)]"));
        Assert.Equal(one.GetHashCode(), NetworkDeclaration.Parse(one.Text).GetHashCode());
        Assert.NotEqual(one, new NetworkDeclaration(2).Dense(1).Budget(100));
        Assert.NotEqual(one, new NetworkDeclaration(2).Dense(1).Budget());
        Assert.False(one.Equals(null));
        Assert.False(one.Equals((object)one.Text));
        Assert.Equal(one.Text, one.ToString());
    }

    [Fact]
    public void A_network_without_a_loss_is_wrapped_too()
    {
        var type = new NetworkDeclaration(2).Dense(1).WithName("Plain").Compile();
        var made = Activator.CreateInstance(type.NetworkClass, 5L)!;
        Assert.Same(made, type.Wrap(made).Network);
        var wrong = Assert.Throws<ArgumentException>("network", () => type.Wrap("no network"));
        Assert.StartsWith("The object is a System.String, but this is the class Plain of another declaration: pass a network of type NetworkClass.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_became_of_a_declaration_says_its_name_or_what_is_wrong()
    {
        var all = NetworkCompiler.CompileMany([new NetworkDeclaration(2).Dense(1).WithName("Fine"), new NetworkDeclaration(2).WithName("Empty")], TestContext.Current.CancellationToken);
        Assert.Equal("Fine", all[0].ToString());
        Assert.Equal(all[1].Error!.Message, all[1].ToString());
        Assert.Equal(all[1].Error!.Problems, Assert.Throws<NetworkCompilationException>(() => all[1].Type).Problems);
    }
}
