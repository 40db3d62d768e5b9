using Compiled.Storage;

namespace Compiled.Tool;

/// <summary>Files that a command writes: all of them or none.</summary>
internal sealed class OutputFiles(bool replaces)
{
    /// <summary>Held while files are written, in this process: no set of them is left by halves.</summary>
    private static readonly Lock Writing = new();

    private readonly List<(string Path, Action<string> Write)> _files = [];

    /// <summary>Announces a file, so that what stands in its way is found before the work.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it to the path that it gets, whole or not at all; called by <see cref="Write"/>.</param>
    /// <exception cref="ToolException">It is there already and must not be replaced, or nothing can be written there.</exception>
    public void Add(string path, Action<string> write)
    {
        if (Directory.Exists(path))
            throw new ToolException($"'{path}' is a folder: give the path of a file.");
        if (File.Exists(path) && !replaces)
            throw new ToolException($"'{path}' already exists: choose another name, or replace it with --force.");
        OutputProbe.Check(path);
        _files.Add((path, write));
    }

    /// <summary>Announces a text file; '\n' ends its lines.</summary>
    public void AddText(string path, Func<string> text) =>
        Add(path, target => AtomicFile.Write(target, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text()))));

    /// <summary>The files, in the order in which they are written.</summary>
    public IEnumerable<string> Paths => _files.Select(static file => file.Path);

    /// <summary>The same files elsewhere.</summary>
    /// <param name="rename">The new place of each.</param>
    public OutputFiles At(Func<string, string> rename)
    {
        var moved = new OutputFiles(replaces);
        foreach (var (path, write) in _files)
            moved.Add(rename(path), write);
        return moved;
    }

    /// <summary>Waits until no file is being written, for a few seconds at most; from then on none is.</summary>
    public static void WaitForWriting() => _ = Writing.TryEnter(TimeSpan.FromSeconds(5));

    /// <summary>Writes all. Where one fails, or on Ctrl-C, those that were not there before are removed again.</summary>
    public void Write(CancellationToken cancellation)
    {
        using var writing = Writing.EnterScope();
        List<string> made = [];
        try
        {
            foreach (var (path, write) in _files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                    Directory.CreateDirectory(folder);
                var isNew = !File.Exists(path);
                write(path);
                if (isNew)
                    made.Add(path);
            }

            cancellation.ThrowIfCancellationRequested();
        }
        catch
        {
            foreach (var path in made)
                File.Delete(path);
            throw;
        }
    }
}
