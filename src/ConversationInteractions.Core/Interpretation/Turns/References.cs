using System.Globalization;
using System.Text.Json;
using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>Finds the values of references (behaviour 7).</summary>
internal static class References
{
    public static bool TryFind(Turn turn, Reference reference, out Value value)
    {
        switch (reference.Kind)
        {
            case ReferenceKind.Variable:
                return TryVariable(turn, reference.Name, out value);
            case ReferenceKind.Slot:
                return TryVariable(turn, $"slot.{reference.Name}", out value);
            case ReferenceKind.Environment:
                return TryText(turn.Program.Bot.Environment.GetValueOrDefault(reference.Name), out value);
            case ReferenceKind.Field:
                return TryField(turn, reference.Name, reference.Member!, out value);
            case ReferenceKind.FieldCount:
                bool isFound = TryField(turn, reference.Name, reference.Member!, out Value counted);
                value = counted.Count.ToString(CultureInfo.InvariantCulture);
                return isFound;
            case ReferenceKind.RawBody:
                return TryBody(turn, reference, out value);
            case ReferenceKind.UserMessage:
                return TryText(turn.State.UserMessage, out value);
            case ReferenceKind.QuickReplyPayload:
                return TryText(turn.State.Payload, out value);
            case ReferenceKind.ConversationId:
                return TryText(turn.State.ConversationId, out value);
            case ReferenceKind.BotName:
                return TryText(turn.Program.Name, out value);
            case ReferenceKind.Channel:
                return TryText(turn.State.Channel, out value);
            case ReferenceKind.FileName:
                return TryText(turn.State.FileName, out value);
            case ReferenceKind.FileType:
                return TryText(turn.State.FileType, out value);
            case ReferenceKind.Context:
                return TryText(turn.ReadContext(reference.Name, reference.Member!), out value);
            case ReferenceKind.Attribute:
                return TryAttribute(turn, reference, out value);
            default:
                throw new NotSupportedException($"References of kind {reference.Kind} are not handled.");
        }
    }

    /// <summary>What <c>{$botContext.name}</c> reads: a variable, a status, a raw body or a field.</summary>
    public static bool TryVariable(Turn turn, string name, out Value value) =>
        TryStored(turn, name, out value) || CallRecords.TryRead(turn.Program, turn.State.Calls, name, out value);

    private static bool TryStored(Turn turn, string name, out Value value) =>
        turn.RequestVariables.TryGet(name, out value)
        || (turn.Top is { } top && top.Variables.TryGet(name, out value))
        || turn.SessionVariables.TryGet(name, out value);

    /// <summary>A field of what an integration answered, or else a variable that was stored under that name (behaviour 7.4).</summary>
    private static bool TryField(Turn turn, string owner, string field, out Value value) =>
        CallRecords.TryField(turn.Program, turn.State.Calls, owner, field, out value) || TryStored(turn, $"{owner}.{field}", out value);

    private static bool TryBody(Turn turn, Reference reference, out Value value)
    {
        if (CallRecords.FindByVariable(turn.Program, turn.State.Calls, reference.Name)?.Body is { } body)
        {
            using JsonDocument document = JsonDocument.Parse(body.Text);
            return reference.Path!.TryRead(document.RootElement, out value);
        }

        value = default;
        return false;
    }

    private static bool TryAttribute(Turn turn, Reference reference, out Value value)
    {
        value = default;
        if (turn.State.Attributes is null)
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(turn.State.Attributes.Text);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(reference.Name, out JsonElement group)
            && group.ValueKind == JsonValueKind.Object
            && group.TryGetProperty(reference.Member!, out JsonElement member)
            && TryText(member.ValueKind == JsonValueKind.String ? member.GetString() : member.GetRawText(), out value);
    }

    private static bool TryText(string? text, out Value value)
    {
        value = text ?? "";
        return text is not null;
    }
}
