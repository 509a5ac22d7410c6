using ConversationInteractions.Model;

namespace ConversationInteractions.AspNetCore.Tests.Hosting;

/// <summary>Small bots for the web.</summary>
internal static class WebBots
{
    /// <summary>Repeats what it hears, and knows a few things beside.</summary>
    public static Bot Echo { get; } = new()
    {
        Name = "Echo",
        Integrations = [new FileIntegration { Name = "documents" }],
        Dialogs =
        [
            On("welcome", Say("Welcome.")),
            On("news", Say("News: {$userMessage}")),
            On("two", Say("One."), Say("Two.")),
            On("slow", Say("Now."), new Statement { Content = "Later.", Delay = TimeSpan.FromSeconds(3) }),
            On("slower", Say("Now."), new Statement { Content = "Later.", Delay = TimeSpan.FromSeconds(3) }, new Statement { Content = "Last.", Delay = TimeSpan.FromSeconds(2) }),
            On("pick", new Question { Name = "Pick", Content = "Which?", Choices = [new Choice { Label = "Red" }, new Choice { Label = "Blue" }], Rules = [new Rule()] }, Say("You picked {$userMessage}.")),
            On("agent", new Escalation { Name = "To agent", SkillId = "2000", Message = "Connecting you." }, Say("Welcome back.")),
            On("bye", new Statement { Content = "Goodbye.", Next = NextAction.CloseDialog }),
            On("file", new FileUpload { Name = "Ask", Message = "Send it.", AcceptedTypes = ["txt"], MaxBytes = 100_000, SuccessMessage = "Stored.", FailureMessage = "Not stored." }, new IntegrationCall { Name = "Store", Integration = "documents" }),
            new Dialog { Name = "Fallback", Kind = DialogKind.Fallback, Interactions = [Say("You said: {$userMessage}")] },
        ],
        Settings = new BotSettings { Limits = new BotLimits { UploadBytes = 100_000 } },
    };

    public static Bot Other { get; } = new() { Name = "Other", Dialogs = [new Dialog { Name = "Fallback", Kind = DialogKind.Fallback, Interactions = [Say("Other.")] }] };

    private static Dialog On(string pattern, params Interaction[] interactions) =>
        new() { Name = $"on {pattern}", Interactions = [new DialogStarter { Patterns = [pattern] }, .. interactions] };

    private static Statement Say(string text) => new() { Content = text };
}
