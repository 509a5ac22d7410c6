using System.Text.Json.Nodes;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>The steps of the script that a session writes: what people did, and what came of it as expectations.</summary>
/// <remarks>Thread-safe: uploads end on other threads.</remarks>
internal sealed class ScriptDraft
{
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _steps = [];
    private readonly Dictionary<string, JsonObject> _calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _remarks = new(StringComparer.Ordinal);
    private int _messages;
    private int _actStart;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<JsonObject> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps.Select(step => (JsonObject)step.DeepClone())];
            }
        }
    }

    /// <summary>What a script cannot express of the session.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            lock (_lock)
            {
                return [.. _remarks.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Begins an act. What is heard until it ends is expected of it.</summary>
    public void Begin(JsonObject step)
    {
        lock (_lock)
        {
            _actStart = _steps.Count;
            _messages = 0;
            _steps.Add(step);
        }
    }

    /// <summary>Ends an act that was done: where nothing was said, that is expected too.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_messages == 0)
            {
                _steps.Add(new JsonObject { ["silence"] = true });
            }
        }
    }

    /// <summary>Forgets an act that could not be done.</summary>
    public void Undo()
    {
        lock (_lock)
        {
            _steps.RemoveRange(_actStart, _steps.Count - _actStart);
        }
    }

    /// <summary>Replaces the act, once more is known of it.</summary>
    public void Replace(JsonObject step)
    {
        lock (_lock)
        {
            _steps[_actStart] = step;
        }
    }

    public void Remark(string remark)
    {
        lock (_lock)
        {
            _remarks.Add(remark);
        }
    }

    public void Hear(OutgoingMessage message)
    {
        lock (_lock)
        {
            _messages++;
            _steps.Add(ScriptSteps.Of(message));
        }
    }

    public void Hear(RecordedCall call)
    {
        lock (_lock)
        {
            if (_calls.TryGetValue(call.Key, out JsonObject? known))
            {
                known["attempts"] = call.Attempts;
                return;
            }

            JsonObject expected = ScriptSteps.Of(call);
            _calls.Add(call.Key, expected);
            _steps.Add(new JsonObject { ["call"] = expected });
        }
    }

    public void Hear(RecordedTransfer transfer) => Expect("transfer", new JsonObject { ["skillId"] = transfer.SkillId, ["message"] = transfer.Message });

    public void Hear(FileUploadRequest upload) => Expect("upload", new JsonObject
    {
        ["integration"] = upload.Integration,
        ["fileName"] = upload.FileName,
        ["path"] = upload.Path,
        ["bytes"] = upload.Bytes,
    });

    public void Hear(ClosedConversation closed) => Expect("closed", new JsonObject { ["survey"] = closed.Survey });

    public void Hear(AgentBoundMessage message) => Expect("toAgent", JsonValue.Create(message.File?.Name ?? message.Text));

    private void Expect(string kind, JsonNode value)
    {
        lock (_lock)
        {
            _steps.Add(new JsonObject { [kind] = value });
        }
    }
}
