namespace Compiled.Generator.Model;

/// <summary>An exception of the generator itself, as facts.</summary>
/// <param name="Exception">Its full type.</param>
/// <param name="Message">What it says, in one line.</param>
internal sealed record InternalError(string Exception, string Message);

/// <summary>CMP0099: a failure of the generator itself, which the compiler would otherwise swallow.</summary>
internal static class InternalErrors
{
    public static Problem Problem(string network, Exception exception) => Problem(network, Of(exception));

    public static Problem Problem(string network, InternalError error) => new(ProblemIds.InternalError, new([network, error.Exception, error.Message]), Model.Problem.AtType);

    public static InternalError Of(Exception exception) => new(exception.GetType().FullName ?? exception.GetType().Name, OneLine(exception.Message));

    /// <summary>Cancellation is the compiler's to handle, but only where it asked for it: otherwise it is a failure like any other.</summary>
    public static bool IsCancellation(Exception exception, CancellationToken cancellation) =>
        exception is OperationCanceledException && cancellation.IsCancellationRequested;

    private static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
