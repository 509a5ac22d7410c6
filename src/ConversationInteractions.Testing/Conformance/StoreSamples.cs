using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>An effect of every kind with everything that it can hold.</summary>
internal static class StoreSamples
{
    private static readonly StagedFile File = new() { Reference = "staged/1", Name = "Ü \"1\".pdf", MediaType = "application/pdf", Bytes = 5_242_881, DetectedType = "pdf" };

    private static readonly ApiRequest Call = new()
    {
        Integration = "balance",
        Repeatable = true,
        Method = "POST",
        Url = "https://bank.example/a%2Fb?c=%C3%BC",
        HostIsVariable = true,
        AllowedHosts = ["bank.example", "*.bank.example"],
        Headers = [new("X-Source", "bot"), new("x-empty", "")],
        Body = "{\"note\":\"say \\\"hi\\\"\"}",
        ContentType = "application/json",
        Timeout = TimeSpan.FromMilliseconds(20_001),
        Retries = 2,
        SuccessCodes = [200, 404],
        Credential = "crm",
    };

    public static OutgoingMessage Message { get; } = new()
    {
        Sequence = 7,
        Text = "Which account?\nSavings or \"Current\"? 😀",
        Image = new OutgoingImage("https://shop.example/lamp.png", "A lamp"),
        Cards =
        [
            new OutgoingCard { Title = "Lamp", Subtitle = "12 EUR", Image = "https://shop.example/l.png", Url = "https://shop.example/l", Buttons = [new OutgoingButton("Buy", "buy"), new OutgoingButton("Show", Url: "https://shop.example")] },
            new OutgoingCard(),
        ],
        Payload = JsonText.Parse("{\"b\":[1,2.50,null],\"a\":{}}"),
        Choices = [new OutgoingChoice("Savings", "sav", "https://shop.example/s.png"), new OutgoingChoice("Current")],
        Display = ChoiceDisplay.List,
        FromAgent = true,
    };

    public static ConversationEffect[] Effects { get; } =
    [
        new SendMessage { Key = "c/e/1", Message = Message, Delay = TimeSpan.FromMilliseconds(1_500) },
        new SendMessage { Key = "c/e/2", Message = new OutgoingMessage { Sequence = 8 } },
        new InvokeIntegration { Key = "c/e/3", Request = Call, Delay = TimeSpan.FromSeconds(2) },
        new InvokeIntegration { Key = "c/e/4", Request = new CustomRequest { Integration = "mail", Repeatable = false, Kind = "email", Settings = JsonText.Parse("{\"to\":\"a@b.example\"}") } },
        new RequestTransfer
        {
            Key = "c/e/5", Bot = "Reception", SkillId = "2000", AgentId = "7", Message = "One moment…", Context = new TransferContext("file claim", "my car was hit"),
            Language = "en-US", TakenBy = "Claims", Delay = TimeSpan.FromSeconds(1),
        },
        new RequestTransfer { Key = "c/e/6", Bot = "Reception", SkillId = "2000", Context = new TransferContext(null, null) },
        new StartUpload
        {
            Key = "c/e/7", Integration = "documents", File = File, FileName = "_ _1_.pdf", MediaType = "application/pdf", Share = "archive", Path = "incoming/1.pdf",
            Request = Call, Timeout = TimeSpan.FromSeconds(20), Retries = 3,
        },
        new ReleaseFile { Key = "c/e/8", Reference = "staged/1" },
        new ForwardToAgent { Key = "c/e/9", TransferId = "c/e/5", Text = "hello" },
        new ForwardToAgent { Key = "c/e/10", TransferId = "c/e/5", File = File },
        new CloseConversation { Key = "c/e/11", Survey = true },
        new ChangeContext { Key = "c/e/12", Change = new ContextChange(ContextChangeKind.Write, "orders") { Name = "last", Value = "A7" } },
    ];
}
