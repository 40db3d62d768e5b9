using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Compiled.Events;
using Google.Protobuf;

namespace Compiled;

/// <summary>One event file: records of TFRecord's framing, each with the checksums of its length and of its data.</summary>
internal sealed class EventFile : IDisposable
{
    private const int HeaderLength = sizeof(ulong) + sizeof(uint);

    private readonly FileStream _file;
    private byte[] _record = new byte[256];

    /// <summary>Makes a new file in a folder, which is made too, named so that it comes after the files that are there.</summary>
    public EventFile(string folder, long step)
    {
        Directory.CreateDirectory(folder);
        var number = Directory.GetFiles(folder, "events.out.tfevents.*").Length;
        Path = System.IO.Path.Combine(
            folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():0000000000}.compiled.{number:000000}.{Environment.ProcessId}"));
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);
        Write(new Event { WallTime = Now, FileVersion = "brain.Event:2" });
        Write(new Event { WallTime = Now, Step = step, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
        Flush();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Seconds since 1970.</summary>
    public static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Writes a record: its length, the checksum of that, the event and its checksum.</summary>
    public void Write(Event value)
    {
        var length = value.CalculateSize();
        var all = HeaderLength + length + sizeof(uint);
        if (_record.Length < all)
            _record = new byte[2 * all];
        var record = _record.AsSpan(0, all);
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(ulong)..], MaskedChecksum(record[..sizeof(ulong)]));
        var data = record.Slice(HeaderLength, length);
        value.WriteTo(data);
        BinaryPrimitives.WriteUInt32LittleEndian(record[(HeaderLength + length)..], MaskedChecksum(data));
        _file.Write(record);
    }

    /// <summary>Gives the system what was written: TensorBoard sees it, even if the process is killed.</summary>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>CRC32C, rotated and with a constant added, as TFRecord stores it: a checksum of data that contain checksums would be weak.</summary>
    public static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        var checksum = uint.MaxValue;
        while (data.Length >= sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (var value in data)
            checksum = BitOperations.Crc32C(checksum, value);
        return unchecked(BitOperations.RotateRight(~checksum, 15) + 0xA282EAD8);
    }
}
