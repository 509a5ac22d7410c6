using System.Text.Json.Nodes;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Makes of a script's steps the events that a host hands in.</summary>
internal static class ScriptEvents
{
    /// <summary>Makes an event; its content can be read once.</summary>
    /// <param name="step">The step.</param>
    /// <param name="id">The event's id, where the step gives none; without it the event has none.</param>
    /// <param name="setup">What the conversation is made of.</param>
    /// <param name="transfer">The transfer that an agent reports about.</param>
    public static InboundEvent Create(ActingStep step, string? id, ConversationSetup setup, string? transfer)
    {
        ConversationStart start = new()
        {
            Bot = setup.Bots[0].Name,
            Channel = setup.Channel,
            Attributes = setup.Stubs.Attributes is { } attributes ? JsonNode.Parse(attributes.Text) as JsonObject : null,
        };
        return step switch
        {
            UserStep user => new UserMessage(user.Text) { Id = user.Id ?? id, Payload = user.Payload, Start = start },
            FileStep file => new UserFile(SampleContent.Create(file.Content, file.Bytes), file.Name) { Id = file.Id ?? id, MediaType = file.MediaType, Length = file.Bytes, Start = start },
            EventStep raised => new HostEvent(raised.Name, raised.Text) { Id = id, Start = start },
            AgentStep agent => new TransferUpdate(transfer!, AgentActs.KindOf(agent.Act)) { Id = id, Text = agent.Text, Start = start },
            _ => throw new ArgumentException($"{step.GetType().Name} is no event; add it.", nameof(step)),
        };
    }

    /// <summary>Writes a step down.</summary>
    public static void Tell(ActingStep step, TranscriptRecorder transcript)
    {
        switch (step)
        {
            case UserStep user:
                transcript.Add("consumer", user.Payload is null ? user.Text : $"{user.Text} = {user.Payload}");
                break;
            case FileStep file:
                transcript.Add("consumer", $"(file {file.Name})");
                break;
            case EventStep raised:
                transcript.Add("event", $"{raised.Name}: {raised.Text}");
                break;
            case AgentStep agent:
                transcript.Add("agent", $"({AgentActs.KindOf(agent.Act).ToString().ToLowerInvariant()})");
                break;
        }
    }
}
