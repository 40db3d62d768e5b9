using System.IO.Compression;
using Compiled.Arrays;

namespace Compiled.Tests;

/// <summary>.npz files that are right, damaged, and made to do harm.</summary>
public sealed class NpzArchiveTests
{
    [Fact]
    public void Compressed_archives_are_read()
    {
        using var archive = new NpzArchive(NumpyFiles.Of("packed.npz"));
        Assert.Equal(["0.weight", "0.bias"], archive.Names);
        Assert.Equal([0.5f, -0.25f, 8], archive.Read("0.bias", (header, stream) => NpyArray.ReadFloats(stream, header, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes_and_come_back()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.npz"], Write(("0.weight", [2, 2], [1, -0f, float.Epsilon, float.MaxValue])));
        using (var archive = new NpzArchive(folder["a.npz"]))
        {
            var values = archive.Read("0.weight", (header, stream) => NpyArray.ReadFloats(stream, header, TestContext.Current.CancellationToken));
            Assert.Equal([0x3F80_0000, int.MinValue, 1, 0x7F7F_FFFF], values.Select(BitConverter.SingleToInt32Bits));
        }

        Assert.Equal(File.ReadAllBytes(folder["a.npz"]), Write(("0.weight", [2, 2], [1, -0f, float.Epsilon, float.MaxValue])));
    }

    [Fact]
    public void An_array_twice_and_an_entry_that_is_none_are_refused()
    {
        Assert.Contains("'a' twice", Refused(Write(("a", [1], [1]), ("a", [1], [2]))), StringComparison.Ordinal);
        Assert.Contains("'readme.txt', which is not an array", Refused(Zip(("readme.txt", [1, 2, 3]))), StringComparison.Ordinal);
        Assert.Contains("not a zip archive", Refused([1, 2, 3, 4]), StringComparison.Ordinal);
        Assert.Contains("an empty file", Refused([]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_unpacks_to_more_than_is_read_is_refused_before_it_is_unpacked()
    {
        // 600 KB that claim, rightly, to be 600 MB, twice.
        using var zeros = new MemoryStream();
        using (var zip = new ZipArchive(zeros, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "a.npy", "b.npy" })
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                var chunk = new byte[1 << 20];
                for (var piece = 0; piece < 600; piece++)
                    entry.Write(chunk);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Refused(zeros.ToArray());
        Assert.Contains("1,073,741,824 bytes", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_ratio_that_only_a_bomb_has_is_refused_in_one_array_and_in_several_together()
    {
        var piece = NumpyFiles.Npy("|u1", "(157286400,)", new byte[150 << 20]);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.npz"], NumpyFiles.Npz(("a", piece), ("b", piece)));
        using var archive = new NpzArchive(folder["a.npz"]);
        Assert.Equal(150 << 20, archive.Read("a", static (header, _) => header.DataLength));
        // Its own 150 MB would do no harm.
        var message = Assert.Throws<ModelFileException>(() => archive.Read("b", static (header, _) => header.DataLength)).Message;
        Assert.Contains("The array 'b': it would unpack", message, StringComparison.Ordinal);
        Assert.Contains("more than 200 times as many", message, StringComparison.Ordinal);
        // What was read before may be read again.
        using var again = new NpzArchive(folder["a.npz"]);
        Assert.Equal(again.Read("a", static (header, _) => header.DataLength), again.Read("a", static (header, _) => header.DataLength));
    }

    [Fact]
    public void A_size_that_no_compression_reaches_is_refused()
    {
        var bytes = Write(("a", [4], [1, 2, 3, 4]));
        // The unpacked size, in the directory at the end of the file.
        var directory = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 900_000_000);
        Assert.Contains("no compression achieves", Refused(bytes), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Every_flipped_bit_and_every_cut_of_a_small_archive_reads_the_right_shape_or_is_a_worded_error()
    {
        using var folder = new TemporaryFolder();
        foreach (var bytes in new[] { Write(("0.weight", [2, 3], [1, 2, 3, 4, 5, 6])), Packed() })
        {
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                TryRead(flipped);
            }

            for (var length = 0; length < bytes.Length; length++)
                TryRead(bytes[..length]);
        }

        void TryRead(byte[] bytes)
        {
            File.WriteAllBytes(folder["x.npz"], bytes);
            try
            {
                using var archive = new NpzArchive(folder["x.npz"]);
                foreach (var name in archive.Names)
                {
                    var (header, values) = archive.Read(name, (header, stream) => (header, NpyArray.ReadFloats(stream, header, TestContext.Current.CancellationToken)));
                    Assert.Equal(6, values.Length);
                    Assert.Equal([1, 2, 3, 4, 5, 6], values);
                }
            }
            catch (ModelFileException exception)
            {
                Assert.Contains("x.npz", exception.Message, StringComparison.Ordinal);
            }
        }

        static byte[] Packed()
        {
            using var array = new MemoryStream();
            NpyArray.Write(array, [2, 3], [1, 2, 3, 4, 5, 6]);
            return Zip(("0.weight.npy", array.ToArray()));
        }
    }

    private static byte[] Write(params (string Name, IReadOnlyList<int> Shape, float[] Values)[] arrays)
    {
        using var stream = new MemoryStream();
        NpzArchive.Write(stream, arrays);
        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static string Refused(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x.npz"], bytes);
        return Assert.Throws<ModelFileException>(() => new NpzArchive(folder["x.npz"])).Message;
    }
}
