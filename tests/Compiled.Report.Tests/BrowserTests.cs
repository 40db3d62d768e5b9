using System.Diagnostics;
using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Reports in headless Chromium, at 400 and 1200 pixels, in light and in dark.</summary>
public sealed class BrowserTests
{
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests/Compiled.Report.Tests/Browser");

    public static TheoryData<string> Reports => ["plane", "numbers", "hostile"];

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_is_readable_asks_for_nothing_and_complains_of_nothing(string name)
    {
        var chromium = Installed();
        var folder = Environment.GetEnvironmentVariable("COMPILED_PICTURES") is { Length: > 0 } kept ? Directory.CreateDirectory(Path.Combine(kept, name)).FullName : null;
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "report.html");
        try
        {
            File.WriteAllText(file, name switch
            {
                "plane" => ReportTests.Plane().Html,
                "numbers" => Report.ToHtml(Cases.NumberNetwork, Cases.Numbers, new ReportOptions { History = Cases.NumberHistory, Training = Cases.Numbers }),
                _ => ReportTests.HostileReport(),
            });
            foreach (var view in Views(chromium, file, folder))
                Check(view, name);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static void Check(JsonElement view, string name)
    {
        var (width, isDark) = (view.GetProperty("width").GetInt32(), view.GetProperty("colorScheme").GetString() == "dark");
        Assert.Empty(Strings(view, "messages"));
        Assert.Empty(Strings(view, "requests"));
        Assert.Equal(0, view.GetProperty("scripts").GetInt32());
        // No scrolling to the side: wide tables and pictures scroll within themselves.
        Assert.InRange(view.GetProperty("scrollWidth").GetInt32(), 1, width);
        Assert.Equal(isDark ? "rgb(21, 24, 29)" : "rgb(255, 255, 255)", view.GetProperty("background").GetString());
        Assert.Equal(isDark ? "rgb(232, 234, 237)" : "rgb(31, 35, 40)", view.GetProperty("colour").GetString());
        Assert.Equal([view.GetProperty("background").GetString()!], Strings(view, "paper"));
        Assert.Empty(Strings(view, "outside"));
        Assert.InRange(view.GetProperty("figures").GetInt32(), 5, 30);
        var smallest = view.GetProperty("smallest");
        // Numbers in the cells of thirty classes are the smallest.
        Assert.True(smallest.GetProperty("size").GetDouble() >= (name == "hostile" ? 5 : 9), $"'{smallest.GetProperty("text")}' is {smallest.GetProperty("size")} px high at {width} px.");
        Assert.Contains("Evaluation", Strings(view, "headings"));
        if (name == "hostile")
            Assert.Contains("<script>alert('1')</script>", view.GetProperty("text").GetString()!, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Views(string chromium, string file, string? folder)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Scripts, "check.mjs"), chromium, file, .. folder is null ? Array.Empty<string>() : [folder]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Scripts,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        var views = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.Equal(4, views.Count);
        return views;
    }

    private static string[] Strings(JsonElement view, string property) => [.. view.GetProperty(property).EnumerateArray().Select(static item => item.GetString()!)];

    /// <summary>The browser; without it, or without what drives it, the test is skipped and says why.</summary>
    private static string Installed()
    {
        var chromium = Chromium.Find();
        Assert.SkipWhen(chromium is null, Chromium.Missing);
        Assert.SkipWhen(Programs.Find("node") is null, "Node.js is not installed.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Scripts, "node_modules/playwright-core")), "playwright-core is not installed: npm ci --prefix tests/Compiled.Report.Tests/Browser");
        return chromium!;
    }
}
