using System.Text.Json;
using System.Text.Json.Serialization;
using ConversationInteractions.AspNetCore.Access;

namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>How everything that crosses the web is written and read.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(CreateConversation))]
[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(PostMessage))]
[JsonSerializable(typeof(PostSystemEvent))]
[JsonSerializable(typeof(PostClose))]
[JsonSerializable(typeof(PostAgentReport))]
[JsonSerializable(typeof(SignedReport))]
[JsonSerializable(typeof(EventReceipt))]
[JsonSerializable(typeof(StreamedMessage))]
[JsonSerializable(typeof(StreamedOwner))]
[JsonSerializable(typeof(StreamedGap))]
[JsonSerializable(typeof(TokenContent))]
internal sealed partial class WebJson : JsonSerializerContext;
