using Compiled.Generator.Weights;

namespace Compiled.Generator.Tests.Weights;

public sealed class WeightsPathsTests
{
    private static readonly string[] Paths = ["/p/xor.weights", "/p/a/xor.weights", "/p/b/xor.weights", "/p/b/and.weights", "/p/B/or.weights", "/p/b/and.weights"];

    [Theory]
    [InlineData("xor.weights", "/p/a", 1)]
    [InlineData("xor.weights", "/p", 0)]
    [InlineData("../xor.weights", "/p/a", 0)]
    [InlineData(@"..\b\xor.weights", "/p/a", 2)]
    [InlineData("./xor.weights", "/p/b", 2)]
    [InlineData("a/xor.weights", "/p/b", 1)]
    [InlineData("and.weights", "/p", 3)]
    [InlineData("b/or.weights", "/p", 4)]
    [InlineData("AND.weights", "/other", 3)]
    [InlineData("/p/xor.weights", "", 0)]
    [InlineData("b/and.weights", "", 3)]
    public void One_file_is_meant(string name, string folder, int expected) => Assert.Equal([expected], WeightsPaths.Find(name, folder, Paths));

    [Fact]
    public void Several_may_be_meant() => Assert.Equal([0, 1, 2], WeightsPaths.Find("xor.weights", "/p/c", Paths));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("or.weight")]
    [InlineData("nd.weights")]
    [InlineData("../../../../xor.weights")]
    public void None_is_meant(string name) => Assert.Empty(WeightsPaths.Find(name, "/p/c", Paths));

    [Theory]
    [InlineData(@"C:\p\a\.\x\..\n.weights", "C:/p/a/n.weights")]
    [InlineData("../a.weights", "../a.weights")]
    [InlineData("/../a.weights", "/../a.weights")]
    [InlineData("a//b.weights", "a/b.weights")]
    public void Paths_are_made_alike(string path, string expected) => Assert.Equal(expected, WeightsPaths.Normalize(path));
}
