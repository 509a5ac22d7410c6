namespace ConversationInteractions.Testing;

/// <summary>What was expected and what happened instead.</summary>
internal sealed record Mismatch(string Expected, string Happened)
{
    /// <summary>Something that could not be done.</summary>
    public static Mismatch CannotAct(string problem) => new("the step can be done", problem);
}
