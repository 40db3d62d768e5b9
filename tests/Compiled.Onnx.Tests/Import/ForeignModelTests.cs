using System.Text;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

/// <summary>What is given as an ONNX model and is something else.</summary>
public class ForeignModelTests
{
    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1860\n", "a Git LFS pointer", "run 'git lfs pull'")]
    [InlineData("<!doctype html><html><head><title>Sign in</title></head></html>", "a web page (HTML)", "download the file itself")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0\0\0\0\0archive/data.pkl\u0001", "a PyTorch file (torch.save)", "torch.onnx.export")]
    [InlineData("a,b\n1,2\n3,4\n", "a table (CSV)", "give the file of the model")]
    [InlineData("\u0002\0\0\0\0\0\0\0{}", "a safetensors file", "Safetensors.Load")]
    [InlineData("compiled-weights 1\nnetwork: X\n", "a .weights file", "WeightsFile.Load")]
    [InlineData("\u0020\0\0\0TFL3\0\0", "a TensorFlow Lite model", "tf2onnx")]
    [InlineData("", "an empty file", "download it again")]
    public void It_is_named_with_the_way_out(string text, string title, string remedy)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        IsRefused(bytes, $"This is {title}, not an ONNX model: ", remedy);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("net.onnx"), bytes);
        foreach (var read in (Action[])[() => OnnxModel.Read(folder.File("net.onnx")), () => OnnxModel.Load<LogitsNet>(folder.File("net.onnx"))])
        {
            var exception = Assert.Throws<ModelFileException>(read);
            Assert.Equal(folder.File("net.onnx"), exception.FileName);
            Assert.Contains(title, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("net.onnx"));
        Assert.Contains("is a folder", Assert.ThrowsAny<IOException>(() => OnnxModel.Read(folder.File("net.onnx"))).Message, StringComparison.Ordinal);
    }
}
