using Compiled.Generator.Parsing;
using CsCheck;

namespace Compiled.Generator.Tests.Parsing;

public sealed class HintNamesTests
{
    [Theory]
    [InlineData("DigitNet", "Digit-Net.g.cs")]
    [InlineData("MyApp.Models+Inner", "My-App.Models+Inner.g.cs")]
    [InlineData("net", "-net.g.cs")]
    [InlineData("Größe", "Gr(f6)(df)e.g.cs")]
    [InlineData("Con", "()Con.g.cs")]
    [InlineData("Net_2", "Net_2.g.cs")]
    public void A_name_is_readable_and_valid_everywhere(string metadataName, string expected) =>
        Assert.Equal(expected, HintNames.For(metadataName));

    [Fact]
    public void A_long_name_is_cut_and_still_its_own()
    {
        var left = HintNames.For(new string('A', 2000));
        var right = HintNames.For(new string('A', 1999) + "b");
        Assert.NotEqual(left, right);
        Assert.InRange(left.Length, 100, 150);
    }

    [Fact]
    public void Different_names_stay_different_without_case()
    {
        var name = Gen.Char["abABkK\u212AıİéÉ01_.+"].Array[1, 8].Select(characters => new string(characters));
        Gen.Select(name, name).Sample(
            (left, right) => left == right
                || !string.Equals(HintNames.For(left), HintNames.For(right), StringComparison.OrdinalIgnoreCase),
            iter: 20_000, threads: 1);
    }

    [Fact]
    public void The_reserved_names_of_Windows_are_not_used() =>
        Assert.All(["con", "NUL", "aux.Net", "Com1+Net"], name => Assert.StartsWith("()", HintNames.For(name)));
}
