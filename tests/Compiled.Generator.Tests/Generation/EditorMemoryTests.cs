using System.Globalization;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Generation;

/// <summary>A thousand edits, no two of which say the same, leave no memory behind. Runs alone: it measures the memory of the process.</summary>
[Collection(nameof(Alone))]
public sealed class EditorMemoryTests
{
    /// <summary>The edits before the first look, in which caches of Roslyn's and of the JIT fill up.</summary>
    private const int Before = 200;

    private const int Edits = 1000;

    /// <summary>What may remain of the edits between: 2.5 KB of each. The sources that they make have about 100 KB each.</summary>
    private const long Limit = 2 << 20;

    [Fact]
    public void A_thousand_edits_leave_no_memory_behind()
    {
        var editor = new Editor([Edited(0)]);
        Type(editor, 0, Before);

        // A cache that fills up once may fall into one round, but not into each.
        var least = long.MaxValue;
        for (var round = 0; round < 3 && least >= Limit; round++)
            least = Math.Min(least, Growth(editor, Before + round * (Edits - Before), Edits - Before));
        Assert.True(least < Limit, $"{least:N0} bytes more after {Edits:N0} edits than after {Before}");
        GC.KeepAlive(editor);
    }

    /// <summary>What the test above is worth: a generator that keeps what it writes is caught.</summary>
    [Fact]
    public void A_generator_that_keeps_what_it_writes_is_noticed()
    {
        List<string> kept = [];
        var writers = PartWriters.Standard with
        {
            Signatures = spec =>
            {
                var text = PartWriters.Standard.Signatures(spec);
                kept.Add(text);
                return text;
            },
        };
        var editor = new Editor([Edited(0)], new NetworkGenerator(writers));
        Type(editor, 0, Before);
        var growth = Growth(editor, Before, Edits - Before);
        Assert.InRange(kept.Count, Edits / 2, Edits);
        Assert.True(growth > Limit, $"{growth:N0} bytes");
        GC.KeepAlive(editor);
    }

    private static long Growth(Editor editor, int first, int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Type(editor, first, count);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{growth:N0} bytes more after {count} edits");
        return growth;
    }

    private static void Type(Editor editor, int first, int count)
    {
        for (var edit = first; edit < first + count; edit++)
            editor.Type(Edited(edit));
    }

    /// <summary>In turn a comment, another class name, another width, another penalty, and an error: each with a number that comes once.</summary>
    private static string Edited(int edit)
    {
        var number = edit.ToString(CultureInfo.InvariantCulture);
        string Of(int kind, string standard, string text) => edit % 5 == kind ? text : standard;
        return $"""
            using Compiled;

            // {Of(0, "", number)}
            [Network({Of(2, "4", (5 + edit).ToString(CultureInfo.InvariantCulture))})]
            [L2({Of(3, "0.5f", $"0.{number}1f")})]
            [Dense({Of(4, "8", "-" + number)}), Tanh]
            [Dense(3)]
            [MeanSquaredError]
            public sealed partial class Net{Of(1, "", number)};
            """;
    }
}
