using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Reflection;
using Compiled.Tool.Commands;
using Compiled.Tool.Terminal;

namespace Compiled.Tool;

/// <summary>The command line, from its words to the exit code; the same in a process of its own and in a test.</summary>
internal static class Cli
{
    /// <summary>The version of this build, without the commit.</summary>
    public static string Version { get; } =
        typeof(Cli).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs a command line with plain output.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default) =>
        Run(arguments, new Screen(output, error), cancellation);

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">Its words.</param>
    /// <param name="screen">Where it writes.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <param name="leaveToWork">Called where a training begins, which answers to Ctrl-C itself.</param>
    /// <param name="compiling">Called with the name of each network that is compiled for a file, before it is.</param>
    public static int Run(IReadOnlyList<string> arguments, Screen screen, CancellationToken cancellation = default, Action? leaveToWork = null, Action<string>? compiling = null)
    {
        // Numbers and messages are the same whatever the user's language.
        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        try
        {
            return Parse(arguments, new ToolContext(screen, cancellation, leaveToWork ?? (static () => { })) { Compiling = compiling ?? (static _ => { }) });
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
        }
    }

    private static int Parse(IReadOnlyList<string> arguments, ToolContext context)
    {
        var root = CreateRoot(context);
        if (arguments.Count == 0)
            arguments = ["--help"];
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var command = parsed.CommandResult.Command;
        var errors = Misspelling.Of(arguments, parsed) is { } misspelt ? [misspelt] : parsed.Action is ParseErrorAction ? parsed.Errors.Select(static error => error.Message) : [];
        if (errors.Any())
        {
            foreach (var error in errors)
                context.Screen.Fail(error);
            context.Screen.Hint(command == root ? "See 'compiled --help'." : $"See 'compiled {command.Name} --help'.");
            return ExitCodes.WrongUsage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = context.Screen.Output,
            Error = context.Screen.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return Guarded(context.Screen, () => parsed.Invoke(invocation));
    }

    private static RootCommand CreateRoot(ToolContext context)
    {
        var root = new RootCommand("Small neural networks as C# classes: train, import, convert, inspect and measure them.")
        {
            InspectCommand.Create(context),
            ImportCommand.Create(context),
            ConvertCommand.Create(context),
            TrainCommand.Create(context),
            SearchCommand.Create(context),
            PredictCommand.Create(context),
            BenchCommand.Create(context),
        };
        Help.Install(root);
        return root;
    }

    /// <summary>Every error that a file, a column or an option can cause as one worded message; no stack trace.</summary>
    private static int Guarded(Screen screen, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException)
        {
            screen.Fail("cancelled; nothing was written.");
            return ExitCodes.Cancelled;
        }
        catch (Exception exception)
        {
            screen.Fail(ErrorText.Of(exception));
            return exception is UsageException ? ExitCodes.WrongUsage : ExitCodes.Failed;
        }
    }
}
