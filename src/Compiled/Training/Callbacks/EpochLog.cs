using System.Buffers;
using System.Text;

namespace Compiled;

/// <summary>A file with one line per epoch: <see cref="CsvLogger"/>, <see cref="JsonLinesLogger"/>.</summary>
/// <remarks>
/// <para>
/// Every line is written when its epoch has ended, and is in the file even if the process is killed right after. A new run replaces the file, unless <see cref="Append"/> is
/// set. A run that is resumed from a checkpoint continues its own lines: those of epochs that the checkpoint does not contain are removed first, and the file ends with the
/// same lines as after an uninterrupted run.
/// </para>
/// <para>
/// If the file cannot be opened, such as in a folder that is missing or read-only, <c>Fit</c> throws before the first step; if it cannot be written later, such as on a full
/// disk, <c>Fit</c> ends with a <see cref="CallbackException"/> after the epoch, and no training is lost. Lines are UTF-8, end with \n, and numbers are written in full
/// precision, the same way in every culture. One object may be used for one run after another, not for two at once.
/// </para>
/// </remarks>
public abstract class EpochLog : ICallback
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private FileStream? _file;

    private protected EpochLog(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FilePath = path;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Whether the lines of a new run are appended to those of earlier runs; false, the default, replaces the file.</summary>
    public bool Append { get; init; }

    /// <inheritdoc/>
    public void OnRunBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Worded(() => Open(context));
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var record = context.LastEpoch!;
        Worded(() => Write(writer => WriteEpoch(writer, context, record)));
    }

    /// <inheritdoc/>
    public void OnRunEnd(FitContext context)
    {
        var file = _file;
        _file = null;
        if (file is not null)
            Worded(file.Dispose);
    }

    /// <summary>The first line of the file with its line break; empty for none.</summary>
    private protected virtual string Header(FitContext context) => "";

    /// <summary>Writes the line of an epoch with its line break.</summary>
    private protected abstract void WriteEpoch(IBufferWriter<byte> writer, FitContext context, EpochRecord record);

    private void Open(FitContext context)
    {
        _file?.Dispose();
        _file = new FileStream(FilePath, Append ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        if (Append && _file.CanSeek)
            FindEnd(_file, FirstLine(context));
        var header = Header(context);
        if (!_file.CanSeek || _file.Position == 0)
            Write(writer => writer.Write(Encoding.UTF8.GetBytes(header)));
        else
            CheckHeader(_file, header);
        // What a resumed run has done before: the same lines as it wrote then, and none that the checkpoint knows nothing of.
        foreach (var record in context.FinishedEpochs)
            Write(writer => WriteEpoch(writer, context, record));
    }

    /// <summary>The line that a resumed run has written for its first epoch, by which its lines are told from those of earlier runs; empty where it has finished none.</summary>
    private byte[] FirstLine(FitContext context)
    {
        if (context.FinishedEpochs.Count == 0)
            return [];
        _line.ResetWrittenCount();
        WriteEpoch(_line, context, context.FinishedEpochs[0]);
        return _line.WrittenSpan.ToArray();
    }

    /// <summary>Cuts the file before the last line that is the given one, and places the stream at its end, after a line break.</summary>
    private static void FindEnd(FileStream file, byte[] marker)
    {
        long lineStart = 0, place = 0, found = -1;
        var matched = 0;
        var buffer = new byte[1 << 16];
        int last = '\n';
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            foreach (var value in buffer.AsSpan(0, count))
            {
                // matched counts the bytes of the line that agree, as long as all do.
                if (matched == place - lineStart && matched < marker.Length && marker[matched] == value && ++matched == marker.Length)
                    found = lineStart;
                place++;
                last = value;
                if (value == '\n')
                    (lineStart, matched) = (place, 0);
            }
        }

        if (found >= 0)
        {
            file.SetLength(found);
            file.Position = found;
        }
        else if (last != '\n')
        {
            // A line that was cut off stays one of its own.
            file.WriteByte((byte)'\n');
        }
    }

    private void CheckHeader(FileStream file, string header)
    {
        var end = file.Position;
        file.Position = 0;
        var begin = new byte[Encoding.UTF8.GetByteCount(header)];
        var count = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = end;
        if (Encoding.UTF8.GetString(begin, 0, count) != header)
        {
            throw new InvalidOperationException(
                $"'{FilePath}' begins with other columns than those of this run, {header.TrimEnd()}: choose another file, or replace this one with Append = false.");
        }
    }

    private void Write(Action<IBufferWriter<byte>> write)
    {
        _line.ResetWrittenCount();
        write(_line);
        _file!.Write(_line.WrittenSpan);
        _file.Flush();
    }

    private void Worded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"'{FilePath}' could not be written: {exception.Message.TrimEnd('.')}. Free up disk space, or choose a file in a writable folder.", exception);
        }
    }
}
