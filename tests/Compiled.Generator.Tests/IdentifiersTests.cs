using Compiled.Generator.Model;

namespace Compiled.Generator.Tests;

public sealed class IdentifiersTests
{
    [Fact]
    public void A_keyword_gets_its_at_sign() => Assert.Equal("@class", Identifiers.Escape("class"));
}
