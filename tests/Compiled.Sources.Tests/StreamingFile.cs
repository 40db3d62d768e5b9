using System.Globalization;
using System.Text;

namespace Compiled.Tests;

/// <summary>A generated file that is deleted at the end of its test.</summary>
internal sealed class StreamingFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-streaming-").FullName;

    public StreamingFile(int rows, string header = "a,b,c,u,v,n,kind", Func<int, string>? row = null)
    {
        Path = System.IO.Path.Combine(_folder, "data.csv");
        using var writer = new StreamWriter(Path, append: false, new UTF8Encoding(false));
        writer.Write(header + "\n");
        for (var index = 0; index < rows; index++)
            writer.Write((row ?? Row)(index) + "\n");
    }

    public string Path { get; }

    public string Folder => _folder;

    /// <summary>Three features of which the first is the row's number, two targets, a count and a kind.</summary>
    public static string Row(int row)
    {
        var (x, y) = ((row * 7919L % 1000) / 250.0 - 2, (row * 104729L % 1000) / 500.0 - 1);
        var kind = x + y > 1 ? "high" : x + y < -1 ? "low" : "middle";
        return string.Create(CultureInfo.InvariantCulture, $"{row},{x:F4},{y:F5},{x * y + 3:F3},{1000 * x - y:R},{row % 5},{kind}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
