using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Access;

/// <summary>What stands in a token. It is encrypted, and read by this package only.</summary>
internal sealed record TokenContent
{
    [JsonPropertyName("c")]
    public required string ConversationId { get; init; }

    [JsonPropertyName("e")]
    public required long Expires { get; init; }

    [JsonPropertyName("b")]
    public string? Bot { get; init; }

    [JsonPropertyName("ch")]
    public string? Channel { get; init; }

    [JsonPropertyName("t")]
    public bool? TextOnly { get; init; }

    [JsonPropertyName("u")]
    public string? UserId { get; init; }

    [JsonPropertyName("a")]
    public JsonObject? Attributes { get; init; }

    public static TokenContent Of(ConversationGrant grant) => new()
    {
        ConversationId = grant.ConversationId,
        Expires = grant.ExpiresAt.ToUnixTimeSeconds(),
        Bot = grant.Start.Bot,
        Channel = grant.Start.Channel,
        TextOnly = grant.Start.TextOnly,
        UserId = grant.Start.UserId,
        Attributes = grant.Start.Attributes,
    };

    public ConversationGrant ToGrant() => new(
        ConversationId,
        DateTimeOffset.FromUnixTimeSeconds(Expires),
        new ConversationStart { Bot = Bot, Channel = Channel, TextOnly = TextOnly, UserId = UserId, Attributes = Attributes });
}
