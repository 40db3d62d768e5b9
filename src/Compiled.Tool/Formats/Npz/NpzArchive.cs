using System.IO.Compression;
using System.Text;
using Compiled.Storage;

namespace Compiled.Tool.Formats.Npz;

/// <summary>An .npz file, which is a zip archive of arrays in NumPy's format; read strictly, for it may come from anybody.</summary>
internal sealed class NpzArchive : IDisposable
{
    private const string Suffix = ".npy";
    private const int MaxArrays = 10_000;

    /// <summary>Bytes of all arrays that are read at most.</summary>
    private const long MaxBytes = 1L << 30;

    /// <summary>What deflate makes of zeros at best; an archive that promises more lies.</summary>
    private const long MaxRatio = 1032;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a file and checks what it says of its entries.</summary>
    /// <exception cref="ModelFileException">It is no such archive, or one that is made to do harm.</exception>
    public NpzArchive(string path)
    {
        _path = path;
        _file = ModelFiles.Open(path);
        try
        {
            // Of any other archive, its entries say more.
            if (FileKind.Of(FileBeginning.Of(_file)) != FileKind.Zip)
                FileBeginning.Check(_file, FileKind.Npz, path);
            _zip = new ZipArchive(_file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            Index();
        }
        catch (InvalidDataException exception)
        {
            _file.Dispose();
            throw new ModelFileException(path, "The file is not a zip archive, as .npz files must be, or it is truncated: save it with numpy.savez.", exception);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The names of the arrays, without .npy, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Reads an array with what reads its values.</summary>
    /// <exception cref="ModelFileException">It is damaged.</exception>
    public T Read<T>(string name, Func<NpyHeader, Stream, T> read)
    {
        var entry = _entries[name];
        try
        {
            using var stream = new CheckedStream(entry.Open(), entry.Length, entry.Crc32);
            return read(NpyHeader.Read(stream), stream);
        }
        catch (Exception exception) when (exception is FormatException and not ModelFileException or InvalidDataException)
        {
            var reason = exception is InvalidDataException ? "its compression method is not supported: save it with numpy.savez." : exception.Message;
            throw new ModelFileException(_path, $"The array '{name}': {reason}", exception);
        }
    }

    /// <summary>Writes arrays without compression, as numpy.savez does; the same arrays give the same bytes.</summary>
    public static void Write(Stream stream, IEnumerable<(string Name, IReadOnlyList<int> Shape, float[] Values)> arrays)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        foreach (var (name, shape, values) in arrays)
        {
            var entry = zip.CreateEntry(name + Suffix, CompressionLevel.NoCompression);
            // The first moment that zip archives know: no time of writing.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var entryStream = entry.Open();
            NpyArray.Write(entryStream, shape, values);
        }
    }

    public void Dispose()
    {
        _zip.Dispose();
        _file.Dispose();
    }

    private void Index()
    {
        if (_zip.Entries.Count > MaxArrays)
            throw Problem($"The archive has {Terminal.Figures.Whole(_zip.Entries.Count)} entries, but at most {Terminal.Figures.Whole(MaxArrays)} are allowed: it is not a model.");
        List<string> names = [];
        var total = 0L;
        foreach (var entry in _zip.Entries)
        {
            if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal) || entry.FullName.Length == Suffix.Length)
                throw Problem($"The archive contains '{entry.FullName}', which is not an array (*.npy): save the arrays with numpy.savez.");
            var name = entry.FullName[..^Suffix.Length];
            if (!_entries.TryAdd(name, entry))
                throw Problem($"The archive contains the array '{name}' twice: it is damaged.");
            names.Add(name);
            total += entry.Length;
            if (entry.IsEncrypted)
                throw Problem($"The array '{name}' is encrypted: save it without a password.");
            // Checked before a byte is unpacked.
            if (entry.Length < 0 || total > MaxBytes)
                throw Problem($"The arrays have more than {Terminal.Figures.Whole(MaxBytes)} bytes, which is the limit: it is not a small network, or designed to exhaust memory.");
            if (entry.Length > MaxRatio * Math.Max(1, entry.CompressedLength))
                throw Problem($"The array '{name}' claims {Terminal.Figures.Whole(entry.Length)} bytes in {Terminal.Figures.Whole(entry.CompressedLength)} compressed bytes, which no compression achieves: the file is damaged, or designed to exhaust memory.");
        }

        Names = names;
    }

    private ModelFileException Problem(string problem) => new(_path, problem);
}
