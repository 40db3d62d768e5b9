using Compiled.Generator.Emission.Tiles;
using Compiled.Generator.Tests.Harness;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Emission;

/// <summary>
/// The runtime's register tiles are what the generator's templates write. After a change that is meant: <c>COMPILED_UPDATE_TILES=1</c> with this class writes
/// them again; read the difference before it is committed.
/// </summary>
/// <remarks>
/// Mutants of <c>TileUniverse</c> and <c>ColumnTiles</c> that change no file:
/// <list type="bullet">
/// <item>The sizes that are searched are more than enough, so that one more, one less or another finds the same tiles: rows of 18 vectors and 4 to 16 inputs already have all of them. Sizes that
/// are too small fail here, and in <see cref="TileCoverageTests"/>, which asks for the tiles of random networks.</item>
/// <item>Sums by partial sums, of which there are 1, 2, 4 or 8: 9 / 8 is 8 / 8, and 17 / 4 is 16 / 4.</item>
/// </list>
/// </remarks>
public sealed class TileLibraryTests
{
    private const string UpdateSwitch = "COMPILED_UPDATE_TILES";

    [Fact]
    public void The_runtimes_tiles_are_current()
    {
        var folder = Path.Combine(Repository.Root, TileLibrary.Folder);
        var files = TileLibrary.Files();
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
            Update(folder, files);
        Assert.Equal(files.Select(file => file.Name).Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach (var (name, text) in files)
            Assert.True(File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n") == text, $"{name} is not what the templates write: {UpdateSwitch}=1 writes it.");
    }

    private static void Update(string folder, IReadOnlyList<(string Name, string Text)> files)
    {
        _ = Directory.CreateDirectory(folder);
        foreach (var path in Directory.GetFiles(folder))
            File.Delete(path);
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
    }
}
