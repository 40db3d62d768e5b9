namespace Compiled.Generator.Tests.Architecture;

/// <summary>The folders of the library and of the generator know those below them, never one above.</summary>
[Trait("Speed", "slow")]
public class ArrowTests
{
    /// <summary>What still points up in the generator, as folder and type. Each line that goes stays away: a line that nothing needs fails the test.</summary>
    private static readonly string[] KnownInGenerator =
    [
    ];

    [Fact]
    public void In_the_library_arrows_point_down() => AssertArrows(House.Library, []);

    [Fact]
    public void In_the_generator_arrows_point_down() => AssertArrows(House.Generator, KnownInGenerator);

    private static void AssertArrows(House house, IReadOnlyList<string> known)
    {
        var sources = new HouseSources(house);
        Assert.Empty(sources.Strays);
        var arrows = new Arrows(house, sources);

        // A test that sees nothing finds nothing.
        Assert.Empty(arrows.Unbound);
        Assert.InRange(arrows.Count, 1000, int.MaxValue);

        var up = arrows.Up.ToList();
        Assert.Equal([], up.Where(arrow => !known.Contains(Kind(arrow))));
        Assert.Equal([], known.Except(up.Select(Kind)));
    }

    private static string Kind(Arrow arrow) => $"{arrow.From} uses {arrow.Type} of {arrow.To}";
}
