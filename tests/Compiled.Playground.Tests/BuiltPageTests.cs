namespace Compiled.Tests;

/// <summary>The page is built from TypeScript and committed, so that running the playground needs no Node.js. It must be current.</summary>
public sealed class BuiltPageTests
{
    private static readonly string Built = Path.Combine(Repository.Root, "samples/Playground/wwwroot");

    [Fact]
    public void The_committed_page_is_what_its_sources_give()
    {
        Tools.NeedNode(Tools.Web, "vite");
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Tools.Node(Tools.Web, ["node_modules/vite/bin/vite.js", "build", "--outDir", folder, "--emptyOutDir", "--logLevel", "error"]);
            Assert.Equal(Files(folder), Files(Built));
            foreach (var file in Files(Built))
                Assert.True(
                    Read(folder, file) == Read(Built, file),
                    $"samples/Playground/wwwroot/{file} is not what samples/Playground/Web gives: run npm run build there, and commit the result.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Types_agree_and_its_own_tests_pass()
    {
        Tools.NeedNode(Tools.Web, "typescript");
        Tools.Node(Tools.Web, ["node_modules/typescript/bin/tsc", "--noEmit"]);
        var tests = Directory.GetFiles(Path.Combine(Tools.Web, "tests"), "*.test.mjs").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(tests);
        Assert.Matches("(?m)^# pass [1-9]", Tools.Node(Tools.Web, ["--test", "--test-reporter", "tap", .. tests]));
    }

    /// <summary>The page asks nobody but its own server: no address of another is in it, but for the names of namespaces.</summary>
    [Fact]
    public void The_page_asks_nobody_else()
    {
        foreach (var file in Files(Built))
        {
            var text = Read(Built, file).Replace("http://www.w3.org/1998/Math/MathML", "", StringComparison.Ordinal);
            Assert.DoesNotContain("http://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
        }
    }

    private static List<string> Files(string folder) => [.. Directory.GetFiles(folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).ReplaceLineEndings("\n");
}
