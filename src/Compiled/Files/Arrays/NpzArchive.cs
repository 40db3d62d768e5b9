using System.IO.Compression;
using System.Text;
using Compiled.Storage;

namespace Compiled.Arrays;

/// <summary>Makes the exception for what is wrong with a file of arrays.</summary>
/// <param name="fileName">The file's name, or null for a stream.</param>
/// <param name="problem">What is wrong: a sentence.</param>
/// <param name="inner">The cause, where there is one.</param>
internal delegate FormatException ArrayError(string? fileName, string problem, Exception? inner);

/// <summary>An .npz file, which is a zip archive of arrays in NumPy's format; read strictly, for it may come from anybody.</summary>
internal sealed class NpzArchive : IDisposable
{
    private const string Suffix = ".npy";
    private const int MaxArrays = 10_000;

    /// <summary>Bytes of all arrays of a model, at most.</summary>
    private const long ModelBytes = 1L << 30;

    private readonly Stream _file;
    private readonly string? _fileName;
    private readonly long _maxBytes;
    private readonly ArrayError _error;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private long _unpacked;
    private long _packed;

    /// <summary>Opens the file of a model and checks what it says of its entries.</summary>
    /// <exception cref="ModelFileException">It is no such archive, or one that is made to do harm.</exception>
    public NpzArchive(string path)
        : this(ModelFiles.Open(path), path, ModelBytes, static (file, problem, inner) => new ModelFileException(file, problem, inner))
    {
    }

    /// <summary>Takes over a stream that can seek, and checks what it says of its entries.</summary>
    /// <param name="file">The bytes; disposed of with the archive, and where the constructor throws.</param>
    /// <param name="fileName">Its name for messages.</param>
    /// <param name="maxBytes">Bytes of all arrays, at most.</param>
    /// <param name="error">Makes the exception for what is wrong with the file.</param>
    public NpzArchive(Stream file, string? fileName, long maxBytes, ArrayError error)
    {
        (_file, _fileName, _maxBytes, _error) = (file, fileName, maxBytes, error);
        try
        {
            // Of any other archive, its entries say more.
            var beginning = FileBeginning.Of(_file);
            if (FileKind.Of(beginning) != FileKind.Zip && FileBeginning.Refusal(beginning, FileKind.Npz) is { } refusal)
                throw error(fileName, refusal, null);
            _zip = new ZipArchive(_file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            Index();
        }
        catch (InvalidDataException exception)
        {
            _file.Dispose();
            throw error(fileName, "The file is not a zip archive, as .npz files must be, or it is truncated: save it with numpy.savez.", exception);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The names of the arrays, without .npy, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Whether there is an array of this name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>Reads an array with what reads its values.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public T Read<T>(string name, Func<NpyHeader, Stream, T> read)
    {
        var entry = _entries[name];
        CheckPackedSize(name, entry);
        try
        {
            using var stream = new CheckedStream(entry.Open(), entry.Length, entry.Crc32);
            var header = NpyHeader.Read(stream);
            NpyArray.CheckLength(header, entry.Length - stream.Position);
            return read(header, stream);
        }
        catch (Exception exception) when (exception is FormatException and not ModelFileException or InvalidDataException)
        {
            var reason = exception is InvalidDataException ? "its compression method is not supported: save it with numpy.savez." : exception.Message;
            throw _error(_fileName, $"The array '{name}': {reason}", exception);
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
            throw Problem($"The archive has {ArrayText.Whole(_zip.Entries.Count)} entries, but at most {ArrayText.Whole(MaxArrays)} are allowed: it is not a model.");
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
            if (entry.IsEncrypted)
                throw Problem($"The array '{name}' is encrypted: save it without a password.");
            // Checked before a byte is unpacked, and without a sum: the length is the file's word, up to that of all longs.
            if (entry.Length < 0 || entry.Length > _maxBytes - total)
                throw Problem($"The arrays have more than {ArrayText.Whole(_maxBytes)} bytes, which is the limit: it is not a small network, or designed to exhaust memory.");
            if (entry.Length > PackedSize.MaxRatio * Math.Max(1, entry.CompressedLength))
                throw Problem($"The array '{name}' claims {ArrayText.Whole(entry.Length)} bytes in {ArrayText.Whole(entry.CompressedLength)} compressed bytes, which no compression achieves: the file is damaged, or designed to exhaust memory.");
            total += entry.Length;
        }

        Names = names;
    }

    /// <summary>Refuses an array that unpacks to more than data does, alone or with those that were read before: many small ones are as bad as a large one.</summary>
    private void CheckPackedSize(string name, ZipArchiveEntry entry)
    {
        if (_read.Add(name))
            (_unpacked, _packed) = (_unpacked + entry.Length, _packed + entry.CompressedLength);
        try
        {
            PackedSize.Check(entry.Length, entry.CompressedLength);
            PackedSize.Check(_unpacked, _packed);
        }
        catch (FormatException exception)
        {
            throw _error(_fileName, $"The array '{name}': {exception.Message}", exception);
        }
    }

    private FormatException Problem(string problem) => _error(_fileName, problem, null);
}
