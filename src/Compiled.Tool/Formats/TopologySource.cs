using Compiled.Dynamic;
using Compiled.Dynamic.Declarations;
using Compiled.Storage;

namespace Compiled.Tool.Formats;

/// <summary>A declaration that the user gives: as text, or as a file of text or of C#.</summary>
internal static class TopologySource
{
    private const long MaxBytes = 1 << 20;

    /// <summary>Reads the text, or the file that it names.</summary>
    /// <param name="topology">"[Network(inputs: 4)] [Dense(3)]", or a path.</param>
    /// <param name="className">Which class of a C# file; null where it has one alone.</param>
    public static NetworkDeclaration Read(string topology, string? className)
    {
        if (topology.TrimStart().StartsWith('['))
            return Named(NetworkDeclaration.Parse(topology), className);
        if (!Directory.Exists(topology) && !File.Exists(topology))
            throw new UsageException($"--topology is '{topology}', which is neither attributes, such as \"[Network(inputs: 4)] [Dense(3)]\", nor an existing file.");
        using var stream = ModelFiles.Open(topology);
        if (stream.Length > MaxBytes)
            throw new UsageException($"--topology is '{topology}', which has more than {Terminal.Figures.Whole(MaxBytes)} bytes: give a C# file, or a file with attributes.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return Path.GetExtension(topology).Equals(".cs", StringComparison.OrdinalIgnoreCase) ? OfSource(text, topology, className) : Named(NetworkDeclaration.Parse(text), className);
    }

    private static NetworkDeclaration Named(NetworkDeclaration declaration, string? className) => className is null ? declaration : declaration.WithName(className);

    private static NetworkDeclaration OfSource(string text, string path, string? className)
    {
        try
        {
            return SourceReader.Read(text, className, CancellationToken.None);
        }
        catch (SourceException exception)
        {
            throw new UsageException(exception.Message.StartsWith("declares ", StringComparison.Ordinal)
                || exception.Message.StartsWith("does not declare ", StringComparison.Ordinal) ? $"'{path}' {exception.Message}" : $"'{path}': {exception.Message}");
        }
    }
}
