using ChatOpsBot.Host.CommandLine;

return await RootCommandLine.RunAsync(args);
