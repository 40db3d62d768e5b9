using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;

namespace Compiled.Worker;

/// <summary>The command line, from its words to the exit code.</summary>
internal static class Cli
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>To which the number of the signal is added, as a shell does.</summary>
    private const int Signalled = 128;

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Workers that search hyper-parameters together, and the searches of their cluster.")
        {
            RunCommand.Create(),
            SearchCommands.Submit(output),
            SearchCommands.Watch(output),
            SearchCommands.Table(output),
            SearchCommands.Journal(),
            SearchCommands.List(output),
            SearchCommands.Stop(),
            SearchCommands.Remove(),
        };
        if (arguments.Length == 0)
            arguments = ["--help"];
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync($"compiled-worker: {problem.Message}");
            await error.WriteLineAsync("See 'compiled-worker --help'.");
            return WrongUsage;
        }

        using var interrupted = new CancellationTokenSource();
        var signalled = 0;
        try
        {
            // A worker drains, in its own time; the other commands end at once.
            var ends = parsed.CommandResult.Command.Name != RunCommand.Name;
            using var interrupt = ends ? PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, 2)) : null;
            using var terminate = ends ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, 15)) : null;
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            _ = await parsed.InvokeAsync(invocation, interrupted.Token);
            return Done;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return Signalled + signalled;
        }
        catch (Exception exception)
        {
            await error.WriteLineAsync($"compiled-worker: {Text(exception)}");
            return Failed;
        }

        void End(PosixSignalContext signal, int number)
        {
            (signal.Cancel, signalled) = (true, number);
            interrupted.Cancel();
        }
    }

    /// <summary>The message of the innermost cause that was written for a user.</summary>
    private static string Text(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is ClusterException or SearchException)
                return cause.Message;
            if (cause is AggregateException { InnerExceptions: var many } && many.OfType<ClusterException>().FirstOrDefault() is { } refusal)
                return refusal.Message;
        }

        return exception.Message;
    }
}
