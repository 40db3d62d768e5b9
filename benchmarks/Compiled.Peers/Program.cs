using Compiled.Peers;

return PeerProgram.Run(args);
