using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>Small bots that hand over.</summary>
internal static class AgentBots
{
    /// <summary>Says two things, hands over, and goes on after the return.</summary>
    public static Bot Support { get; } = new()
    {
        Name = "Support",
        Language = "en-GB",
        Dialogs =
        [
            On("agent", Say("Let me see."), Say("One moment."), new Escalation { Name = "To agent", SkillId = "2000", Message = "Connecting you." }, Say("Welcome back: {$userMessage}")),
            On("__agent_escalation_failed__", Say("Nobody is free.")),
            On("hours", Say("9 to 5.")),
        ],
    };

    public static Bot WithFallbackSkill { get; } = Support with { Settings = new BotSettings { Escalation = new EscalationSettings { FallbackSkillId = "2099" } } };

    public static Dialog On(string pattern, params Interaction[] interactions) =>
        new() { Name = $"on {pattern}", Interactions = [new DialogStarter { Patterns = [pattern] }, .. interactions] };

    public static Statement Say(string text) => new() { Content = text };

    public static ProgramCatalog Catalog(Dictionary<string, string> skills, params Bot[] bots) => ProgramCatalog.Create(bots.Select(BotProgram.Compile), skills);
}
