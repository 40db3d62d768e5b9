using Compiled.Worker;

return await Cli.RunAsync(args, Console.Out, Console.Error);
