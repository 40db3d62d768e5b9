using System.Text;
using Compiled.Searching;

namespace Compiled.Clusters;

/// <summary>The lines of a journal, as <see cref="SearchJournal"/> writes them: a result and a checksum.</summary>
internal static class JournalLines
{
    /// <summary>A result as a line, without its end.</summary>
    public static string Write(JobResult result) => Encoding.UTF8.GetString(JournalLine.Seal(result.ToJson())).TrimEnd('\n');

    /// <summary>The result of a line.</summary>
    /// <exception cref="ClusterException">The line is damaged.</exception>
    public static JobResult Read(string line)
    {
        try
        {
            return JournalLine.Open(Encoding.UTF8.GetBytes(line)) is { } json ? JobResult.FromJson(json) : throw new FormatException("Its checksum is not right.");
        }
        catch (FormatException exception)
        {
            throw Damaged(line, exception);
        }
    }

    /// <summary>Plays a line back.</summary>
    /// <exception cref="ClusterException">The line is damaged, or no line of this search.</exception>
    public static void Play(string line, JobQueue queue)
    {
        var result = Read(line);
        try
        {
            queue.Complete(result);
        }
        catch (Exception exception) when (exception is ArgumentException or SearchException)
        {
            throw Damaged(line, exception);
        }
    }

    private static ClusterException Damaged(string line, Exception cause) => new(
        $"A line of the journal in the cluster's storage is damaged: '{(line.Length > 60 ? line[..60] + "…" : line)}'. {cause.Message} Remove the search and submit it again.", cause);
}
