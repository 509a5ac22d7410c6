using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.EntityFrameworkCore.Rows;

/// <summary>What stands in the tables for values of enumerations: words of our own, which never change.</summary>
internal static class StoredWords
{
    public const string Turn = "turn";

    public const string Delivery = "delivery";

    public const string Upload = "upload";

    public const string Conversation = "conversation";

    public static string Of(LeaseKind kind) => kind switch
    {
        LeaseKind.Turn => Turn,
        LeaseKind.Delivery => Delivery,
        LeaseKind.Upload => Upload,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of lease."),
    };

    public static string Of(ContextScopeKind kind) => kind switch
    {
        ContextScopeKind.Conversation => Conversation,
        ContextScopeKind.User => "user",
        ContextScopeKind.Global => "global",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of scope."),
    };

    public static string Of(ConversationOwner owner) => owner switch
    {
        ConversationOwner.Bot => "bot",
        ConversationOwner.Pending => "pending",
        ConversationOwner.Agent => "agent",
        ConversationOwner.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(owner), owner, "Unknown owner."),
    };

    public static string Of(Speaker speaker) => speaker switch
    {
        Speaker.Consumer => "consumer",
        Speaker.Bot => "bot",
        Speaker.Agent => "agent",
        _ => throw new ArgumentOutOfRangeException(nameof(speaker), speaker, "Unknown speaker."),
    };

    public static ConversationOwner ToOwner(string word) => word switch
    {
        "bot" => ConversationOwner.Bot,
        "pending" => ConversationOwner.Pending,
        "agent" => ConversationOwner.Agent,
        "closed" => ConversationOwner.Closed,
        _ => throw new FormatException($"'{word}' is no owner of a conversation. The row was written by a newer version of this library, or by somebody else."),
    };

    public static Speaker ToSpeaker(string word) => word switch
    {
        "consumer" => Speaker.Consumer,
        "bot" => Speaker.Bot,
        "agent" => Speaker.Agent,
        _ => throw new FormatException($"'{word}' is no speaker. The row was written by a newer version of this library, or by somebody else."),
    };
}
