using Spectre.Console;

namespace Compiled.Tool.Terminal;

/// <summary>
/// Where commands write: tables and progress with Spectre on a terminal; where the output goes into a file or another program, plain lines that are the same every time,
/// ended by '\n', without colours or escape codes. It is the one place that writes to a terminal, so what it writes is printable whatever the files hold.
/// </summary>
internal sealed class Screen
{
    private readonly TextWriter _data;
    private readonly IAnsiConsole? _console;

    /// <summary>Plain output.</summary>
    public Screen(TextWriter output, TextWriter error)
        : this(output, error, null)
    {
    }

    /// <summary>Output with Spectre's console, or plain output where there is none.</summary>
    /// <param name="output">The standard output.</param>
    /// <param name="error">The standard error.</param>
    /// <param name="console">Spectre's console; null for plain output.</param>
    /// <param name="isTerminal">Whether the standard output is a terminal; null: where there is a console.</param>
    public Screen(TextWriter output, TextWriter error, IAnsiConsole? console, bool? isTerminal = null)
    {
        (Output, Error, _console) = (new PrintableWriter(output), new PrintableWriter(error), console);
        _data = isTerminal ?? console is not null ? Output : output;
    }

    /// <summary>What the command is for.</summary>
    public TextWriter Output { get; }

    /// <summary>Errors, and notes beside a result.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person watches a terminal.</summary>
    public bool IsInteractive => _console is not null;

    /// <summary>Where a person answers; null where nobody does.</summary>
    public TextReader? Input { get; init; }

    /// <summary>Whether there is time for an answer.</summary>
    public Func<bool> MayAsk { get; init; } = static () => true;

    /// <summary>The process's own.</summary>
    /// <param name="mayAsk">Whether there is time for an answer.</param>
    public static Screen OfConsole(Func<bool> mayAsk)
    {
        var isPlain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new Screen(Console.Out, Console.Error, isPlain ? null : AnsiConsole.Console, !Console.IsOutputRedirected) { Input = Console.IsInputRedirected ? null : Console.In, MayAsk = mayAsk };
    }

    /// <summary>A person's answer, which may be empty; null where nobody can be asked.</summary>
    public string? Ask(string question)
    {
        if (_console is null || Input is null || !MayAsk())
            return null;
        Error.Write(question + " ");
        return Input.ReadLine()?.Trim();
    }

    /// <summary>A line.</summary>
    public void Line(string text = "") => Output.Write(text + "\n");

    /// <summary>Data for another program, as it is; printable where a person sees it.</summary>
    public void Data(string text) => _data.Write(text);

    /// <summary>A line above what follows.</summary>
    public void Heading(string text)
    {
        if (_console is null)
            Line(text);
        else
            _console.Write(new Text(Printable.OneLine(text) + "\n", new Style(decoration: Decoration.Bold)));
    }

    /// <summary>A table.</summary>
    public void Table(TextTable table)
    {
        if (_console is null)
            Output.Write(table.ToString());
        else
            _console.Write(table.ToSpectre());
    }

    /// <summary>An error.</summary>
    public void Fail(string message) => Error.Write($"compiled: {message}\n");

    /// <summary>What is no error and no result.</summary>
    public void Hint(string message) => Error.Write($"{message}\n");

    /// <summary>Draws what changes in place until it ends, and then removes it; null where there is no terminal.</summary>
    /// <param name="draw">The newest frame; called on a thread of its own.</param>
    public LiveThread? Live(Func<Spectre.Console.Rendering.IRenderable> draw) => _console?.Profile.Capabilities.Ansi == true ? new LiveThread(_console, draw, clears: true) : null;

    /// <summary>Shows a training run: live on a terminal, else in some ten lines.</summary>
    /// <param name="dashboard">Whether a terminal shows everything there is to see, and keeps it.</param>
    public IProgress<TrainingProgress> Progress(bool dashboard) =>
        _console is null ? new TerminalProgress(Output) : new TerminalProgress(_console) { Dashboard = dashboard, ClearsAtEnd = !dashboard };
}
