using Compiled.Tool;
using Compiled.Tool.Terminal;

using var interruption = new Interruption();
return Cli.Run(args, Screen.OfConsole(() => !interruption.IsTermination), interruption.Token);
