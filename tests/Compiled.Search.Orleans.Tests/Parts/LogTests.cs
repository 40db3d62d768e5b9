using Microsoft.Extensions.Logging;

namespace Compiled.Clusters.Tests.Parts;

/// <summary>What is logged: those who filter logs, or count them, go by number, level and names.</summary>
public sealed class LogTests
{
    private static readonly Exception _cause = new InvalidOperationException("the cause");

    public static TheoryData<string> Messages => [.. Expected.Keys];

    private static Dictionary<string, (Action<ILogger> Log, LogLevel Level, int Id, string Name, string Text, bool HasCause)> Expected { get; } = new()
    {
        ["replaced"] = (
            static log => log.Replaced(_cause, "s"), LogLevel.Warning, 647725841, "LogReplaced", "Search s: another activation of it writes the journal; this one ends.", true),
        ["search failed"] = (static log => log.SearchFailed("s", "bits"), LogLevel.Error, 873886395, "LogFailure", "Search s failed: bits", false),
        ["unlisted"] = (
            static log => log.Unlisted(_cause, "s"), LogLevel.Warning, 2130008835, "LogUnlisted", "Search s: the list of searches does not know yet that it has ended.", true),
        ["returned"] = (
            static log => log.Returned("s", 3), LogLevel.Information, 1738386986, "LogReturned", "Search s: the worker of job 3 is gone; the job is handed out again.", false),
        ["checkpoint left"] = (
            static log => log.CheckpointLeft(_cause, "s", 3), LogLevel.Debug, 21484284, "LogLeft", "Search s: the checkpoint of job 3 could not be removed.", true),
        ["unanswered"] = (static log => log.Unanswered(_cause, "s", 3), LogLevel.Debug, 511575457, "LogUnanswered", "Search s: the trial of job 3 does not answer.", true),
        ["not valid"] = (static log => log.NotValid("s/1", 3, 7), LogLevel.Information, 1858190337, "LogLost", "Trial s/1: the lease 7 of job 3 is no longer valid.", false),
        ["not taken back"] = (
            static log => log.NotTakenBack(_cause, "s/1"), LogLevel.Warning, 1069341541, "LogKept",
            "Trial s/1: its lease could not be taken back in the storage, and will run out.", true),
        ["draining"] = (
            static log => log.Draining(2, 30), LogLevel.Information, 2032334755, "LogDraining",
            "Stopping: 2 jobs go on for at most 30 s; what is not done by then is given back.", false),
        ["unreachable"] = (static log => log.Unreachable(_cause), LogLevel.Warning, 645071565, "LogUnreachable", "The cluster does not answer; asked again in a second.", true),
        ["refused"] = (static log => log.Refused("s", "Old."), LogLevel.Error, 697706209, "LogRefused", "The search 's' gives no work to this worker. Old.", false),
        ["not handed in"] = (
            static log => log.NotHandedIn(_cause, 3, "s"), LogLevel.Warning, 929307464, "LogJob", "Job 3 of the search 's' could not be handed in; it is done again.", true),
        ["job failed"] = (static log => log.JobFailed(_cause, 3, "s"), LogLevel.Error, 383545648, "LogFailed", "Job 3 of the search 's' failed here, and is given back.", true),
        ["lease lost"] = (static log => log.LeaseLost(3), LogLevel.Information, 1858190337, "LogLost", "The lease of job 3 is lost: somebody else has it.", false),
        ["unrenewed"] = (
            static log => log.Unrenewed(_cause, 3, 5), LogLevel.Debug, 2070336342, "LogUnrenewed", "The lease of job 3 was renewed 5 s ago, and cannot be renewed now.", true),
        ["not given back"] = (
            static log => log.NotGivenBack(_cause, 3), LogLevel.Debug, 1069341541, "LogKept", "Job 3 could not be given back: its lease runs out.", true),
        ["waiting"] = (static log => log.Waiting(_cause), LogLevel.Debug, 1700326332, "LogWaiting", "A result cannot be handed in now; tried again.", true),
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_its_number_level_and_words(string message)
    {
        var (log, level, id, name, text, hasCause) = Expected[message];
        var lines = new Lines(LogLevel.Debug);
        log(lines);
        Assert.Equal([(level, new EventId(id, name), name, text, hasCause ? _cause : null)], lines.Written);

        var fewer = new Lines(level + 1);
        log(fewer);
        Assert.Empty(fewer.Written);
    }

    [Fact]
    public void No_message_is_left_out()
    {
        var messages = typeof(ClusterLog).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public);
        Assert.Equal(messages.Length, Expected.Count);
    }

    private sealed class Lines(LogLevel least) : ILogger
    {
        public List<(LogLevel Level, EventId Id, string? Name, string Text, Exception? Cause)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add((logLevel, eventId, eventId.Name, formatter(state, exception), exception));
    }
}
