using System.Runtime.InteropServices;

namespace Compiled.Tests;

/// <summary>How the tests find a browser: without it they are skipped, and on GitHub's runners, where it is called Chrome, nobody would see that.</summary>
public sealed class ChromiumTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static string Ending => OperatingSystem.IsWindows() ? ".exe" : "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("chromium")]
    [InlineData("google-chrome")]
    [InlineData("google-chrome-stable")]
    [InlineData("chromium-browser")]
    [InlineData("chrome")]
    public void It_is_found_under_each_of_its_names(string name)
    {
        var file = Install("second", name);
        Assert.Equal(file, Find(path: $"{Path.Combine(_folder, "first")}{Path.PathSeparator}{Path.Combine(_folder, "second")}"));
        Assert.Contains($" {name}", Chromium.Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Chrome_goes_before_what_may_be_a_script_that_asks_for_a_snap()
    {
        _ = Install("first", "chromium-browser");
        var file = Install("second", "google-chrome");
        Assert.Equal(file, Find(path: $"{Path.Combine(_folder, "first")}{Path.PathSeparator}{Path.Combine(_folder, "second")}"));
    }

    [Fact]
    public void The_variable_goes_before_all()
    {
        _ = Install("first", "chromium");
        var other = Install("other", "brave");
        Assert.Equal(other, Find(Path.Combine(_folder, "first"), other));
    }

    [Fact]
    public void A_variable_that_names_no_file_is_a_mistake_and_no_reason_to_skip()
    {
        _ = Install("first", "chromium");
        var failure = Assert.Throws<FileNotFoundException>(() => Find(Path.Combine(_folder, "first"), Path.Combine(_folder, "nothing")));
        Assert.Equal($"COMPILED_BROWSER names '{Path.Combine(_folder, "nothing")}', which is no file.", failure.Message);
    }

    [Fact]
    public void Nothing_is_found_where_there_is_none() => Assert.Null(Find(_folder));

    [Fact]
    public void On_a_Mac_it_is_an_application()
    {
        var file = Install("Applications/Google Chrome.app/Contents/MacOS", "Google Chrome", ending: "");
        Assert.Equal(
            ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
            Chromium.Places(static _ => null, OSPlatform.OSX));
        Assert.Contains(file.Replace('\\', '/'), Chromium.Places(name => name == "HOME" ? _folder.Replace('\\', '/') : null, OSPlatform.OSX));
    }

    [Fact]
    public void On_Windows_it_is_a_program() => Assert.Equal(
        [@"C:\Program Files\Chromium\Application\chrome.exe", @"C:\Program Files\Google\Chrome\Application\chrome.exe"],
        Chromium.Places(static name => name == "ProgramFiles" ? @"C:\Program Files" : null, OSPlatform.Windows));

    /// <summary>What a place is for: a browser there is found, though it is in no PATH.</summary>
    [Fact]
    public void A_place_is_looked_at_after_the_PATH()
    {
        var file = Install("Applications/Chromium.app/Contents/MacOS", "Chromium", ending: "");
        string? Variable(string name) => name == "HOME" ? _folder : null;
        // A Mac that runs the tests may have one of its own, in the same folder of the system.
        var system = Chromium.Places(static _ => null, OSPlatform.OSX).FirstOrDefault(File.Exists);
        Assert.Equal(Path.GetFullPath(system ?? file), Path.GetFullPath(Chromium.Find(Variable, OSPlatform.OSX)!));
    }

    private string? Find(string path, string? named = null) =>
        Chromium.Find(name => name switch { "PATH" => path, Chromium.Variable => named, _ => null }, OSPlatform.Linux);

    private string Install(string folder, string name, string? ending = null)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName, name + (ending ?? Ending));
        File.WriteAllText(file, "");
        return file;
    }
}
