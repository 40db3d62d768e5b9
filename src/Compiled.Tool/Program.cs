using Compiled.Tool;
using Compiled.Tool.Terminal;

using var interruption = new Interruption(static () =>
{
    // Files are written as a whole or taken back: that takes no time to speak of.
    OutputFiles.WaitForWriting();
    Console.Error.Write("compiled: cancelled; nothing was written.\n");
    Environment.Exit(ExitCodes.Cancelled);
});
return Cli.Run(args, Screen.OfConsole(() => !interruption.IsTermination), interruption.Token, interruption.LeaveToWork);
