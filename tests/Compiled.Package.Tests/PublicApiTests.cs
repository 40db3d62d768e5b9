using System.ComponentModel;
using System.Reflection;

namespace Compiled.Package.Tests;

/// <summary>What emitted code calls is public and hidden from the editor; what is public is listed.</summary>
public sealed class PublicApiTests
{
    private static readonly Assembly _library = Assembly.LoadFrom(Path.Combine(Tool.Repository, "src/Compiled/bin", Tool.Configuration, "net10.0/Compiled.dll"));

    [Fact]
    public void What_emitted_code_calls_is_hidden_from_the_editor() => Assert.All(
        _library.ExportedTypes.Where(static type => type is { Namespace: "Compiled.Runtime", IsNested: false }),
        static type => Assert.True(
            type.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never, $"{type} lacks [EditorBrowsable(EditorBrowsableState.Never)]."));

    [Fact]
    public void Every_public_type_is_listed()
    {
        var folder = Path.Combine(Tool.Repository, "src/Compiled");
        var lines = File.ReadLines(Path.Combine(folder, "PublicAPI.Shipped.txt")).Concat(File.ReadLines(Path.Combine(folder, "PublicAPI.Unshipped.txt"))).ToHashSet();
        Assert.True(lines.Count > 3000);
        Assert.All(
            _library.ExportedTypes.Where(static type => type is { IsNested: false, IsGenericType: false }),
            type => Assert.True(lines.Contains(type.FullName!) || lines.Contains($"static {type.FullName}"), $"{type} is not in PublicAPI.Unshipped.txt: run .ci/public-api."));
    }
}
