using ConversationInteractions.Cli;

return await ConvoTool.RunAsync(args, Terminal.OfThisProcess());
