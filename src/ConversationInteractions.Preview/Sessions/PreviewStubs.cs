using System.Text.Json;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>How the world outside a session answers, which its author may change at any time, and what it has answered so far, which a script repeats.</summary>
/// <remarks>Guarded by a lock: uploads end on other threads.</remarks>
internal sealed class PreviewStubs : IIntentRecognizer
{
    public const string Secret = "secret";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StubAnswer[]> _answers = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, List<StubAnswer>> _given = new(StringComparer.Ordinal);
    private readonly HashSet<(string Key, int Attempt)> _attempts = [];
    private readonly List<TransferStub> _transfersGiven = [];
    private readonly List<ShareStub> _filesGiven = [];
    private readonly OrderedDictionary<string, RecognizedIntent> _intents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private StubbedWorld? _world;
    private TransferStub _transfer;
    private ShareStub _file;

    /// <summary>Begins to answer for a world.</summary>
    public void Attach(StubbedWorld world)
    {
        _world = world;
        world.Http.Book.Heard += Note;
        world.Transport.Decide = () => Give(_transfer, _transfersGiven);
        world.Share.Decide = () => Give(_file, _filesGiven);
    }

    /// <summary>The credentials that bots use: all have the same secret.</summary>
    public static ValueMap<string> Credentials(IEnumerable<Bot> bots) => ValueMap.Create<string>(
    [
        .. bots.SelectMany(bot => bot.Integrations)
            .Select(integration => integration switch { ApiIntegration api => api.Credential, FileIntegration file => file.Credential, _ => null })
            .OfType<string>().Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, Secret)),
    ]);

    /// <summary>Changes an answer.</summary>
    /// <returns>Why that cannot be; <see langword="null"/> where it is done.</returns>
    public string? Change(OutsideRequest request)
    {
        if (request.Answers is { } answers && answers.FirstOrDefault(answer => answer.Status is < 100 or > 599) is { } impossible)
        {
            return $"A status is a number from 100 to 599, not {impossible.Status}.";
        }

        lock (_lock)
        {
            if (request.Intent is { } intent)
            {
                if (_asked.Contains(intent.Utterance))
                {
                    // A script has one answer per utterance; it could not repeat this session.
                    return $"'{intent.Utterance}' was said already. Start again to give it another intent.";
                }

                _intents[intent.Utterance] = new RecognizedIntent(intent.Name, Math.Clamp(intent.Score, 0, 1));
            }

            _transfer = request.Transfers switch { "accept" => TransferStub.Accept, "reject" => TransferStub.Reject, "silent" => TransferStub.Silent, _ => _transfer };
            _file = request.Files switch { "store" => ShareStub.Store, "fail" => ShareStub.Fail, "pending" => ShareStub.Pending, _ => _file };
            if (request is { Integration: { } integration, Answers.Count: > 0 })
            {
                _answers[integration] = [.. request.Answers.Select(Answer)];
                _world!.Http.Answer(integration, _answers[integration]);
            }
        }

        return null;
    }

    public ValueTask<ValueList<RecognizedIntent>> RecognizeAsync(IntentQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _asked.Add(query.Text);
            return ValueTask.FromResult<ValueList<RecognizedIntent>>(_intents.TryGetValue(query.Text, out RecognizedIntent? intent) ? [intent] : []);
        }
    }

    /// <summary>The answers that a script needs so that it goes as this session went.</summary>
    public ScriptStubs ToScript(ValueMap<string> credentials, JsonText? attributes)
    {
        lock (_lock)
        {
            return new ScriptStubs
            {
                Integrations = ValueMap.Create<ValueList<StubAnswer>>(
                [
                    .. _given.Select(given => KeyValuePair.Create(given.Key, Shorten(given.Value, StubAnswer.Empty))).Where(given => given.Value.Count > 0),
                ]),
                Escalation = Shorten(_transfersGiven, TransferStub.Accept),
                Files = Shorten(_filesGiven, ShareStub.Store),
                Intents = ValueMap.Create<ValueList<RecognizedIntent>>([.. _intents.Select(intent => KeyValuePair.Create<string, ValueList<RecognizedIntent>>(intent.Key, [intent.Value]))]),
                Credentials = credentials,
                Attributes = attributes,
            };
        }
    }

    public OutsideView ToView(IReadOnlyList<Bot> bots)
    {
        lock (_lock)
        {
            return new OutsideView
            {
                Integrations = [.. bots.SelectMany(bot => bot.Integrations).Where(integration => integration is ApiIntegration or CustomIntegration)
                    .DistinctBy(integration => integration.Name, StringComparer.Ordinal).Select(View)],
                Transfers = _transfer.ToString().ToLowerInvariant(),
                Files = _file.ToString().ToLowerInvariant(),
                IntentNames = [.. bots.SelectMany(IntentNames).Distinct(StringComparer.Ordinal)],
                Intents = [.. _intents.Select(intent => new IntentView(intent.Key, intent.Value.Name, intent.Value.Score))],
            };
        }
    }

    private IntegrationView View(Integration integration)
    {
        string what = integration switch { ApiIntegration api => $"{api.Method} {api.Url}", CustomIntegration custom => custom.Kind, _ => "" };
        StubAnswer[] answers = _answers.TryGetValue(integration.Name, out StubAnswer[]? set) ? set : [StubAnswer.Empty];
        return new IntegrationView(integration.Name, what, [.. answers.Select(View)], _given.TryGetValue(integration.Name, out List<StubAnswer>? given) ? given.Count : 0);
    }

    private static AnswerView View(StubAnswer answer) => answer switch
    {
        { Timeout: true } => new AnswerView { Timeout = true },
        { Error: { } error } => new AnswerView { Error = error },
        _ => new AnswerView { Status = answer.Status, Body = answer.Body },
    };

    /// <summary>The same answer that a script would give for what is written here.</summary>
    private static StubAnswer Answer(AnswerView view)
    {
        if (view.Timeout is true)
        {
            return StubAnswer.TimesOut();
        }

        if (view.Error is { } error)
        {
            return StubAnswer.Fails(error);
        }

        int status = view.Status ?? 200;
        if (string.IsNullOrWhiteSpace(view.Body))
        {
            return StubAnswer.WithStatus(status);
        }

        try
        {
            JsonText json = JsonText.Parse(view.Body);
            JsonElement element = json.ToElement();
            return element.ValueKind is JsonValueKind.String ? StubAnswer.Text(element.GetString()!, status) : StubAnswer.Json(json.Text, status);
        }
        catch (JsonException)
        {
            // What is no JSON is a plain text: services answer so too.
            return StubAnswer.Text(view.Body, status);
        }
    }

    private static IEnumerable<string> IntentNames(Bot bot) => bot.Dialogs.SelectMany(dialog => dialog.Interactions).SelectMany(interaction => interaction switch
    {
        DialogStarter starter => starter.Intents,
        Question question => question.Rules.Select(rule => rule.When.Test).OfType<IntentTest>().Select(test => test.Intent),
        _ => Enumerable.Empty<string>(),
    });

    private void Note(RecordedCall call, StubAnswer answer)
    {
        lock (_lock)
        {
            if (_attempts.Add((call.Key, call.Attempts)))
            {
                if (!_given.TryGetValue(call.Integration, out List<StubAnswer>? given))
                {
                    _given.Add(call.Integration, given = []);
                }

                given.Add(answer);
            }
        }
    }

    private T Give<T>(T answer, List<T> given)
    {
        lock (_lock)
        {
            given.Add(answer);
            return answer;
        }
    }

    /// <summary>The answers without those at the end that repeat the one before them, and without any where all are as they are without a word.</summary>
    private static ValueList<T> Shorten<T>(List<T> given, T usual)
        where T : notnull
    {
        int length = given.Count;
        while (length > 1 && given[length - 1].Equals(given[length - 2]))
        {
            length--;
        }

        return length == 0 || (length == 1 && given[0].Equals(usual)) ? [] : [.. given.Take(length)];
    }
}
