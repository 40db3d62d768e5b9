using Compiled.Tests;

namespace Compiled.Generator.Tests.Kinds;

/// <summary>Whether what is made from the catalogue is what the catalogue says today. <c>COMPILED_UPDATE_SNAPSHOTS=1</c> writes the files again.</summary>
public sealed class CatalogueFilesTests
{
    public static TheoryData<string> Files => [.. CatalogueFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_made_from_the_catalogue_is_current(string file)
    {
        var (path, made) = (Path.Combine(Repository.Root, file), CatalogueFiles.All[file]());
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, made);
        Assert.Equal(made, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
