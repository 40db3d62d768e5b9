using System.Text.RegularExpressions;

namespace Compiled.Package.Tests;

/// <summary>The code of other libraries, which pages show beside ours, compiles against them as a page has it: its blocks one after the other, with their own directives.</summary>
public sealed partial class ForeignCodeTests(PackedPackage package)
{
    [Theory]
    [InlineData("from-mlnet", "Microsoft.ML", "5.0.1", "")]
    [InlineData("from-onnx-runtime", "Microsoft.ML.OnnxRuntime", "1.31.1", "float[] row")]
    [InlineData("from-torchsharp", "TorchSharp", "0.107.0", "IEnumerable<(Tensor Inputs, Tensor Labels)> batches, float[] pixels")]
    public void Code_of_another_library_compiles(string page, string library, string version, string given)
    {
        var folder = Consumers.Write(package.Folder, $"Foreign.{page}.csproj", "net10.0", Consumers.Package(library, version), ("Page.cs", SourceOf(page, given)), "Library");
        _ = Tool.Dotnet(folder, "restore").Succeeded();
        _ = Tool.Dotnet(folder, "build", "--no-restore").Succeeded();
    }

    [Fact]
    public void Every_page_with_such_code_is_among_them()
    {
        var pages = Directory.GetFiles(Path.Combine(Tool.Repository, "docs"), "*.md", SearchOption.AllDirectories)
            .Where(static file => Block().IsMatch(File.ReadAllText(file).ReplaceLineEndings("\n")))
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(["from-mlnet", "from-onnx-runtime", "from-torchsharp"], pages.Order(StringComparer.Ordinal));
    }

    /// <summary>The page's blocks in a method, and the types that they declare after it. What they take for granted comes as parameters.</summary>
    private static string SourceOf(string page, string given)
    {
        var text = File.ReadAllText(Path.Combine(Tool.Repository, "docs", page + ".md")).ReplaceLineEndings("\n");
        var lines = Block().Matches(text).SelectMany(static block => block.Groups[1].Value.Split('\n')).ToLookup(static line => Directive().IsMatch(line));
        var code = string.Join('\n', lines[false]);
        var types = code.IndexOf("public sealed class", StringComparison.Ordinal) is >= 0 and var found ? found : code.Length;
        return $"{string.Join('\n', lines[true])}\n\npublic static class Page\n{{\npublic static void Run({given})\n{{\n{code[..types]}\n}}\n}}\n\n{code[types..]}\n";
    }

    [GeneratedRegex("^```cs\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^using (?:static )?[\w.]+;")]
    private static partial Regex Directive();
}
