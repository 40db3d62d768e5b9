using System.Diagnostics;
using Compiled.Searching;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// The results of a search on disk, one JSON object per line, each with a checksum: what a search needs to go on after its process was killed. Safe on any number of threads; one process at a time.
/// </summary>
/// <remarks>
/// The first line has the version of the library, the definition and the hash of the data; a search whose own differ is refused. A line that was cut off by a kill is dropped, and its
/// job runs again. A line is handed to the operating system before <see cref="Append"/> returns, and flushed to the disk about once a second and at the end: a kill loses nothing, a power
/// failure at most a second.
/// </remarks>
public sealed class SearchJournal : IDisposable
{
    private const long Longest = 1L << 30;
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly FileStream _stream;

    /// <summary>Held as long as the journal is open; a file of its own, so that others may read the journal meanwhile.</summary>
    private readonly FileStream _holder;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, JobResult> _results = [];
    private long _flushed = Stopwatch.GetTimestamp();

    private SearchJournal(string path, FileStream stream, FileStream holder) => (Path, _stream, _holder) = (path, stream, holder);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The results that the file had when it was opened, by job.</summary>
    public IReadOnlyDictionary<int, JobResult> Results => _results;

    /// <summary>Whether the file's last line was cut off or damaged, and dropped.</summary>
    public bool WasTorn { get; private set; }

    /// <summary>Opens a journal to go on, or begins one.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="definition">The search.</param>
    /// <param name="data">Its data.</param>
    /// <exception cref="SearchException">The file is not a journal, is damaged, or is of another search, other data or another version of the library: it is unchanged.</exception>
    /// <exception cref="IOException">The file cannot be opened, such as by a second process.</exception>
    public static SearchJournal Open(string path, SearchDefinition definition, SearchData data)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(data);
        ModelFiles.CheckOrdinary(path);
        var holder = Hold(path);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            holder.Dispose();
            throw NotOpened(path, exception);
        }

        var journal = new SearchJournal(path, stream, holder);
        try
        {
            journal.Read(definition, data);
            return journal;
        }
        catch
        {
            stream.Dispose();
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Adds a result.</summary>
    /// <param name="job">The job.</param>
    /// <param name="result">Its result.</param>
    /// <param name="elapsed">How long it took: for readers, not part of the result.</param>
    /// <param name="worker">What ran it: for readers, not part of the result.</param>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Append(SearchJob job, JobResult result, TimeSpan elapsed, string worker)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(worker);
        var line = JournalLine.Seal(SearchJson.Object(writer =>
        {
            writer.WriteStartObject("job");
            job.Write(writer);
            writer.WriteEndObject();
            writer.WriteStartObject("result");
            result.Write(writer);
            writer.WriteEndObject();
            writer.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 6));
            writer.WriteString("worker", worker);
        }));
        lock (_lock)
        {
            _stream.Write(line);
            var isDue = Stopwatch.GetElapsedTime(_flushed) > FlushInterval;
            _stream.Flush(isDue);
            if (isDue)
                _flushed = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Flushes the file to the disk and closes it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_stream.CanWrite)
                return;
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            _holder.Dispose();
        }
    }

    /// <summary>A lock that the operating system drops when the process is killed.</summary>
    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotOpened(path, exception);
        }
    }

    private static IOException NotOpened(string path, Exception exception) =>
        new($"The journal '{path}' cannot be opened: {exception.Message} Give a file in a folder that can be written, which no other search uses.", exception);

    private void Read(SearchDefinition definition, SearchData data)
    {
        if (_stream.Length > Longest)
            throw new SearchException(Wording.Of($"The journal '{Path}' has {_stream.Length} bytes, more than the {Longest} that a search writes: give another file."));
        var bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        var (valid, number) = (0, 0);
        while (valid < bytes.Length)
        {
            var length = bytes.AsSpan(valid).IndexOf((byte)'\n');
            var line = bytes.AsSpan(valid, length < 0 ? bytes.Length - valid : length);
            var isLast = length < 0 || valid + length + 1 == bytes.Length;
            number++;
            if (length < 0 || JournalLine.Open(line) is not { } json)
            {
                // A torn first line holds no result, but a file of something else must not be overwritten.
                if (!isLast || number == 1 && !JournalHeader.IsTorn(line))
                    throw Damaged(number);
                WasTorn = true;
                break;
            }

            Take(json, number, definition, data);
            valid += length + 1;
        }

        _stream.SetLength(valid);
        _stream.Position = valid;
        if (valid > 0)
            return;
        _stream.Write(JournalLine.Seal(JournalHeader.Write(definition, data.Hash)));
        _stream.Flush(flushToDisk: true);
    }

    private void Take(string json, int number, SearchDefinition definition, SearchData data)
    {
        try
        {
            if (number == 1)
            {
                if (JournalHeader.Problem(json, definition, data.Hash) is { } problem)
                    throw new SearchException($"The journal '{Path}' {problem}, or give another file to begin a new search.");
                return;
            }

            var result = SearchJson.Read(json, "a line of a journal", static element => JobResult.Read(element.GetProperty("result")));
            _results[result.Index] = result;
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new SearchException($"{Damaged(number).Message} ({exception.Message})", exception);
        }
    }

    private SearchException Damaged(int number) => new(number == 1
        ? $"'{Path}' is not the journal of a search: give another file to begin a new search."
        : Wording.Of($"Line {number} of the journal '{Path}' is damaged. Remove this line and those after it, and the search goes on from there; or give another file to begin a new search."));
}
