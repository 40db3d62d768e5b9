using Compiled.FirstCall;

return TailProgram.Run(args);
