using Microsoft.Extensions.Logging;

namespace Compiled.Clusters;

/// <summary>
/// Every message that searches, trials and workers log. Written by hand: the generator of log messages takes the classes in an order that changes from build to build, and the same sources
/// must give the same package.
/// </summary>
/// <remarks>The numbers are what that generator makes of the names, so that filters by number go on working.</remarks>
internal static class ClusterLog
{
    private static readonly Action<ILogger, string, Exception?> _replaced = LoggerMessage.Define<string>(
        LogLevel.Warning, new(647725841, "LogReplaced"), "Search {Search}: another activation of it writes the journal; this one ends.");

    private static readonly Action<ILogger, string, string, Exception?> _searchFailed = LoggerMessage.Define<string, string>(
        LogLevel.Error, new(873886395, "LogFailure"), "Search {Search} failed: {Failure}");

    private static readonly Action<ILogger, string, Exception?> _unlisted = LoggerMessage.Define<string>(
        LogLevel.Warning, new(2130008835, "LogUnlisted"), "Search {Search}: the list of searches does not know yet that it has ended.");

    private static readonly Action<ILogger, string, int, Exception?> _returned = LoggerMessage.Define<string, int>(
        LogLevel.Information, new(1738386986, "LogReturned"), "Search {Search}: the worker of job {Job} is gone; the job is handed out again.");

    private static readonly Action<ILogger, string, int, Exception?> _checkpointLeft = LoggerMessage.Define<string, int>(
        LogLevel.Debug, new(21484284, "LogLeft"), "Search {Search}: the checkpoint of job {Job} could not be removed.");

    private static readonly Action<ILogger, string, int, Exception?> _unanswered = LoggerMessage.Define<string, int>(
        LogLevel.Debug, new(511575457, "LogUnanswered"), "Search {Search}: the trial of job {Job} does not answer.");

    private static readonly Action<ILogger, string, long, int, Exception?> _notValid = LoggerMessage.Define<string, long, int>(
        LogLevel.Information, new(1858190337, "LogLost"), "Trial {Trial}: the lease {Token} of job {Job} is no longer valid.");

    private static readonly Action<ILogger, string, Exception?> _notTakenBack = LoggerMessage.Define<string>(
        LogLevel.Warning, new(1069341541, "LogKept"), "Trial {Trial}: its lease could not be taken back in the storage, and will run out.");

    private static readonly Action<ILogger, int, double, Exception?> _draining = LoggerMessage.Define<int, double>(
        LogLevel.Information, new(2032334755, "LogDraining"), "Stopping: {Running} jobs go on for at most {Seconds} s; what is not done by then is given back.");

    private static readonly Action<ILogger, Exception?> _unreachable = LoggerMessage.Define(
        LogLevel.Warning, new(645071565, "LogUnreachable"), "The cluster does not answer; asked again in a second.");

    private static readonly Action<ILogger, string, string, Exception?> _refused = LoggerMessage.Define<string, string>(
        LogLevel.Error, new(697706209, "LogRefused"), "The search '{Search}' gives no work to this worker. {Reason}");

    private static readonly Action<ILogger, int, string, Exception?> _notHandedIn = LoggerMessage.Define<int, string>(
        LogLevel.Warning, new(929307464, "LogJob"), "Job {Job} of the search '{Search}' could not be handed in; it is done again.");

    private static readonly Action<ILogger, int, string, Exception?> _jobFailed = LoggerMessage.Define<int, string>(
        LogLevel.Error, new(383545648, "LogFailed"), "Job {Job} of the search '{Search}' failed here, and is given back.");

    private static readonly Action<ILogger, int, Exception?> _leaseLost = LoggerMessage.Define<int>(
        LogLevel.Information, new(1858190337, "LogLost"), "The lease of job {Job} is lost: somebody else has it.");

    private static readonly Action<ILogger, int, double, Exception?> _unrenewed = LoggerMessage.Define<int, double>(
        LogLevel.Debug, new(2070336342, "LogUnrenewed"), "The lease of job {Job} was renewed {Seconds} s ago, and cannot be renewed now.");

    private static readonly Action<ILogger, int, Exception?> _notGivenBack = LoggerMessage.Define<int>(
        LogLevel.Debug, new(1069341541, "LogKept"), "Job {Job} could not be given back: its lease runs out.");

    private static readonly Action<ILogger, Exception?> _waiting = LoggerMessage.Define(
        LogLevel.Debug, new(1700326332, "LogWaiting"), "A result cannot be handed in now; tried again.");

    public static void Replaced(this ILogger log, Exception exception, string search) => _replaced(log, search, exception);

    public static void SearchFailed(this ILogger log, string search, string failure) => _searchFailed(log, search, failure, null);

    public static void Unlisted(this ILogger log, Exception exception, string search) => _unlisted(log, search, exception);

    public static void Returned(this ILogger log, string search, int job) => _returned(log, search, job, null);

    public static void CheckpointLeft(this ILogger log, Exception exception, string search, int job) => _checkpointLeft(log, search, job, exception);

    public static void Unanswered(this ILogger log, Exception exception, string search, int job) => _unanswered(log, search, job, exception);

    public static void NotValid(this ILogger log, string trial, int job, long token) => _notValid(log, trial, token, job, null);

    public static void NotTakenBack(this ILogger log, Exception exception, string trial) => _notTakenBack(log, trial, exception);

    public static void Draining(this ILogger log, int running, double seconds) => _draining(log, running, seconds, null);

    public static void Unreachable(this ILogger log, Exception exception) => _unreachable(log, exception);

    public static void Refused(this ILogger log, string search, string reason) => _refused(log, search, reason, null);

    public static void NotHandedIn(this ILogger log, Exception exception, int job, string search) => _notHandedIn(log, job, search, exception);

    public static void JobFailed(this ILogger log, Exception exception, int job, string search) => _jobFailed(log, job, search, exception);

    public static void LeaseLost(this ILogger log, int job) => _leaseLost(log, job, null);

    public static void Unrenewed(this ILogger log, Exception exception, int job, double seconds) => _unrenewed(log, job, seconds, exception);

    public static void NotGivenBack(this ILogger log, Exception exception, int job) => _notGivenBack(log, job, exception);

    public static void Waiting(this ILogger log, Exception exception) => _waiting(log, exception);
}
