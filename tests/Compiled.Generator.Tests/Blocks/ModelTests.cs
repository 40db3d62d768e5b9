using Compiled.Generator.Model;

namespace Compiled.Generator.Tests.Blocks;

/// <summary>The models between parser and emitter: equal by value, or every keystroke would generate again.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Arrays_are_equal_by_what_they_hold()
    {
        EquatableArray<string> one = new(["a", "b"]), same = new(["a", "b"]), other = new(["a", "c"]), missing = new(["a", null!]);
        Assert.True(one.Equals((object)same));
        Assert.False(one.Equals((object)other));
        Assert.False(one.Equals("a"));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one.GetHashCode(), missing.GetHashCode());
        Assert.True(default(EquatableArray<string>).Equals(EquatableArray<string>.Empty));
        Assert.Equal(["a", "b"], ((System.Collections.IEnumerable)one).Cast<string>());
    }

    [Fact]
    public void An_argument_that_an_attribute_does_not_have_is_an_error_of_ours() =>
        Assert.Contains("Relu has no argument 'slope'", Assert.Throws<ArgumentException>(static () => new ActivationSpec("Relu", 3).Number("slope")).Message, StringComparison.Ordinal);
}
