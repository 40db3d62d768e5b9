using System.Globalization;
using Compiled.Storage;
using global::Onnx;

namespace Compiled.Import;

/// <summary>Weights that lie in a file of their own beside the model.</summary>
internal sealed class ExternalData(string? modelPath, long maxBytes)
{
    private long _read;

    /// <summary>The bytes of a tensor.</summary>
    /// <param name="tensor">As the model has it.</param>
    /// <param name="length">How many bytes its type and its dimensions make.</param>
    /// <exception cref="ImportProblem">The name is not that of a plain file beside the model, or the piece is not within the file.</exception>
    public byte[] Read(TensorProto tensor, long length)
    {
        var title = Text.Quoted(tensor.Name);
        var (location, offset, written) = Reference(tensor, title);
        if (written is { } other && other != (ulong)length)
            throw new ImportProblem($"Tensor {title} refers to {other.ToString(CultureInfo.InvariantCulture)} bytes of external data, but its type and dimensions require {Text.Number(length)}.");
        var path = Locate(location, title);
        using var file = ModelFiles.Open(path);
        if (FileKind.Of(FileBeginning.Of(file)) is { } kind && kind.IsStandIn)
            throw new ImportProblem($"The external data of tensor {title}, {Text.Quoted(location)}, is {kind.Title}: {kind.Remedy}.");
        var size = (ulong)file.Length;
        if (offset > size || (ulong)length > size - offset)
        {
            throw new ImportProblem(
                $"Tensor {title} is at offset {offset.ToString(CultureInfo.InvariantCulture)} and {Text.Number(length)} bytes long, but '{location}' has {size.ToString(CultureInfo.InvariantCulture)} bytes: the file is truncated or belongs to another model.");
        }

        _read += length;
        if (_read > maxBytes)
            throw new ImportProblem($"The model's external data is more than {Text.Number(maxBytes)} bytes: raise OnnxReadOptions.MaxBytes if it really is this large.");
        var bytes = new byte[length];
        file.Position = (long)offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static (string Location, ulong Offset, ulong? Length) Reference(TensorProto tensor, string title)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in tensor.ExternalData)
        {
            if (!entries.TryAdd(entry.Key, entry.Value))
                throw new ImportProblem($"Tensor {title} specifies '{entry.Key}' of its external data twice.");
        }

        if (!entries.TryGetValue("location", out var location))
            throw new ImportProblem($"Tensor {title} is external data without a location.");
        return (location, Number(entries, "offset", title) ?? 0, Number(entries, "length", title));
    }

    private static ulong? Number(Dictionary<string, string> entries, string key, string title)
    {
        if (!entries.TryGetValue(key, out var text))
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ImportProblem($"Tensor {title}: the {key} of its external data is {Text.Quoted(text)}, but must be a whole number of at most 64 bits.");
    }

    /// <summary>The name without "./" before it, which is the model's own folder.</summary>
    private static string WithoutDot(string location)
    {
        while (location.StartsWith("./", StringComparison.Ordinal) || location.StartsWith(".\\", StringComparison.Ordinal))
            location = location[2..].TrimStart(location[1]);
        return location;
    }

    /// <summary>The path of a plain file in the model's own folder.</summary>
    private string Locate(string location, string title)
    {
        if (modelPath is null)
            throw new ImportProblem($"Tensor {title} is external data in {Text.Quoted(location)}, but a stream has no folder to find it in: read the model by its path.");
        location = WithoutDot(location);
        // Colons are drives and alternate streams on Windows. What is no plain name on one system is none on another.
        if (location.Length == 0 || location is "." or ".." || location.AsSpan().IndexOfAny("/\\:\0") >= 0 || Path.IsPathRooted(location))
        {
            throw new ImportProblem(
                $"Tensor {title} is external data in {Text.Quoted(location)}, but only the plain name of a file next to the model is allowed: no folder, no '..', no drive. Move the data next to the model and save it with that name.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(modelPath))!;
        var file = new FileInfo(Path.Combine(folder, location));
        if (!file.Exists)
            throw new ImportProblem($"Tensor {title} is external data in {Text.Quoted(location)}, which is not next to the model: put it into '{folder}'.");
        // A link may lead anywhere, whatever its name; only one within the folder is as good as the file.
        var target = file.ResolveLinkTarget(returnFinalTarget: true);
        if (target is not null && !string.Equals(Path.GetDirectoryName(target.FullName), folder, StringComparison.Ordinal))
            throw new ImportProblem($"Tensor {title} is external data in {Text.Quoted(location)}, which is a link out of the model's folder: put the file itself there.");
        return file.FullName;
    }
}
