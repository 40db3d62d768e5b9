using System.Text.RegularExpressions;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Architecture;

/// <summary>A pipe or a device in the place of a file makes a read wait for ever, so one place opens files to be read: it refuses them.</summary>
public sealed partial class FileOpeningTests
{
    /// <summary>That place, and those that open a file to write it, after a look at what is there where something may be.</summary>
    private static readonly string[] Openers =
    [
        "Compiled/Files/AtomicFile.cs", "Compiled/Files/FolderProbe.cs", "Compiled/Files/ModelFiles.cs", "Compiled/Training/Callbacks/EpochLog.cs",
        "Compiled.Search/Journals/SearchJournal.cs", "Compiled.TensorBoard/EventFile.cs", "Compiled.Tool/OutputProbe.cs",
    ];

    /// <summary>Those that look first and leave the rest to the framework.</summary>
    private static readonly string[] Lookers = ["Compiled.Search.Orleans/Client/ClusterCertificates.cs", "Compiled.Tool/Searching/JournalFile.cs"];

    [Fact]
    public void One_place_opens_files_to_be_read()
    {
        var root = Path.Combine(Repository.Root, "src");
        var found = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(root, file).Replace('\\', '/'), Path: file))
            .Where(static file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && Opening().IsMatch(File.ReadAllText(file.Path)))
            .Select(static file => file.Name).Order(StringComparer.Ordinal);
        Assert.Equal(Openers.Concat(Lookers).Order(StringComparer.Ordinal), found);
        foreach (var file in Lookers)
            Assert.Contains("ModelFiles.CheckOrdinary(", File.ReadAllText(Path.Combine(root, file)), StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?<![A-Za-z])File\.(Open\w*|Read(All|Lines)\w*)\(|new FileStream\(|new StreamReader\((path|"|file)|(CertificateFrom|FromPem|Pkcs12From)\w*File\(""")]
    private static partial Regex Opening();
}
