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
    public static JobResult Read(string line) => JournalLine.Open(Encoding.UTF8.GetBytes(line)) is { } json
        ? JobResult.FromJson(json)
        : throw new ClusterException($"A line of the journal in the cluster's storage is damaged: '{(line.Length > 60 ? line[..60] + "…" : line)}'. Remove the search and submit it again.");
}
