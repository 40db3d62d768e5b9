extern alias runtime;

using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Readme;

/// <summary>README says nothing that is not so, nor do the pages with the tables of attributes and members.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(DiagnosticPage.Folder, "../.."));
    private static readonly string Text = File.ReadAllText(Path.Combine(Root, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Its_code_compiles()
    {
        var snippets = Snippets().Matches(Text).Select(match => match.Groups[1].Value).ToList();
        var declarations = snippets.Where(snippet => snippet.Contains("[Network", StringComparison.Ordinal)).ToList();
        var statements = snippets.Except(declarations).ToList();
        Assert.NotEmpty(declarations);
        Assert.True(statements.Count >= 2, $"README has {statements.Count} snippets of statements.");

        // In one method, as a reader takes them: a snippet may use what those before it declare, and the namespaces that they name.
        var result = GeneratorHarness.Run(GeneratorHarness.Compile(
        [
            PageCode.ImplicitUsings,
            string.Concat(declarations) + $"\npublic static class Readme {{ public static void Run() {{\n{string.Concat(statements)}\n}} }}",
        ]));
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerErrors.Select(error => error.ToString()));
    }

    [Fact]
    public void The_table_of_the_declaration_lists_every_attribute()
    {
        var attributes = typeof(runtime::Compiled.NetworkAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && type.Namespace == "Compiled")
            .Select(type => type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal))
            .Where(name => name != "Network").Order(StringComparer.Ordinal);
        var listed = Table("attribute", "docs/declaration.md").SelectMany(row => Quoted().Matches(row[0])).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(attributes, listed);
    }

    [Fact]
    public void The_members_that_it_names_are_written()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(64)] [Dense(10), Softmax] [CrossEntropy] public sealed partial class DigitNet; "
            + "[Network(64)] [Standardize] [Dense(10)] [Differentiable] public sealed partial class Derived; "
            + "[Network(64)] [Dense(10)] [Weights(\"some.weights\")] public sealed partial class Weighted;");
        string[] types = ["DigitNet", "Derived", "Weighted"];
        var rows = Table("member", "docs/members.md").Select(row => row[0]).ToList();
        Assert.True(rows.Count >= 6, $"The table has {rows.Count} rows of members.");
        var members = types.SelectMany(name => result.Output.GetTypeByMetadataName(name)!.GetMembers()).Select(member => member.Name).Append("new")
            .Concat(typeof(runtime::Compiled.NetworkNames).GetMethods()
                .Where(static method => method.Name.StartsWith("get_", StringComparison.Ordinal)).Select(static method => method.Name["get_".Length..]))
            .Concat(typeof(runtime::Compiled.RowPredictions).GetMethods().Select(static method => method.Name.Replace("get_", "", StringComparison.Ordinal)))
            .ToHashSet();
        Assert.All(rows.SelectMany(row => Quoted().Matches(row)), match => Assert.Contains(match.Groups[1].Value, members));
    }

    [Fact]
    public void Its_commands_name_projects_that_exist()
    {
        var commands = Commands().Matches(Text).Select(match => match.Value.Trim()).ToList();
        Assert.Contains(commands, command => command.StartsWith("dotnet test", StringComparison.Ordinal));
        Assert.Contains(commands, command => command.StartsWith("dotnet run", StringComparison.Ordinal));
        Assert.All(commands, command =>
        {
            if (Project().Match(command) is { Success: true } project)
                Assert.True(Directory.Exists(Path.Combine(Root, project.Groups[1].Value)), $"'{command}': no such project");
        });
    }

    [Fact]
    public void Its_links_and_folders_exist()
    {
        var links = Links().Matches(Text).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)).ToList();
        var folders = Table("folder", "README.md").SelectMany(row => FolderNames().Matches(row[0])).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        Assert.NotEmpty(folders);
        Assert.All(links.Concat(folders), path => Assert.True(Path.Exists(Path.Combine(Root, path.Split('#')[0])), $"'{path}' does not exist."));
    }

    [Fact]
    public void Its_samples_exist() =>
        Assert.All(
            Table("sample", "README.md").SelectMany(row => FolderNames().Matches(row[0])).Select(match => match.Groups[1].Value),
            path => Assert.True(Path.Exists(Path.Combine(Root, path)), $"'{path}' does not exist."));

    /// <summary>Half of the 5,092 words that it had when its long tables moved to pages of their own.</summary>
    [Fact]
    public void It_is_short() => Assert.InRange(Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 500, 2_546);

    /// <summary>The rows of a page's table with that heading.</summary>
    private static List<string[]> Table(string heading, string page)
    {
        var lines = File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith($"| {heading} |", StringComparison.Ordinal));
        Assert.True(start >= 0, $"{page} has no table '{heading}'.");
        return [.. lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|', ' ').Split(" | "))];
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippets();

    /// <summary>The name at the beginning of a piece of quoted code.</summary>
    [GeneratedRegex(@"`(\w+)[^`]*`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^    dotnet .*$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"--project (\S+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`([\w./]+)`")]
    private static partial Regex FolderNames();
}
