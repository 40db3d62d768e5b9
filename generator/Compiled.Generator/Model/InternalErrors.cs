namespace Compiled.Generator.Model;

/// <summary>CMP0099: a failure of the generator itself, which the compiler would otherwise swallow.</summary>
internal static class InternalErrors
{
    public static Problem Problem(string network, Exception exception) => new(
        ProblemIds.InternalError,
        new([network, exception.GetType().FullName ?? exception.GetType().Name, OneLine(exception.Message)]),
        Model.Problem.AtType);

    /// <summary>Cancellation is the compiler's to handle, but only where it asked for it: otherwise it is a failure like any other.</summary>
    public static bool IsCancellation(Exception exception, CancellationToken cancellation) =>
        exception is OperationCanceledException && cancellation.IsCancellationRequested;

    private static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
