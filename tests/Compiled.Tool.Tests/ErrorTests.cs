using Compiled.Tool.Terminal;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests;

/// <summary>Whatever goes wrong is one sentence for a user, and what stands in the way of a file is found before the work.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void Every_exception_has_a_sentence()
    {
        Assert.Equal("'a.csv' does not exist: give the path of a file.", ErrorText.Of(new FileNotFoundException("x", "a.csv")));
        Assert.Equal("x", ErrorText.Of(new FileNotFoundException("x")));
        Assert.Equal("It is wrong.", ErrorText.Of(new ArgumentException("It is wrong.", "value")));
        Assert.Equal("It is wrong.", ErrorText.Of(new ArgumentException("It is wrong.")));
        Assert.Equal("there is not enough memory for this.", ErrorText.Of(new OutOfMemoryException("x")));
        Assert.Equal("unexpected error (FormatException): x", ErrorText.Of(new FormatException("x")));
        foreach (var exception in (Exception[])
            [
                new ToolException("x"), new ModelFileException(null, "x"), new SearchException("x"), new IOException("x"), new UnauthorizedAccessException("x"),
                new NotSupportedException("x"), new InvalidOperationException("x"),
            ])
            Assert.Equal("x", ErrorText.Of(exception));
        Assert.Equal("leave it out of --features", ErrorText.Of(new ToolException("leave it out of TableEncoderOptions.Features")));
    }

    [Fact]
    public void A_file_of_an_unknown_ending_that_is_not_there_is_named_with_the_endings() => Assert.Contains(
        "none.pt' ends in '.pt', but the supported extensions are .safetensors, .onnx, .weights, .npz, .ensemble: rename the file.", ToolRun.Failed("inspect", "none.pt"), StringComparison.Ordinal);

    [Fact]
    public void A_place_that_is_no_file_is_named_before_the_work()
    {
        using var folder = new TemporaryFolder();
        var files = new OutputFiles(replaces: true);
        Assert.Equal($"'{folder.Root}' is a folder: give the path of a file.", Assert.Throws<ToolException>(() => files.AddText(folder.Root, static () => "")).Message);
        var root = Path.GetPathRoot(folder.Root)!;
        Assert.Equal($"'{root}' is not a valid file name: give the path of a file in a folder.", Assert.Throws<ToolException>(() => OutputProbe.Check(root)).Message);
        Assert.Empty(files.Paths);
    }
}
