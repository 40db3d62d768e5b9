using Microsoft.CodeAnalysis;

namespace Compiled.CodeFixes.Tests;

/// <summary>The check of fixed sources finds what C# rejects in them, and in what the generator adds.</summary>
public sealed class CompilerErrorsTests
{
    private static readonly MetadataReference[] References = [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)];

    [Theory]
    [InlineData("class A { }", "class A { ", "CS1513: } expected")]
    [InlineData("class {|CMP0001:A|} { }", "class A : Missing { }", "CS0246: The type or namespace name 'Missing' could not be found (are you missing a using directive or an assembly reference?)")]
    public void A_new_error_is_found(string before, string after, string error) => Assert.Equal([error], CompilerErrors.New([before], [after], References));

    [Theory]
    [InlineData("class A : Missing { }", "class {|CMP0001:A|} : Missing { int _own; }")]
    [InlineData("class A { ", "class A { }")]
    public void An_old_error_may_stay(string before, string after) => Assert.Empty(CompilerErrors.New([before], [after], References));
}
