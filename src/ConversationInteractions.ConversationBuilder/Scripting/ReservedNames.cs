namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Names and values with a meaning of their own.</summary>
internal static class ReservedNames
{
    /// <summary>What the caption of a file without one is (behaviour 10.3).</summary>
    public const string NoCaption = "__EMPTYTEXT__";

    /// <summary>What namespaces begin with that scripts reach by variables only.</summary>
    public const string Namespaces = "botContext:";

    /// <summary>What names of raw bodies begin with.</summary>
    public const string Body = "api_";

    /// <summary>The property of a raw body's object that holds it.</summary>
    public const string JsonProperty = "jsonData";

    /// <summary>The namespace, among a user's values, of variables that a bot keeps for ever.</summary>
    public static string Forever(string bot) => Namespaces + bot;
}
