using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Runtime;

/// <summary>Turns what hosts tell into events of the interpreter.</summary>
internal static class InboundEvents
{
    private static readonly string[] TextOnlyChannels = ["sms", "whatsapp", "line", "twitter"];

    public static ConversationEvent ToEvent(InboundEvent inbound, string id, DateTimeOffset at, StagedFile? file) => inbound switch
    {
        UserMessage message => new UserMessageReceived { Id = id, At = at, Text = WellFormed(message.Text), Payload = message.Payload is null ? null : WellFormed(message.Payload) },
        UserFile => new FileReceived { Id = id, At = at, File = file! },
        StagedUserFile staged => new FileReceived { Id = id, At = at, File = staged.File },
        HostEvent raised => new HostEventRaised { Id = id, At = at, Name = raised.Name, Text = WellFormed(raised.Text) },
        CloseRequest => new ConversationClosedByHost { Id = id, At = at },
        TransferUpdate update => ToReport(update, id, at),
        _ => throw new NotSupportedException($"Events of type {inbound.GetType().Name} are not handled."),
    };

    /// <summary>The state of a conversation that begins with an event.</summary>
    public static ConversationState NewState(ProgramCatalog programs, string conversationId, ConversationStart? start)
    {
        string bot = start?.Bot ?? programs.Programs[0].Name;
        if (!programs.TryGet(bot, out _))
        {
            throw new UnknownBotException(bot, programs.Programs.Select(p => p.Name));
        }

        return ConversationState.New(
            conversationId,
            bot,
            start?.Channel,
            start?.TextOnly ?? TextOnlyChannels.Contains(start?.Channel, StringComparer.OrdinalIgnoreCase),
            start?.UserId,
            start?.Attributes is { } attributes ? JsonText.Parse(attributes.ToJsonString()) : null);
    }

    private static TransferReport ToReport(TransferUpdate update, string id, DateTimeOffset at) => update.Kind switch
    {
        TransferUpdateKind.Offered => new TransferOffered { Id = id, At = at, TransferId = update.TransferId },
        TransferUpdateKind.Connected => new AgentConnected { Id = id, At = at, TransferId = update.TransferId },
        TransferUpdateKind.Failed or TransferUpdateKind.Declined or TransferUpdateKind.Left =>
            new TransferFailed { Id = id, At = at, TransferId = update.TransferId, Reason = update.Text ?? update.Kind.ToString() },
        TransferUpdateKind.Said => new AgentSaid { Id = id, At = at, TransferId = update.TransferId, Text = WellFormed(update.Text ?? "") },
        TransferUpdateKind.Returned => new AgentReturned { Id = id, At = at, TransferId = update.TransferId },
        TransferUpdateKind.Closed => new AgentClosed { Id = id, At = at, TransferId = update.TransferId },
        _ => throw new ArgumentOutOfRangeException(nameof(update), update.Kind, "Unknown kind of report."),
    };

    /// <summary>Halves of characters cannot be stored or sent: they become the replacement character.</summary>
    private static string WellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }
}
