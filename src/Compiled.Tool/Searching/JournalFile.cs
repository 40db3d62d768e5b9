using System.Text;
using Compiled.Storage;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Searching;

/// <summary>The journal of a search: begun, continued or replaced as the command line says, and gone when its result is written.</summary>
internal sealed class JournalFile(SearchRequest request)
{
    private const string Extension = ".search";

    /// <summary>How a journal begins: no other file is taken for one.</summary>
    private static readonly byte[] Start = Encoding.UTF8.GetBytes("{\"format\":\"compiled-search\"");

    /// <summary>The file.</summary>
    public string Path { get; } = request.Journal ?? System.IO.Path.Combine(request.Training.Folder, request.Training.ClassName + Extension);

    /// <summary>What goes on with the search.</summary>
    public string ResumeCommand => request.Resumes ? request.Training.CommandLine : request.Training.CommandLine + " --resume";

    private string Checkpoints => Path + ".checkpoints";

    /// <summary>Checks that the search can begin, or go on.</summary>
    /// <exception cref="ToolException">There is a journal and the command line does not say what to do with it, or none to go on with.</exception>
    /// <exception cref="IOException">It is a pipe, a device or a socket, whose reading could wait for ever.</exception>
    public void Prepare()
    {
        if (Directory.Exists(Path))
            throw new ToolException($"'{Path}' is a folder: give the path of a file with --journal.");
        ModelFiles.CheckOrdinary(Path);
        if (request.Resumes && !File.Exists(Path))
            throw new ToolException($"'{Path}' does not exist, so there is no search to go on with: leave --resume out to begin one, or give its journal with --journal.");
        if (!request.Resumes && File.Exists(Path))
        {
            if (!IsJournal())
                throw new ToolException($"'{Path}' already exists and is not the journal of a search: give another path with --journal.");
            if (!request.Replaces)
                throw new ToolException($"'{Path}' has an interrupted search of {Figures.Count(Results(), "result")}: go on with it with --resume, or begin again with --force.");
            Remove(always: true);
        }

        // Only a root has no folder, and that is one itself.
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
    }

    /// <summary>Removes the journal of a search whose result is written; one that the command line names is kept.</summary>
    public void Remove() => Remove(always: request.Journal is null);

    private void Remove(bool always)
    {
        if (!always)
            return;
        File.Delete(Path);
        if (Directory.Exists(Checkpoints))
            Directory.Delete(Checkpoints, recursive: true);
    }

    private bool IsJournal()
    {
        using var stream = ModelFiles.Open(Path);
        var begin = new byte[Start.Length];
        var length = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        // A kill right at the beginning leaves an empty one, or a part of its first line.
        return Start.AsSpan().StartsWith(begin.AsSpan(0, length));
    }

    private int Results() => Math.Max(0, File.ReadLines(Path).Count() - 1);
}
