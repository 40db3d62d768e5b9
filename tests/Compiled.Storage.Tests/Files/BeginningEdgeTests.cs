namespace Compiled.Tests.Files;

/// <summary>What a file is by its first bytes: each branch of the answer.</summary>
public sealed class BeginningEdgeTests
{
    [Theory]
    [InlineData('\u0012')]
    [InlineData('\u001a')]
    [InlineData('"')]
    [InlineData('(')]
    [InlineData('2')]
    [InlineData(':')]
    [InlineData('B')]
    [InlineData('r')]
    public void An_ONNX_model_begins_with_its_version_and_another_field(char field) => Assert.Same(FileKind.Onnx, FileKind.Of($"\b\u0008{field}\u0001"));

    [Theory]
    [InlineData("\b")]
    [InlineData("\b\u0008")]
    [InlineData("\b\0\"\u0001")]
    [InlineData("\b \"\u0001")]
    [InlineData("\b\u0008x\u0001")]
    [InlineData("\b\u0008\u0011\u0001")]
    [InlineData("\b\u0008\u0013\u0001")]
    [InlineData("\b\u0008\u001b\u0001")]
    [InlineData("\b\u0008!\u0001")]
    [InlineData("\b\u0008)\u0001")]
    [InlineData("\b\u0008;\u0001")]
    [InlineData("\b\u0008C\u0001")]
    [InlineData("\u0001\u0008\"\u0001")]
    public void Other_bytes_are_no_ONNX_model(string beginning) => Assert.NotSame(FileKind.Onnx, FileKind.Of(beginning));

    [Theory]
    [InlineData("\0\0\u0008\u0003\0\0\0\u000a", true)]
    [InlineData("\0\0\u000e\u001f\u0001\0\0\0", true)]
    [InlineData("\0\0\u000b\u0001\0\u0001\0\0", true)]
    [InlineData("\0\0\u0007\u0003\0\0\0\u000a", false)]
    [InlineData("\0\0\u000f\u0003\0\0\0\u000a", false)]
    [InlineData("\0\0\u000a\u0003\0\0\0\u000a", false)]
    [InlineData("\0\0\u0008\0\0\0\0\u000a", false)]
    [InlineData("\0\0\u0008 \0\0\0\u000a", false)]
    [InlineData("\0\0\u0008\u0003\0\0\0\0", false)]
    [InlineData("\0\u0001\u0008\u0003\0\0\0\u000a", false)]
    [InlineData("\u0001\0\u0008\u0003\0\0\0\u000a", false)]
    [InlineData("\0\0\u0008\u0003\0\0\0", false)]
    public void An_IDX_file_begins_with_a_type_and_its_dimensions(string beginning, bool isOne)
    {
        if (isOne)
            Assert.Same(FileKind.Idx, FileKind.Of(beginning));
        else
            Assert.Null(FileKind.Of(beginning));
    }

    [Theory]
    [InlineData("a\tb\r\n", true)]
    [InlineData("a\u001fb", false)]
    [InlineData("a\u000bb", false)]
    [InlineData("a\u000cb", false)]
    [InlineData("a\u0008b", false)]
    [InlineData("a\u007fb", false)]
    [InlineData("\u00e4\ufffda", false)]
    [InlineData("\u00e4\ufffdab", true)]
    public void A_text_has_no_characters_that_only_machines_read(string beginning, bool isOne) => Assert.Equal(isOne, TextBeginning.IsText(beginning));

    [Theory]
    [InlineData("{\"a\"", "a JSON file")]
    [InlineData("{ }", "a JSON file")]
    [InlineData("[{}]", "a JSON file")]
    [InlineData("[[1]]", "a JSON file")]
    [InlineData("[\"a\"]", "a JSON file")]
    [InlineData("[ ]", "a JSON file")]
    [InlineData("\ufeff{\"a\"", "a JSON file")]
    [InlineData("\u00ef\u00bb\u00bf{\"a\"", "a JSON file")]
    [InlineData("{", "a text file")]
    [InlineData("{x}", "a text file")]
    [InlineData("[1]", "a text file")]
    [InlineData("[", "a text file")]
    [InlineData("(1)", "a text file")]
    [InlineData("   ", "a text file")]
    [InlineData("<?xml version=\"1.0\"?><html>", "a web page (HTML)")]
    [InlineData("<!-- x --><html>", "a web page (HTML)")]
    [InlineData("<?xml version=\"1.0\"?><error/>", "an XML document")]
    [InlineData("<!-- x -->", "a text file")]
    [InlineData("PK\u0003\u0004 x/data.pkl", "a PyTorch file (torch.save)")]
    [InlineData("PK\u0003\u0004 x/constants.pkl", "a PyTorch file (torch.save)")]
    [InlineData("PK\u0003\u0004 x/.format_version", "a PyTorch file (torch.save)")]
    [InlineData("PK\u0003\u0004 model.weights.h5", "a Keras model (.keras)")]
    [InlineData("PK\u0005\u0006", "a zip archive")]
    public void Texts_and_archives_are_told_apart(string beginning, string title) => Assert.Equal(title, FileKind.Of(beginning)!.Title);

    [Fact]
    public void A_character_that_texts_do_not_have_makes_bytes_of_a_text()
    {
        Assert.True(TextBeginning.IsText("a\tb\r\n"));
        Assert.False(TextBeginning.IsText("a\u007fb"));
        Assert.False(TextBeginning.IsText("a\u001fb"));
        Assert.False(TextBeginning.IsText("a\u0080\u00ff\ufffd"));
        Assert.True(TextBeginning.IsText("a\u0100\u0100\u0100"));
    }

    [Fact]
    public void A_first_line_is_short_and_plain()
    {
        Assert.Equal("a?b", TextBeginning.FirstLine(" a\u00e5b \r\nsecond"));
        Assert.Equal(new string('a', 60), TextBeginning.FirstLine(new string('a', 60)));
        Assert.Equal(new string('a', 60) + "…", TextBeginning.FirstLine(new string('a', 61)));
    }

    [Fact]
    public void A_pointer_says_its_size_if_it_has_one()
    {
        const string first = "version https://git-lfs.github.com/spec/v1\n";
        Assert.Contains("the file of 1,234 bytes in", FileKind.Of(first + "oid sha256:0\nsize 1234\n")!.Remedy, StringComparison.Ordinal);
        Assert.Contains("the file in", FileKind.Of(first + "size many\n")!.Remedy, StringComparison.Ordinal);
        Assert.Contains("the file in", FileKind.Of(first.Replace("git-lfs", "hawser", StringComparison.Ordinal))!.Remedy, StringComparison.Ordinal);
    }
}
