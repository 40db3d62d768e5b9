using Compiled.Arrays;
using Compiled.Storage;

namespace Compiled;

/// <summary>Numbers in any number of dimensions, as IDX (the format of MNIST) and NumPy's .npy and .npz files hold them. Immutable, so safe on any number of threads.</summary>
/// <remarks>
/// <para>
/// <see cref="Dataset.FromIdx"/>, <see cref="Dataset.FromNpy"/> and <see cref="Dataset.FromNpz"/> make datasets of such files; this is for everything else, and for data with
/// NaN or infinities, which are kept here.
/// </para>
/// <para>
/// Values become floats: double precision and whole numbers beyond 2²⁴ are rounded to the nearest, and doubles beyond the range of a float become infinite. Files are read strictly:
/// they must be ordinary files of exactly the length that their header says, memory grows with what has been read and not with what a header promises, and a compressed file that
/// unpacks to more than 256 MB must not be packed better than 200 to 1.
/// </para>
/// </remarks>
public sealed class NumericArray
{
    private readonly float[] _values;

    private NumericArray(float[] values, ElementType type, IReadOnlyList<long> shape)
    {
        (_values, ElementType, IsWhole) = (values, type.NumpyName, type.IsWhole);
        Shape = [.. shape.Select(static size => (int)Math.Min(size, int.MaxValue))];
    }

    /// <summary>The size of each dimension; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of values: the product of <see cref="Shape"/>.</summary>
    public int Count => _values.Length;

    /// <summary>All values, row-major (the last index runs fastest) whatever the order in the file.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The type of the values in the file, by NumPy's name: uint8, int16, float32, bool …</summary>
    public string ElementType { get; }

    /// <summary>Whether the file has whole numbers or truth values, as labels are.</summary>
    internal bool IsWhole { get; }

    /// <summary>Reads an IDX file, plain or compressed with gzip: uint8, int8, int16, int32, float32 or float64.</summary>
    /// <param name="path">The file, such as train-images-idx3-ubyte.gz.</param>
    /// <exception cref="ArrayFileException">The file is not such an array, or is damaged.</exception>
    /// <exception cref="IOException">The file is not there, is not an ordinary file, or cannot be read.</exception>
    public static NumericArray FromIdx(string path) => Read(path, FromIdx);

    /// <summary>Reads an IDX file from where a stream is, to its end; the stream stays open.</summary>
    /// <param name="stream">The bytes; the stream must be able to seek.</param>
    /// <exception cref="ArrayFileException">The bytes are not such an array, or are damaged.</exception>
    public static NumericArray FromIdx(Stream stream) => Read(stream, FromIdx);

    /// <summary>Reads an array that <c>numpy.save</c> has written: floats of 2, 4 and 8 bytes, whole numbers of 1 to 8 bytes, or truth values, in any byte order, C or Fortran order, format
    /// version 1 to 3.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArrayFileException">The file is not such an array, or is damaged.</exception>
    /// <exception cref="IOException">The file is not there, is not an ordinary file, or cannot be read.</exception>
    public static NumericArray FromNpy(string path) => Read(path, FromNpy);

    /// <summary>Reads an .npy file from where a stream is, to its end; the stream stays open.</summary>
    /// <param name="stream">The bytes; the stream must be able to seek.</param>
    /// <exception cref="ArrayFileException">The bytes are not such an array, or are damaged.</exception>
    public static NumericArray FromNpy(Stream stream) => Read(stream, FromNpy);

    /// <summary>Reads one array of an archive that <c>numpy.savez</c> or <c>numpy.savez_compressed</c> has written; of the others only the sizes are looked at.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The array's name: the keyword in numpy.savez, or arr_0, arr_1 …</param>
    /// <exception cref="ArrayFileException">The file is not such an archive, does not contain the array, or is damaged.</exception>
    /// <exception cref="IOException">The file is not there, is not an ordinary file, or cannot be read.</exception>
    public static NumericArray FromNpz(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Read(path, (stream, file) => FromNpz(stream, file, [name])[0]);
    }

    /// <summary>Reads one array of an .npz archive in a stream; the stream stays open.</summary>
    /// <param name="stream">The bytes; the stream must be able to seek.</param>
    /// <param name="name">The array's name.</param>
    /// <exception cref="ArrayFileException">The bytes are not such an archive, do not contain the array, or are damaged.</exception>
    public static NumericArray FromNpz(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Read(stream, (seekable, file) => FromNpz(seekable, file, [name])[0]);
    }

    /// <summary>The names of the arrays of an .npz archive, in the order of the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArrayFileException">The file is not such an archive, or is damaged.</exception>
    /// <exception cref="IOException">The file is not there, is not an ordinary file, or cannot be read.</exception>
    public static IReadOnlyList<string> NamesInNpz(string path) => Read(path, static (stream, file) =>
    {
        using var archive = Open(stream, file);
        return archive.Names;
    });

    /// <summary>The values' own array, for who has read this alone.</summary>
    internal float[] Owned => _values;

    /// <summary>The shape and the type: "60000 × 28 × 28 of uint8".</summary>
    public override string ToString() =>
        $"{(Shape.Count == 0 ? "one value" : string.Join(" × ", Shape.Select(static size => ArrayText.Digits(size))))} of {ElementType}";

    /// <summary>Several arrays of one archive.</summary>
    internal static NumericArray[] FromNpz(string path, IReadOnlyList<string> names) => Read(path, (stream, file) => FromNpz(stream, file, names));

    private static NumericArray[] FromNpz(Stream stream, string? file, IReadOnlyList<string> names)
    {
        using var archive = Open(stream, file);
        foreach (var name in names)
        {
            if (!archive.Has(name))
                throw new ArrayFileException(file, $"There is no array '{name}' in it; it contains {Wording.List(archive.Names)}.");
        }

        return [.. names.Select(name => archive.Read(name, OfNumpy))];
    }

    private static NpzArchive Open(Stream stream, string? file)
    {
        CheckKind(FileBeginning.Of(stream), FileKind.Npz, file);
        return new NpzArchive(new Unowned(stream), file, long.MaxValue, static (file, problem, inner) => new ArrayFileException(file, problem, inner));
    }

    private static NumericArray FromIdx(Stream stream, string? file) => Worded(stream, file, FileKind.Idx, "IDX array", static stream =>
    {
        var (header, values) = IdxArray.Read(stream);
        return new NumericArray(values, header.Type, header.Shape);
    });

    private static NumericArray FromNpy(Stream stream, string? file) => Worded(stream, file, FileKind.Npy, "array", static stream =>
    {
        var header = NpyHeader.Read(stream);
        NpyArray.CheckLength(header, stream.Length - stream.Position);
        return OfNumpy(header, stream);
    });

    private static NumericArray OfNumpy(NpyHeader header, Stream stream) => new(NpyArray.ReadFloats(stream, header, CancellationToken.None), header.Type!, header.Shape);

    private static NumericArray Worded(Stream stream, string? file, FileKind kind, string title, Func<Stream, NumericArray> read)
    {
        // What is known to be something else is named; gzip is one of the two forms of IDX.
        var beginning = FileBeginning.Of(stream);
        var isPackedIdx = kind == FileKind.Idx && beginning.StartsWith("\u001f\u008b", StringComparison.Ordinal);
        if (!isPackedIdx)
            CheckKind(beginning, kind, file);
        try
        {
            return read(stream);
        }
        catch (FormatException exception)
        {
            throw new ArrayFileException(file, $"The {title} cannot be read: {exception.Message}", exception);
        }
    }

    private static void CheckKind(string beginning, FileKind expected, string? file)
    {
        var kind = FileKind.Of(beginning);
        // Of an archive without a known entry, its reader says more.
        if (kind == expected || (kind == FileKind.Zip && expected == FileKind.Npz))
            return;
        if (kind == FileKind.Npz || kind == FileKind.Npy)
            throw new ArrayFileException(file, $"This is {kind.Title}, not {expected.Title}: read it with {(kind == FileKind.Npz ? "FromNpz" : "FromNpy")}.");
        if (FileBeginning.Refusal(beginning, expected) is { } refusal)
            throw new ArrayFileException(file, refusal);
    }

    private static T Read<T>(string path, Func<Stream, string?, T> read)
    {
        using var stream = ModelFiles.Open(path);
        return read(stream, path);
    }

    private static T Read<T>(Stream stream, Func<Stream, string?, T> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
            throw new ArgumentException("The stream must be able to read and to seek: copy it into a MemoryStream first.", nameof(stream));
        return read(stream, null);
    }
}
