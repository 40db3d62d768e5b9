using Compiled.Sweep;

return SweepProgram.Run(args);
