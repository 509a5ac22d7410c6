using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Random effects of every kind that stands in an outbox.</summary>
internal static class EffectSamples
{
    private static readonly Gen<string> Text = Gen.Elements(
        "", " ", "hi", "Ü \"quoted\" \\", "line\r\nline", "\0\u0001\u001f", "😀", "{$botContext.x}", "</script>", "a/b/1", "2000", new string('長', 300));

    private static readonly Gen<string?> OptionalText = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(t => (string?)t));

    private static readonly Gen<TimeSpan> Time = Gen.Elements(0L, 1L, 15_000_000L, TimeSpan.TicksPerDay * 30).Select(t => new TimeSpan(t));

    private static readonly Gen<int> Count = Gen.Choose(0, 5);

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly Gen<JsonText?> Json = Gen.Elements(
        null, JsonText.Parse("{}"), JsonText.Parse("[1,2.50,null,\"é\\n\"]"), JsonText.Parse("{\"b\":{\"c\":true},\"a\":1e400}"), JsonText.FromString("text"), JsonText.Parse("null"));

    private static readonly Gen<OutgoingChoice> Choice =
        from label in Text from value in OptionalText from image in OptionalText select new OutgoingChoice(label, value, image);

    private static readonly Gen<OutgoingCard> Card =
        from title in OptionalText
        from subtitle in OptionalText
        from image in OptionalText
        from url in OptionalText
        from buttons in ListOf(from label in Text from value in OptionalText from target in OptionalText select new OutgoingButton(label, value, target))
        select new OutgoingCard { Title = title, Subtitle = subtitle, Image = image, Url = url, Buttons = buttons };

    private static readonly Gen<StagedFile> File =
        from reference in Text
        from name in Text
        from mediaType in OptionalText
        from bytes in Gen.Elements(0L, 1L, 5_368_709_121L)
        from detected in OptionalText
        select new StagedFile { Reference = reference, Name = name, MediaType = mediaType, Bytes = bytes, DetectedType = detected };

    private static readonly Gen<ApiRequest> Api =
        from texts in Text.ArrayOf(4)
        from optional in OptionalText.ArrayOf(3)
        from flags in Flag.ArrayOf(3)
        from hosts in ListOf(Text)
        from headers in ListOf(Text)
        from timeout in Time
        from retries in Count
        from codes in Gen.OneOf(Gen.Constant<ValueList<int>?>(null), ListOf(Gen.Choose(100, 599)).Select(c => (ValueList<int>?)c))
        select new ApiRequest
        {
            Integration = texts[0],
            Repeatable = flags[0],
            Method = texts[1],
            Url = texts[2],
            HostIsVariable = flags[1],
            HoldsSensitive = flags[2],
            AllowedHosts = hosts,
            Headers = ValueMap.Create<string>([.. headers.Select(h => KeyValuePair.Create(h, texts[3]))]),
            Body = optional[0],
            ContentType = optional[1],
            Timeout = timeout,
            Retries = retries,
            SuccessCodes = codes,
            Credential = optional[2],
        };

    private static readonly Gen<IntegrationRequest> Request = Gen.OneOf(
        Api.Select(a => (IntegrationRequest)a),
        from texts in Text.ArrayOf(2)
        from repeatable in Flag
        from settings in Json
        select (IntegrationRequest)new CustomRequest { Integration = texts[0], Repeatable = repeatable, Kind = texts[1], Settings = settings });

    public static Gen<OutgoingMessage> Message { get; } =
        from sequence in Gen.Elements(1L, 7L, long.MaxValue)
        from text in Text
        from image in Gen.OneOf(Gen.Constant<OutgoingImage?>(null), from url in Text from caption in OptionalText select (OutgoingImage?)new OutgoingImage(url, caption))
        from cards in ListOf(Card)
        from payload in Json
        from choices in ListOf(Choice)
        from display in Gen.Elements(Enum.GetValues<ChoiceDisplay>())
        from fromAgent in Flag
        select new OutgoingMessage { Sequence = sequence, Text = text, Image = image, Cards = cards, Payload = payload, Choices = choices, Display = display, FromAgent = fromAgent };

    /// <summary>The kinds that stand in an outbox, each with its samples.</summary>
    public static IReadOnlyDictionary<Type, Gen<ConversationEffect>> Kinds { get; } = new Dictionary<Type, Gen<ConversationEffect>>
    {
        [typeof(SendMessage)] = from key in Text from message in Message from delay in Time select (ConversationEffect)new SendMessage { Key = key, Message = message, Delay = delay },
        [typeof(CloseConversation)] = from key in Text from survey in Flag select (ConversationEffect)new CloseConversation { Key = key, Survey = survey },
        [typeof(ForwardToAgent)] =
            from texts in Text.ArrayOf(3)
            from file in Gen.OneOf(Gen.Constant<StagedFile?>(null), File.Select(f => (StagedFile?)f))
            select (ConversationEffect)new ForwardToAgent { Key = texts[0], TransferId = texts[1], Text = texts[2], File = file },
        [typeof(RequestTransfer)] =
            from texts in Text.ArrayOf(3)
            from optional in OptionalText.ArrayOf(6)
            from hasContext in Flag
            from delay in Time
            select (ConversationEffect)new RequestTransfer
            {
                Key = texts[0],
                Bot = texts[1],
                SkillId = texts[2],
                AgentId = optional[0],
                Message = optional[1],
                Context = hasContext ? new TransferContext(optional[2], optional[3]) : null,
                Language = optional[4],
                TakenBy = optional[5],
                Delay = delay,
            },
        [typeof(ChangeContext)] =
            from texts in Text.ArrayOf(3)
            from optional in OptionalText.ArrayOf(2)
            from kind in Gen.Elements(Enum.GetValues<ContextChangeKind>())
            from scope in Gen.Elements(Enum.GetValues<ContextScopeKind>())
            from lifetime in Gen.OneOf(Gen.Constant<TimeSpan?>(null), Time.Select(t => (TimeSpan?)t))
            select (ConversationEffect)new ChangeContext
            {
                Key = texts[0],
                Change = new ContextChange(kind, texts[1]) { Scope = scope, UserId = optional[0], Name = texts[2], Value = optional[1], TimeToLive = lifetime },
            },
        [typeof(StartUpload)] =
            from texts in Text.ArrayOf(5)
            from file in File
            from share in OptionalText
            from request in Gen.OneOf(Gen.Constant<ApiRequest?>(null), Api.Select(a => (ApiRequest?)a))
            from timeout in Time
            from retries in Count
            select (ConversationEffect)new StartUpload
            {
                Key = texts[0],
                Integration = texts[1],
                File = file,
                FileName = texts[2],
                MediaType = texts[3],
                Share = share,
                Path = texts[4],
                Request = request,
                Timeout = timeout,
                Retries = retries,
            },
        [typeof(ReleaseFile)] = from texts in Text.ArrayOf(2) select (ConversationEffect)new ReleaseFile { Key = texts[0], Reference = texts[1] },
        [typeof(InvokeIntegration)] =
            from key in Text from request in Request from delay in Time select (ConversationEffect)new InvokeIntegration { Key = key, Request = request, Delay = delay },
    };

    private static Gen<ValueList<T>> ListOf<T>(Gen<T> items) => items.ArrayOf().Select(i => ValueList.Create<T>(i));
}
