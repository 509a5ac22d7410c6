using BotFramework;
using Microsoft.AspNetCore.Builder;

WebApplication app = BotFrameworkApp.Build(args);
await app.RunAsync();
