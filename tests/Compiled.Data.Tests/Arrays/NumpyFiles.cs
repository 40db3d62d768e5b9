using System.IO.Compression;
using System.Text;

namespace Compiled.Tests;

/// <summary>Files that NumPy wrote, and files in its formats that it would not write.</summary>
internal static class NumpyFiles
{
    /// <summary>A file of tests/Compiled.Tool.Tests/Fixtures.</summary>
    public static string Of(string name) => Path.Combine(AppContext.BaseDirectory, "Files", "numpy", name);

    /// <summary>An .npy file.</summary>
    public static byte[] Npy(string type, string shape, byte[] data)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header, .. data];
    }

    /// <summary>An .npy file of little-endian floats.</summary>
    public static byte[] Floats(string shape, params float[] values) => Npy("<f4", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>An .npy file of little-endian whole numbers of eight bytes, as NumPy has them by default.</summary>
    public static byte[] Longs(string shape, params long[] values) => Npy("<i8", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>An .npz file.</summary>
    public static byte[] Npz(params (string Name, byte[] Bytes)[] arrays) => Zip([.. arrays.Select(static array => (array.Name + ".npy", array.Bytes))]);

    /// <summary>A zip archive of any files.</summary>
    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
