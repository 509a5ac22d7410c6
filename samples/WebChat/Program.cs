using Microsoft.AspNetCore.Builder;
using WebChat;

WebApplication app = WebChatApp.Build(args);
await app.RunAsync();
